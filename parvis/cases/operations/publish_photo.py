"""Look at a photo: publish it, as it is or with parts of it covered, or keep it private."""

from uuid import UUID

from django.utils.translation import gettext as _

from parvis.cases import policy
from parvis.cases.events import PhotoKept, PhotoPublished
from parvis.cases.models import Case, CasePhoto, Look
from parvis.directory.models import Agent
from parvis.documents.operations.photos import release, render
from parvis.documents.pictures import Picture
from parvis.kernel.events import record
from parvis.kernel.operations import Refused, lock, operation, require


@operation
def publish_photo(case: Case, *, uid: UUID, by: Agent, covered: Picture | None = None, covers: str = "") -> Case:
    """Everybody may see the photo, or in its place the picture in which parts of it are covered (`covers` says which, for
    whoever looks again).

    The photo itself is kept for those who see the case. Looked at again, the last look counts. Refused where the category
    is never public, and for a photo whose sender was told that it never is.
    """
    case = lock(case)
    require(policy.may("publish", by, case))
    tie = _tie(case, uid)
    if tie.look == Look.PUBLISHED and tie.rendition_id is None and covered is None:
        return case
    _replace(tie, covered, covers, by)
    return _decided(case, tie, Look.PUBLISHED, PhotoPublished(photo_id=tie.pk, is_covered=covered is not None), by)


@operation
def keep_photo(case: Case, *, uid: UUID, by: Agent) -> Case:
    """Nobody sees the photo but those who see the case, and its sender."""
    case = lock(case)
    require(policy.may("keep", by, case))
    tie = _tie(case, uid)
    if tie.look == Look.KEPT:
        return case
    _replace(tie, None, "", by)
    return _decided(case, tie, Look.KEPT, PhotoKept(photo_id=tie.pk), by)


def _tie(case: Case, uid: UUID) -> CasePhoto:
    """The photo of that name: an agent's own was promised to nobody."""
    tie = CasePhoto.objects.filter(case=case, photo__uid=uid).select_related("photo", "rendition").first()
    if tie is None or (tie.look == Look.PROMISED and not tie.is_after) or not case.is_public:
        raise Refused(_("Cette photo ne peut pas être publiée."))
    return tie


def _replace(tie: CasePhoto, covered: Picture | None, covers: str, by: Agent) -> None:
    """What everybody saw before is erased: it was covered too little, or is not to be seen any more."""
    if tie.rendition is not None:
        release(tie.rendition, by=by)
    tie.rendition = render(covered, by=by) if covered is not None else None
    tie.covers = covers if covered is not None else ""


def _decided(case: Case, tie: CasePhoto, look: Look, fact: PhotoPublished | PhotoKept, by: Agent) -> Case:
    tie.look = look
    tie.save(update_fields=["look", "rendition", "covers"])
    case.has_photo_to_read = CasePhoto.objects.filter(case=case, look=Look.UNREAD).exists()
    case.save(update_fields=["has_photo_to_read"])
    record(case, fact, by=by)
    return case
