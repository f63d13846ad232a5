"""Erases the photos of a case that was forgotten."""

from parvis.cases.events import CaseShredded
from parvis.cases.models import CasePhoto
from parvis.documents.operations.photos import erase
from parvis.kernel.actors import System
from parvis.kernel.deliveries import on
from parvis.kernel.models import Event


@on(CaseShredded, name="cases.forget_photos")
def forget_photos(event: Event) -> None:
    """By a reaction, which is done again when the process is killed: files do not come back with a transaction."""
    ties = CasePhoto.objects.filter(case=event.subject_id).select_related("photo__authority", "rendition__authority")
    photos = [photo for tie in ties for photo in (tie.photo, tie.rendition) if photo is not None]
    ties.delete()
    erase(photos, by=System("cases.forget_photos"))
