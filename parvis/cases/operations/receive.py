"""Receive a case: place it, route it, number it."""

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from parvis.cases.admission import Coordinates, Place, arrival, new_case, require_fitting, require_receivable
from parvis.cases.models import Case, CasePlacement, Category, Channel, Origin
from parvis.cases.numbering import number
from parvis.cases.operations.answers import keep_answers, require_answered
from parvis.cases.operations.entrust import tell_of_start
from parvis.cases.operations.photos import tie_photos
from parvis.cases.routing import Destination, destination_of
from parvis.cases.sparing import require_sparing
from parvis.forms.answers import Filling
from parvis.kernel import clock
from parvis.kernel.actors import Actor
from parvis.kernel.events import record
from parvis.kernel.operations import operation, require_ours
from parvis.places.location import districts_at

__all__ = ["Coordinates", "Place", "arrival", "new_case", "number", "prepare", "receive", "settle"]


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
    answers: Mapping[str, str] | None = None,
    begun_on: Collection[UUID] = (),
    again_of: Case | None = None,
    sender: str = "",
) -> Case:
    """A new case, routed to a unit or an agent, with the photos that waited on its form; sent twice, it is the same case.
    `begun_on`: the versions of the questions that its pages were made from, where they have changed since.
    `again_of`: the one whose work is said not to have held; agents judge, and it stays closed meanwhile.
    `sender`: the connection that a resident sends it from, only to count how many of the category they send in a day.

    Refuses a place outside the town, none where one is needed, a category that has ended, coordinates where it is
    anonymous, answers that are missing, wrong, or lead elsewhere, and one more than a person may send in a day.
    """
    if (known := _sent_before(form_key)) is not None:
        return known
    require_ours(category, again_of)
    filling, districts, destination = prepare(category, place, requester, answers or {}, by)
    require_fitting(words, place, requester)
    require_sparing(category, requester, sender, by)
    case = new_case(category, words, place, requester, destination, clock.now())
    case.channel, case.origin, case.form_key, case.again_of = channel, origin, form_key, again_of
    if (known := _save(case)) is not None:
        return known
    settle((case, districts))
    tie_photos(case, waiting_on=form_key, by=by)
    keep_answers(case, filling, answers or {}, begun_on)
    record(case, arrival(case, destination), by=by)
    tell_of_start(case, destination)
    return case


def prepare(
    category: Category,
    place: Place,
    requester: Coordinates,
    answers: Mapping[str, str],
    by: Actor,
    *,
    on: date | None = None,
) -> tuple[Filling, dict[int, int | None], Destination]:
    """Its questions, its districts and where it would go, if it is received. It writes nothing: a try asks the same."""
    require_receivable(category, place, requester, by, on=on)
    filling = require_answered(category, answers)
    districts = districts_at(place.point) if place.point else {}
    return filling, districts, destination_of(category, districts)


def _save(case: Case) -> Case | None:
    """Give it its number and write it; or the case that the same form, sent twice at the same instant, has just made."""
    try:
        with transaction.atomic():  # so that a number is given back, and the year has no hole
            number(case)
            case.save()
    except IntegrityError:
        if (known := _sent_before(case.form_key)) is None:  # the constraint decides, and its case is the one
            raise
        return known
    return None


def _sent_before(form_key: UUID | None) -> Case | None:
    return Case.objects.filter(form_key=form_key).first() if form_key is not None else None


def settle(*cases: tuple[Case, Mapping[int, int | None]]) -> None:
    """Keep the district of each case in each zoning."""
    CasePlacement.objects.bulk_create(
        CasePlacement(case=case, zoning_id=zoning, district_id=district)
        for case, districts in cases
        for zoning, district in districts.items()
    )
