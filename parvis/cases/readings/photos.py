"""The photos of a case, for whoever may see it: the caller has asked."""

from uuid import UUID

from parvis.cases.models import Case, CasePhoto
from parvis.documents.models import Photo


def photos_of(case: Case) -> list[Photo]:
    """In the order they were added."""
    return [tie.photo for tie in CasePhoto.objects.filter(case=case).select_related("photo").order_by("pk")]


def photo_of(case: Case, uid: UUID) -> Photo | None:
    """The photo of that name, if it is one of the case's."""
    tie = CasePhoto.objects.filter(case=case, photo__uid=uid).select_related("photo__authority").first()
    return tie.photo if tie else None
