"""Give a case the photos that waited on a form about it."""

from uuid import UUID

from parvis.cases.models import Case, CasePhoto, Look, Publication
from parvis.documents.operations.photos import keep
from parvis.kernel.actors import Actor


def tie_photos(case: Case, *, waiting_on: UUID | None, by: Actor, is_after: bool = False) -> None:
    """Those that waited under the key of the form become the case's own: the requester's, which wait for an agent's look
    unless the category publishes at once; or of the work once done."""
    if waiting_on is not None:
        kept = keep(waiting_on, by=by)
        is_at_once = is_after or case.category.publication == Publication.AT_ONCE
        look = Look.PUBLISHED if is_at_once else Look.UNREAD
        CasePhoto.objects.bulk_create(CasePhoto(case=case, photo=photo, is_after=is_after, look=look) for photo in kept)
        if kept and not is_at_once and case.is_public:
            case.has_photo_to_read = True
            case.save(update_fields=["has_photo_to_read"])
