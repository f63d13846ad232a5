"""The photos that wait on a form."""

from uuid import UUID

from parvis.documents.models import Photo
from parvis.documents.operations.photos import MOST


def waiting_on(draft: UUID) -> list[Photo]:
    """In the order they were added."""
    return list(Photo.objects.filter(draft=draft).order_by("pk"))


def has_room(draft: UUID) -> bool:
    """Whether one more may be added: asked before a photo is decoded for nothing."""
    return Photo.objects.filter(draft=draft).count() < MOST


def waiting(uid: UUID) -> Photo | None:
    """The photo of that name, while it waits on a form."""
    return Photo.objects.filter(uid=uid, draft__isnull=False).select_related("authority").first()
