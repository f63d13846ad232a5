"""The photos of a report while it is being filled in: they wait on the server under the form's key."""

from dataclasses import dataclass, replace
from uuid import UUID

from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext as _

from parvis.cases.actors import Visitor
from parvis.documents.models import Photo
from parvis.documents.operations.photos import discard, upload
from parvis.documents.pictures import Picture, read_picture
from parvis.documents.queries import has_room, waiting_on
from parvis.kernel.operations import Refused
from parvis.places.location import ground
from parvis.places.points import Point
from parvis.portal.limits import may_send_a_photo, next_hour

SALT = "parvis.portal.photo"


@dataclass(frozen=True)
class Shot:
    """A photo as the form shows it. `ticket`: what its sender holds of it; `is_here`: taken in the town, as far as it
    says; `is_elsewhere`: taken outside it."""

    ticket: str
    width: int
    height: int
    is_here: bool
    is_elsewhere: bool


def shots_of(draft: UUID) -> list[Shot]:
    photos = waiting_on(draft)
    here = ground() if any(photo.taken_at for photo in photos) else None
    shots = []
    for photo in photos:
        at = photo.taken_at
        is_inside = at is not None and here is not None and here.holds(at)
        shots.append(Shot(ticket_of(photo), photo.width, photo.height, is_inside, at is not None and not is_inside))
    return shots


def ticket_of(photo: Photo) -> str:
    """Signed: whoever holds it was given it by us."""
    return signing.Signer(salt=SALT).sign(photo.uid.hex)


def read_ticket(text: str) -> UUID | None:
    """None when it was never ours."""
    try:
        return UUID(signing.Signer(salt=SALT).unsign(text))
    except (signing.BadSignature, ValueError):
        return None


def take(request: HttpRequest, draft: UUID) -> list[str]:
    """Have the photos that came with the form wait on it; gives, in words, why some cannot."""
    errors = []
    for nth, file in enumerate(request.FILES.getlist("photos")):
        try:
            add(request, draft, file, nth)
        except Refused as refused:
            errors.append(_("%(file)s : %(why)s") % {"file": file.name, "why": refused.message})
    return errors


def add(request: HttpRequest, draft: UUID, file: "UploadedFile[bytes]", nth: int = 0) -> Photo:
    """One photo, the nth that came. Raises Refused with the reason."""
    if not may_send_a_photo(request):
        told = _("Beaucoup de photos viennent de votre connexion : réessayez à partir de %s.")
        raise Refused(told % next_hour().words, "often")
    if not has_room(draft):
        raise Refused(_("Cinq photos au plus : retirez-en une pour en ajouter une autre."))
    picture = read_picture(file, size=file.size or 0)
    return upload(draft, picture=_placed(request, nth, picture), by=Visitor())


def remove(draft: UUID, ticket: str) -> None:
    uid = read_ticket(ticket)
    if uid is not None:
        discard(draft, uid=uid, by=Visitor())


def remove_all(draft: UUID) -> None:
    for photo in waiting_on(draft):
        discard(draft, uid=photo.uid, by=Visitor())


def place_of(draft: UUID, ticket: str) -> Point | None:
    """Where a photo of the form was taken, if that is in the town."""
    uid = read_ticket(ticket)
    at = next((photo.taken_at for photo in waiting_on(draft) if photo.uid == uid), None)
    return at if at is not None and ground().holds(at) else None


def _placed(request: HttpRequest, nth: int, picture: Picture) -> Picture:
    """A browser that made the photo small has lost its metadata, and says beside it where it was taken."""
    try:
        lat, lon = request.POST.getlist("taken")[nth].split(";")
        said = Point(lon=round(float(lon), 6), lat=round(float(lat), 6))
    except (IndexError, ValueError, OverflowError):
        return picture
    return picture if picture.taken_at else replace(picture, taken_at=said)
