"""What a case is asked with, and what of it the town takes in."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from parvis.cases import personal
from parvis.cases.codes import new_private_key, new_tracking_code
from parvis.cases.events import CaseReceived
from parvis.cases.goals import goal_of
from parvis.cases.models import Case, Category, Status
from parvis.cases.publishing import publish_at_arrival
from parvis.cases.routing import Destination
from parvis.directory.models import Agent
from parvis.kernel import clock
from parvis.kernel.actors import Actor
from parvis.kernel.operations import Refused
from parvis.kernel.tenancy import current
from parvis.places.location import is_inside
from parvis.places.points import Point

LONGEST = 10_000
_OF_A_PERSON = frozenset(personal.Sort) - {personal.Sort.PLATE}


@dataclass(frozen=True)
class Place:
    """Where it is: words, a point, or both. `name`: as the geocoder or another register calls it, never as it was typed."""

    address: str = ""
    point: Point | None = None
    name: str = ""


@dataclass(frozen=True)
class Coordinates:
    """The requester's coordinates as typed: nobody has verified them, and they open nobody's file. A name that nobody has
    split is a last name."""

    first_name: str = ""
    last_name: str = ""
    email: str = ""
    phone: str = ""


def wrong_with_address(address: str) -> str:
    """Why it cannot be received, or "". A place may be published, and is in the letter to whoever's e-mail was typed:
    nobody may be exposed by the one, nor sent a stranger's link by the other."""
    if any(found.sort in _OF_A_PERSON for found in personal.find(address)):
        return _("Écrivez le lieu et rien d’autre : il est publié. Vos coordonnées se donnent à la page suivante.")
    return ""


def require_receivable(category: Category, place: Place, requester: Coordinates, by: Actor, *, on: date | None = None) -> None:
    """`on`: the day it would be asked, today unless told."""
    day = on or clock.today(current())
    is_offered = category.ended_on is None and (
        isinstance(by, Agent) or (not category.is_for_agents and category.is_in_season(day))
    )
    if not is_offered:
        raise Refused(_("Cette catégorie n’est plus proposée : choisissez-en une autre."), "category")
    if place.point is not None and not is_inside(place.point):
        raise Refused(_("Cette adresse n’est pas à %(town)s.") % {"town": current().name}, "address")
    if wrong := wrong_with_address(place.address):
        raise Refused(wrong, "address")
    if category.is_anonymous and requester != Coordinates():
        raise Refused(_("Cette demande est anonyme : n’y laissez aucune coordonnée."), "email")
    if not category.asks_place and (place.point or place.address.strip()):
        raise Refused(_("Cette demande n’a pas de lieu."), "address")
    if category.needs_place and place.point is None and not place.address.strip():
        raise Refused(_("Indiquez où cela se trouve : une adresse ou un lieu."), "address")


def require_fitting(words: str, place: Place, requester: Coordinates) -> None:
    """What does not fit is refused by name, on both databases alike (SQLite would keep it)."""
    sizes = {
        "words": (words, LONGEST),
        "address": (max(place.address, place.name, key=len), 250),
        "first_name": (requester.first_name, 80),
        "last_name": (requester.last_name, 160),
        "email": (requester.email, 254),
        "phone": (requester.phone, 30),
    }
    for field, (text, size) in sizes.items():
        if len(text.strip()) > size:
            raise Refused(_("Ce texte est trop long : %(size)d caractères au plus.") % {"size": size}, field)


def arrival(case: Case, destination: Destination) -> CaseReceived:
    """The fact that it came in, and where it went."""
    return CaseReceived(
        category_id=case.category_id,
        unit_id=destination.unit.pk,
        assignee_id=destination.agent.pk if destination.agent else None,
        district_id=destination.district_id,
        channel=case.channel,
        rule=destination.rule,
    )


def new_case(
    category: Category, words: str, place: Place, requester: Coordinates, destination: Destination, at: datetime
) -> Case:
    """The case not yet written, with what everybody may read of it."""
    point, received_on = place.point, clock.civil(current(), at)
    case = Case(
        category=category,
        words=words,
        tracking_code=new_tracking_code(),
        private_key=new_private_key(),
        address=place.address.strip(),
        place_name=place.name.strip(),
        lon=point.lon if point else None,
        lat=point.lat if point else None,
        zkey=point.zkey if point else None,
        district_id=destination.district_id,
        requester_first_name=requester.first_name.strip(),
        requester_last_name=requester.last_name.strip(),
        requester_email=requester.email.strip(),
        requester_phone=requester.phone.strip(),
        unit=destination.unit,
        assignee=destination.agent,
        group=destination.group,
        status=Status.NEW,
        is_danger=category.is_danger,
        is_confidential=category.is_confidential,
        is_withheld=category.is_confidential,
        received_at=at,
        received_on=received_on,
        due_on=goal_of(category, since=received_on),
        updated_at=at,
    )
    publish_at_arrival(case)
    return case
