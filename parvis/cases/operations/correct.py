"""The author corrects what they wrote, or adds photos to it, while nobody has begun."""

from uuid import UUID

from django.utils.translation import gettext as _

from parvis.cases import policy
from parvis.cases.actors import Requester
from parvis.cases.admission import Coordinates, Place, require_fitting, require_receivable
from parvis.cases.events import CaseCorrected, PhotosAdded
from parvis.cases.models import Case, CasePhoto, CasePlacement, Look
from parvis.cases.operations.photos import tie_photos
from parvis.cases.publishing import publish_at_arrival
from parvis.kernel.events import record
from parvis.kernel.operations import Refused, lock, operation, require
from parvis.places.location import districts_at

MOST_PHOTOS = 10
CHANGED = [
    "words", "address", "place_name", "lon", "lat", "zkey", "district", "public_words", "public_address", "is_to_read", "look",
]  # fmt: skip


@operation
def correct(case: Case, *, words: str, place: Place, by: Requester) -> Case:
    """Other words, another address, while the case is new: both the old and the new are in its history.

    The address that stays keeps its point. One that moves is of the district where it now is; the unit that has the case
    keeps it, and may transfer it. Refuses what a report would be refused for. The same again changes nothing.
    """
    case = lock(case)
    require(policy.can_follow(by, case))
    if not policy.POSSIBLE["correct"](case):
        raise Refused(_("La mairie a déjà pris connaissance de cette demande : écrivez-lui plutôt un message."))
    words, address = words.strip(), place.address.strip()
    has_moved, has_new_words = address != case.address, words != case.words
    if not has_moved and not has_new_words:
        return case
    require_fitting(words, place, Coordinates())
    if has_moved:
        require_receivable(case.category, place, Coordinates(), by)
    fact = CaseCorrected(
        words_before=case.words if has_new_words else None,
        words_after=words if has_new_words else None,
        address_before=case.address if has_moved else None,
        address_after=address if has_moved else None,
    )
    case.words = words
    if has_moved:
        _move(case, place)
    _publish_again(case)
    case.save(update_fields=CHANGED)
    record(case, fact, by=by)
    return case


@operation
def add_photos(case: Case, *, draft: UUID, by: Requester) -> Case:
    """The photos that wait under this key are the case's, ten in all; refused once it has ended. None changes nothing."""
    case = lock(case)
    require(policy.can_follow(by, case))
    if case.is_closed:
        raise Refused(_("Cette demande est close : vous pouvez en faire une nouvelle."))
    sent = CasePhoto.objects.filter(case=case, is_after=False)
    before = sent.count()
    tie_photos(case, waiting_on=draft, by=by)
    count = sent.count()
    if count > MOST_PHOTOS:
        raise Refused(_("Dix photos au plus sur une demande."))
    if count > before:
        record(case, PhotosAdded(count=count - before), by=by)
    return case


def _publish_again(case: Case) -> None:
    """As if it had just come in: what an agent had looked at were other words. What was promised to stay private stays."""
    if case.look == Look.PROMISED:
        case.public_address = case.place_name if case.is_public else ""
        return
    case.look, case.is_to_read, case.public_words, case.public_address = Look.UNREAD, False, "", ""
    publish_at_arrival(case)


def _move(case: Case, place: Place) -> None:
    point = place.point
    case.address, case.place_name = place.address.strip(), place.name.strip()
    case.lon, case.lat, case.zkey = (point.lon, point.lat, point.zkey) if point else (None, None, None)
    districts = districts_at(point) if point else {}
    before = CasePlacement.objects.filter(case=case)
    known = {placement.zoning_id: placement for placement in before}
    # The zoning that the case is routed by is the one whose district it had; without a point it is in none.
    by_zoning = next((zoning for zoning, placement in known.items() if placement.district_id == case.district_id), None)
    case.district_id = districts.get(by_zoning or min(districts, default=0))
    before.delete()
    CasePlacement.objects.bulk_create(
        CasePlacement(case=case, zoning_id=zoning, district_id=district) for zoning, district in districts.items()
    )
