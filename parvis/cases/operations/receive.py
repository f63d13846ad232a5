"""Receive a case: place it, route it, number it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from parvis.cases.codes import new_private_key, new_tracking_code
from parvis.cases.events import CaseReceived
from parvis.cases.models import Case, CasePlacement, Category, Channel, Origin, Status
from parvis.cases.routing import Destination, destination_of
from parvis.kernel import clock
from parvis.kernel.actors import Actor
from parvis.kernel.events import record
from parvis.kernel.models import Counter
from parvis.kernel.operations import Refused, operation
from parvis.kernel.tenancy import current
from parvis.places.location import districts_at, is_inside
from parvis.places.points import Point


@dataclass(frozen=True)
class Place:
    """Where it is: words, a point, or both."""

    address: str = ""
    point: Point | None = None


@dataclass(frozen=True)
class Coordinates:
    """The requester's coordinates as typed: nobody has verified them, and they open nobody's file."""

    name: str = ""
    email: str = ""
    phone: str = ""


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
    """A new case, routed to a unit or an agent. The same form sent twice gives the same case.

    Refuses a place outside the town, no place where the category needs one, and a category that has ended.
    """
    if form_key is not None:
        known = Case.objects.filter(form_key=form_key).first()
        if known is not None:
            return known
    _require_receivable(category, place)
    districts = districts_at(place.point) if place.point else {}
    destination = destination_of(category, districts)
    case = _new_case(category, place, requester, destination, clock.now())
    case.words, case.channel, case.origin, case.form_key = words, channel, origin, form_key
    number(case)
    case.save()
    settle(case, districts)
    record(
        case,
        CaseReceived(
            category_id=category.pk,
            unit_id=destination.unit.pk,
            assignee_id=destination.agent.pk if destination.agent else None,
            district_id=destination.district_id,
            channel=channel,
            rule=destination.rule,
        ),
        by=by,
    )
    return case


def number(case: Case) -> None:
    """Give the case the next number of its year. The counter's row is hot, so it is taken as late as can be."""
    case.year = case.received_on.year
    case.sequence = Counter.next(f"case.{case.year}")


def settle(case: Case, districts: Mapping[int, int | None]) -> None:
    """Keep the district of the case in each zoning."""
    CasePlacement.objects.bulk_create(
        CasePlacement(case=case, zoning_id=zoning, district_id=district) for zoning, district in districts.items()
    )


def _require_receivable(category: Category, place: Place) -> None:
    if category.ended_on is not None:
        raise Refused(_("Cette catégorie n’est plus proposée : choisissez-en une autre."), "category")
    if place.point is not None and not is_inside(place.point):
        raise Refused(_("Cette adresse n’est pas à %(town)s.") % {"town": current().name}, "address")
    if category.needs_place and place.point is None and not place.address.strip():
        raise Refused(_("Indiquez où cela se trouve : une adresse ou un lieu."), "address")


def _new_case(category: Category, place: Place, requester: Coordinates, destination: Destination, at: datetime) -> Case:
    point = place.point
    return Case(
        category=category,
        tracking_code=new_tracking_code(),
        private_key=new_private_key(),
        address=place.address.strip(),
        lon=point.lon if point else None,
        lat=point.lat if point else None,
        zkey=point.zkey if point else None,
        district_id=destination.district_id,
        requester_name=requester.name.strip(),
        requester_email=requester.email.strip(),
        requester_phone=requester.phone.strip(),
        unit=destination.unit,
        assignee=destination.agent,
        status=Status.NEW,
        is_danger=category.is_danger,
        received_at=at,
        received_on=clock.civil(current(), at),
        updated_at=at,
    )
