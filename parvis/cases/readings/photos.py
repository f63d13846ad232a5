"""The photos of a case, as each may see them: who asks for the case has been asked who they are."""

from dataclasses import dataclass
from uuid import UUID

from parvis.cases.models import Case, CasePhoto, Outcome
from parvis.cases.readings.public import is_archived
from parvis.documents.models import Photo


@dataclass(frozen=True)
class Looks:
    """In the order they were added: the requester's, and those of the work done."""

    before: tuple[Photo, ...] = ()
    after: tuple[Photo, ...] = ()


def looks_of(case: Case, *, is_told: bool = True) -> Looks:
    """All of them; `is_told`: those of the work only once it is told, since a head may still send it back."""
    ties = list(CasePhoto.objects.filter(case=case).select_related("photo").order_by("pk"))
    after = tuple(tie.photo for tie in ties if tie.is_after)
    return Looks(tuple(tie.photo for tie in ties if not tie.is_after), after if not is_told or _is_done(case) else ())


def looks_for_everybody(case: Case) -> Looks:
    """Of a case that everybody sees, what its agents have taken of the work done. What people send needs a look first."""
    if not _is_done(case) or is_archived(case):
        return Looks()
    return Looks(after=looks_of(case).after)


def photos_of(case: Case) -> list[Photo]:
    """What the requester sent."""
    return list(looks_of(case).before)


def photo_of(case: Case, uid: UUID) -> Photo | None:
    """The photo of that name, if it is one of the case's."""
    tie = CasePhoto.objects.filter(case=case, photo__uid=uid).select_related("photo__authority").first()
    return tie.photo if tie else None


def photo_for_everybody(case: Case, uid: UUID) -> Photo | None:
    shown = looks_for_everybody(case)
    return photo_of(case, uid) if any(photo.uid == uid for photo in (*shown.before, *shown.after)) else None


def photo_for_the_requester(case: Case, uid: UUID) -> Photo | None:
    shown = looks_of(case)
    return photo_of(case, uid) if any(photo.uid == uid for photo in (*shown.before, *shown.after)) else None


def _is_done(case: Case) -> bool:
    return case.is_closed and case.outcome == Outcome.DONE
