"""What a typed address means: a place of the town, a question, a place elsewhere, or words that suffice."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string

from parvis.kernel.tenancy import current
from parvis.places.location import Ground, ground
from parvis.places.points import Point
from parvis.places.ports import Found, FoundKind, Geocoder, Near, Unavailable
from parvis.places.words import words_of

SHORTEST, LONGEST = 3, 200  # what the Géoplateforme reads
SURE = 0.7
MOST = 6
# Whoever reports a lamp to the wrong town hall stands near the boundary, and not in a street of the same name far away.
NEIGHBOURHOOD = 20_000.0  # metres
PRECISE = (FoundKind.HOUSENUMBER, FoundKind.STREET)
# Communes whose addresses carry the codes of their arrondissements: Paris, Marseille, Lyon.
_PARTS = {"75056": "751", "13055": "132", "69123": "6938"}


@dataclass(frozen=True)
class Meaning:
    """One of them, or none: the one place it is, the places it may be, the place elsewhere that it names."""

    sure: Found | None = None
    choices: tuple[Found, ...] = ()
    elsewhere: Found | None = None


def the_geocoder() -> Geocoder:
    """Who knows addresses, as the installation is wired."""
    wired: Callable[[], Geocoder] = import_string(settings.PARVIS_GEOCODER)
    return wired()


def suggest(text: str) -> list[Found]:
    """Places of the town that begin so, the best first. Raises Unavailable."""
    land = ground()
    found = [one for one in _search(text, land) if one.kind != FoundKind.MUNICIPALITY and is_here(one, land)]
    return list(_each_once(found))[:MOST]


def at(point: Point) -> Found | None:
    """The address of the town at a point. Raises Unavailable."""
    land = ground()
    found = the_geocoder().reverse(point) if land.holds(point) else None
    return found if found is not None and is_here(found, land) else None


def locate(text: str) -> Meaning:
    """What whoever typed these words means; without an answer, the words suffice."""
    land = ground()
    try:
        found = [one for one in _search(text, land) if one.score >= SURE and one.kind != FoundKind.MUNICIPALITY]
    except Unavailable:
        return Meaning()
    here = list(_each_once(one for one in found if is_here(one, land)))
    beyond = [one for one in found if not is_here(one, land) and land.metres_to(one.point) <= NEIGHBOURHOOD]
    named = [one for one in found if not is_here(one, land) and _names_its_town(text, one)]
    if named and max(one.score for one in named) > max((one.score for one in here), default=0.0):
        return Meaning(elsewhere=named[0])
    sure = [one for one in here if one.kind in PRECISE]
    exact = [one for one in sure if _is_exactly(text, one)]
    if len(exact) == 1 or (len(here) == len(sure) == 1):
        return Meaning(sure=(exact or sure)[0])
    return Meaning(choices=tuple((exact or here or list(_each_once(beyond)))[:MOST]))


def is_here(found: Found, land: Ground) -> bool:
    """By the outline of the town; where it has none, by the commune's code."""
    if land.outline is not None:
        return land.holds(found.point)
    code = current().insee_code
    return found.city_code == code or (code in _PARTS and found.city_code.startswith(_PARTS[code]))


def _search(text: str, land: Ground) -> list[Found]:
    asked = " ".join(text.replace("\0", " ").split())[:LONGEST].lstrip(" ,;.:-'’")
    if sum(letter.isalpha() for letter in asked) < SHORTEST:
        return []
    return the_geocoder().search(asked, Near(current().insee_code, land.middle))


def _is_exactly(text: str, found: Found) -> bool:
    """Whether the words say this address and nothing else, but perhaps its town."""
    return set(words_of(text)) - _of_town(found) == set(words_of(found.name)) - _of_town(found)


def _names_its_town(text: str, found: Found) -> bool:
    """Whether the words say the town of the address, or the beginning of its name, and not only a street called so."""
    beside = set(words_of(text)) - set(words_of(found.name))
    return set(words_of(found.city)) <= beside or found.postcode in beside or (bool(beside) and beside <= _of_town(found))


def _of_town(found: Found) -> set[str]:
    return {*words_of(found.city), found.postcode}


def _each_once(found: Iterable[Found]) -> Iterable[Found]:
    seen: dict[str, Found] = {}
    for one in found:
        seen.setdefault(one.label, one)
    return seen.values()
