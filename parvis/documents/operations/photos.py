"""Add a photo to a form that is being filled in, take it off, keep what the form was sent with, erase."""

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from parvis.documents import files
from parvis.documents.models import Photo
from parvis.kernel import clock
from parvis.kernel.actors import Actor
from parvis.kernel.operations import Refused, operation

if TYPE_CHECKING:
    # The decoders cost a third of a second: the worker and the commands, which forget photos and read none, go without.
    from parvis.documents.pictures import Picture

MOST = 5


@operation
def upload(draft: UUID, *, picture: "Picture", by: Actor) -> Photo:
    """The photo, waiting on the form of that key; refused when five wait there. It is nobody's yet, and told to nobody."""
    if Photo.objects.filter(draft=draft).count() >= MOST:
        raise Refused(_("Cinq photos au plus : retirez-en une pour en ajouter une autre."))
    at = picture.taken_at
    photo = Photo(
        draft=draft,
        width=picture.width,
        height=picture.height,
        bytes=len(picture.large),
        lon=at.lon if at else None,
        lat=at.lat if at else None,
        created_at=clock.now(),
    )
    # Before the row: a backup that has the row has the file. A file without a row is swept up later.
    files.write(photo, large=picture.large, small=picture.small)
    photo.save(force_insert=True)
    return photo


@operation
def discard(draft: UUID, *, uid: UUID, by: Actor) -> None:
    """Take a photo off the form that it waits on. Asked twice, done once; what was sent stays."""
    erase(Photo.objects.filter(draft=draft, uid=uid), by=by)


@operation
def keep(draft: UUID, *, by: Actor) -> list[Photo]:
    """The form is sent: its photos wait no more, and belong to whatever the caller ties them to. The first five."""
    waiting = list(Photo.objects.filter(draft=draft).order_by("pk").select_for_update(of=("self",))[:MOST])
    Photo.objects.filter(pk__in=[photo.pk for photo in waiting]).update(draft=None)
    return waiting


@operation
def render(picture: "Picture", *, by: Actor) -> Photo:
    """A picture made of a photo by an agent, which waits on no form."""
    photo = Photo(width=picture.width, height=picture.height, bytes=len(picture.large), created_at=clock.now())
    files.write(photo, large=picture.large, small=picture.small)
    photo.save(force_insert=True)
    return photo


@operation
def release(photo: Photo, *, by: Actor) -> None:
    """It belongs to nothing any more: erased with what waits on a form that is never sent, since files come back with no
    transaction that fails."""
    photo.draft = uuid4()
    photo.save(update_fields=["draft"])


@operation
def erase(photos: Iterable[Photo], *, by: Actor) -> None:
    """The files, then the rows: killed in between, it is done again from the row."""
    for photo in photos:
        files.remove(photo)
        photo.delete()
