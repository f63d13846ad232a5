"""The photos of a case, as each may see them: who asks for the case has been asked who they are."""

from dataclasses import dataclass
from uuid import UUID

from parvis.cases.models import Case, CasePhoto, Look, Outcome
from parvis.cases.readings.public import is_archived
from parvis.documents.models import Photo


@dataclass(frozen=True)
class Looks:
    """In the order they were added: the requester's, and those of the work done. `ties`: what was decided of the former;
    `after_ties`: of the latter."""

    before: tuple[Photo, ...] = ()
    after: tuple[Photo, ...] = ()
    ties: tuple[CasePhoto, ...] = ()
    after_ties: tuple[CasePhoto, ...] = ()


def looks_of(case: Case, *, is_told: bool = True) -> Looks:
    """All of them; `is_told`: those of the work only once it is told, since a head may still send it back."""
    ties = _ties(case)
    before = tuple(tie for tie in ties if not tie.is_after)
    after = tuple(tie for tie in ties if tie.is_after) if not is_told or _is_done(case) else ()
    return Looks(tuple(tie.photo for tie in before), tuple(tie.photo for tie in after), before, after)


def looks_for_everybody(case: Case) -> Looks:
    """Of a case that everybody sees: what people sent, once an agent has published it and as it was covered; what its
    agents have taken of the work, once it is done, as it was covered, and unless one has kept it private since."""
    if not case.is_public or is_archived(case):
        return Looks()
    ties = _ties(case)
    before = tuple(tie.rendition or tie.photo for tie in ties if not tie.is_after and tie.look == Look.PUBLISHED)
    after = tuple(tie.rendition or tie.photo for tie in ties if tie.is_after and tie.look != Look.KEPT)
    return Looks(before, after if _is_done(case) else ())


def photos_of(case: Case) -> list[Photo]:
    """What the requester sent."""
    return list(looks_of(case).before)


def photo_of(case: Case, uid: UUID) -> Photo | None:
    """The photo of that name, if it is one of the case's; without its covered parts to whoever may not know who asked, who
    does not see those that an agent keeps private either."""
    tie = tie_of(case, uid)
    if tie is None:
        return None
    return tie.rendition if tie.rendition is not None and case.discretion is not None else tie.photo


def tie_of(case: Case, uid: UUID) -> CasePhoto | None:
    return next((tie for tie in _ties(case) if tie.photo.uid == uid), None)


def photo_for_everybody(case: Case, uid: UUID) -> Photo | None:
    """By the name of what is shown: that of a photo with covered parts leads to nothing."""
    shown = looks_for_everybody(case)
    return next((photo for photo in (*shown.before, *shown.after) if photo.uid == uid), None)


def photo_for_the_requester(case: Case, uid: UUID) -> Photo | None:
    shown = looks_of(case)
    return photo_of(case, uid) if any(photo.uid == uid for photo in (*shown.before, *shown.after)) else None


def _ties(case: Case) -> list[CasePhoto]:
    ties = CasePhoto.objects.filter(case=case).select_related("photo__authority", "rendition__authority")
    return [tie for tie in ties.order_by("pk") if case.discretion is None or tie.is_after or tie.look != Look.KEPT]


def _is_done(case: Case) -> bool:
    return case.is_closed and case.outcome == Outcome.DONE
