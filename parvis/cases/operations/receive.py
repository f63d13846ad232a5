"""Receive a case: place it, route it, number it."""

from collections.abc import Mapping
from uuid import UUID

from django.db import IntegrityError, transaction

from parvis.cases.admission import Coordinates, Place, arrival, new_case, require_fitting, require_receivable
from parvis.cases.models import Case, CasePlacement, Category, Channel, Origin
from parvis.cases.operations.photos import tie_photos
from parvis.cases.routing import destination_of
from parvis.kernel import clock
from parvis.kernel.actors import Actor
from parvis.kernel.events import record
from parvis.kernel.models import Counter
from parvis.kernel.operations import operation, require_ours
from parvis.places.location import districts_at

__all__ = ["Coordinates", "Place", "arrival", "new_case", "number", "receive", "settle"]


@operation
def receive(
    category: Category,
    *,
    words: str,
    place: Place,
    requester: Coordinates,
    by: Actor,
    channel: Channel = Channel.WEB,
    origin: Origin = Origin.RESIDENT,
    form_key: UUID | None = None,
) -> Case:
    """A new case, routed to a unit or an agent, with the photos that waited on its form. The same form sent twice gives
    the same case.

    Refuses a place outside the town, no place where the category needs one, and a category that has ended.
    """
    known = _sent_before(form_key)
    if known is not None:
        return known
    require_ours(category)
    require_receivable(category, place, by)
    require_fitting(words, place, requester)
    districts = districts_at(place.point) if place.point else {}
    destination = destination_of(category, districts)
    case = new_case(category, words, place, requester, destination, clock.now())
    case.channel, case.origin, case.form_key = channel, origin, form_key
    try:
        with transaction.atomic():  # so that a number is given back, and the year has no hole
            number(case)
            case.save()
    except IntegrityError:
        # The same form was sent twice at the same instant: the constraint decides, and its case is the one.
        known = _sent_before(form_key)
        if known is None:
            raise
        return known
    settle((case, districts))
    tie_photos(case, waiting_on=form_key, by=by)
    record(case, arrival(case, destination), by=by)
    return case


def _sent_before(form_key: UUID | None) -> Case | None:
    return Case.objects.filter(form_key=form_key).first() if form_key is not None else None


def number(*cases: Case) -> None:
    """Give each the next number of its year. The counter's row is hot, so it is taken as late as can be."""
    by_year: dict[int, list[Case]] = {}
    for case in cases:
        by_year.setdefault(case.received_on.year, []).append(case)
    for year, there in by_year.items():
        first = Counter.next(f"case.{year}", len(there)) - len(there) + 1
        for sequence, case in enumerate(there, first):
            case.year, case.sequence = year, sequence


def settle(*cases: tuple[Case, Mapping[int, int | None]]) -> None:
    """Keep the district of each case in each zoning."""
    CasePlacement.objects.bulk_create(
        CasePlacement(case=case, zoning_id=zoning, district_id=district)
        for case, districts in cases
        for zoning, district in districts.items()
    )
