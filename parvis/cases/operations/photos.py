"""Give a case the photos that waited on a form about it."""

from uuid import UUID

from parvis.cases.models import Case, CasePhoto
from parvis.documents.operations.photos import keep
from parvis.kernel.actors import Actor


def tie_photos(case: Case, *, waiting_on: UUID | None, by: Actor, is_after: bool = False) -> None:
    """Those that waited under the key of the form become the case's own: the requester's, or of the work once done."""
    if waiting_on is not None:
        kept = keep(waiting_on, by=by)
        CasePhoto.objects.bulk_create(CasePhoto(case=case, photo=photo, is_after=is_after) for photo in kept)
