"""What a case is asked with, and what of it the town takes in."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from parvis.cases.events import CaseReceived
from parvis.cases.models import Case, Category
from parvis.cases.routing import Destination
from parvis.kernel.operations import Refused
from parvis.kernel.tenancy import current
from parvis.places.location import is_inside
from parvis.places.points import Point

LONGEST = 10_000
# How to reach somebody: an e-mail address, a French telephone number, a link.
_REACHES = re.compile(r"\S@\S|https?:|www\.|(?<!\d)(?:(?:\+|00)33|0)[ .-]*[1-9](?:[ .-]*\d\d){4}(?!\d)", re.IGNORECASE)
# Somebody named: "chez Mme Durand". Streets bear names too: "rue Mme de Sévigné" is a place.
_NAMED = re.compile(r"(?:(\w+)\.?\s+(?:d[eu]s?\s+)?)?\b(?:M\.|Mr\.?|Mme\.?|Mlle\.?|Melle)\s+[^\W\d_](?:\.\s*)?[^\W\d_]+")
_WAYS = frozenset(
    ["rue", "r", "avenue", "av", "boulevard", "bd", "bld", "place", "pl", "allée", "all", "impasse", "imp", "quai", "square",
     "sq", "cours", "chemin", "ch", "passage", "villa", "cité", "école", "collège", "lycée", "stade", "gymnase", "résidence"]
)  # fmt: skip


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


def wrong_with_address(address: str) -> str:
    """Why it cannot be received, or "". A place is published at once, and is in the letter to whoever's e-mail was typed:
    nobody may be exposed by the one, nor sent a stranger's link by the other."""
    if _REACHES.search(address) or _names_somebody(address):
        return _("Écrivez le lieu et rien d’autre : il est publié. Vos coordonnées se donnent à la page suivante.")
    return ""


def _names_somebody(address: str) -> bool:
    return any((found.group(1) or "").casefold() not in _WAYS for found in _NAMED.finditer(address))


def require_receivable(category: Category, place: Place) -> None:
    if category.ended_on is not None:
        raise Refused(_("Cette catégorie n’est plus proposée : choisissez-en une autre."), "category")
    if place.point is not None and not is_inside(place.point):
        raise Refused(_("Cette adresse n’est pas à %(town)s.") % {"town": current().name}, "address")
    if wrong := wrong_with_address(place.address):
        raise Refused(wrong, "address")
    if category.needs_place and place.point is None and not place.address.strip():
        raise Refused(_("Indiquez où cela se trouve : une adresse ou un lieu."), "address")


def require_fitting(words: str, place: Place, requester: Coordinates) -> None:
    """What does not fit is refused by name, on both databases alike (SQLite would keep it)."""
    sizes = {
        "words": (words, LONGEST),
        "address": (place.address, 250),
        "name": (requester.name, 160),
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
