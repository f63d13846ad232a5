"""What every geocoder must do: one suite, for the demo town's index, a recorded Géoplateforme, and a real Addok."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from parvis.connectors.geocoder.addok import Addok
from parvis.demo.ground import point
from parvis.demo.index import ValbourgIndex
from parvis.places.points import Point, metres
from parvis.places.ports import Found, FoundKind, Geocoder, Near
from parvis.places.words import normal
from tests.addok import Installed, addok
from tests.geoplateforme import geoplateforme

# An Addok is installed and filled once, by one process.
pytestmark = pytest.mark.xdist_group("addok")


@dataclass(frozen=True)
class Known:
    """A geocoder, and what it knows. `locality` is "" where it knows none."""

    source: Geocoder
    near: Near
    address: str
    at: Point
    street: str
    begun: str
    accented: str
    locality: str
    elsewhere: str
    nobody: Point


@pytest.fixture(params=["index", "géoplateforme", "addok"])
def known(request: pytest.FixtureRequest) -> Iterator[Known]:
    if request.param == "index":
        yield Known(
            source=ValbourgIndex(), near=Near("18999", point((0, 0))), address="12, rue Basse", at=point((-210, -160)),
            street="rue Basse", begun="rue bas", accented="2 rue des ÉCOLES", locality="les grands pres",
            elsewhere="3 rue du Lavoir, Saint-Rémi-sur-Valbe", nobody=point((-2300, 1200)),
        )  # fmt: skip
    elif request.param == "géoplateforme":
        with geoplateforme() as served:
            yield Known(
                source=Addok(served.url), near=Near("18999", Point(2.02, 47.02)), address="12, rue Basse",
                at=Point(2.01, 47.02), street="rue Basse", begun="rue bas", accented="rue de l’ÉCOLE",
                locality="Les Grands Prés", elsewhere="14 rue du Moulin Bourges", nobody=Point(2.03, 47.035),
            )  # fmt: skip
    else:
        installed: Installed = request.getfixturevalue("installed_addok")
        yield Known(
            source=Addok(installed.url), near=Near("75104", Point(2.3565, 48.8550)), address="10 rue de Rivoli",
            at=installed.place("75104", "Rue de Rivoli", "10"), street="rue de Rivoli", begun="rue des francs bour",
            accented="22 RUE BEAUTREILLIS", locality="", elsewhere="15 passage des Princes Paris 2e Arrondissement",
            nobody=Point(2.6, 48.6),
        )  # fmt: skip


@pytest.fixture(scope="module")
def installed_addok(real_data: Path) -> Iterator[Installed]:
    with addok(real_data) as installed:
        yield installed


def first(known: Known, typed: str) -> Found:
    found = known.source.search(typed, known.near)
    assert found, typed
    return found[0]


def test_an_address_is_found_with_its_door(known: Known) -> None:
    found = first(known, known.address)
    assert (found.kind, normal(found.name)) == (FoundKind.HOUSENUMBER, normal(known.address))
    assert found.score >= 0.7 and metres(found.point, known.at) < 15
    assert found.city_code == known.near.city_code and found.city and found.postcode in found.label


def test_a_street_is_found_without_a_number_and_before_its_name_is_whole(known: Known) -> None:
    assert (first(known, known.street).kind, normal(first(known, known.street).name)) == (
        FoundKind.STREET,
        normal(known.street),
    )
    assert normal(first(known, known.begun).name).startswith(normal(known.begun))


def test_capitals_and_accents_do_not_matter(known: Known) -> None:
    found = first(known, known.accented)
    assert normal(found.name) == normal(known.accented) and found.score >= 0.7
    assert first(known, known.address.upper()).label == first(known, known.address).label


def test_a_lieu_dit_is_found(known: Known) -> None:
    if known.locality:
        found = first(known, known.locality)
        assert (found.kind, normal(found.name)) == (FoundKind.LOCALITY, normal(known.locality))


def test_the_town_comes_first_and_an_address_of_another_one_is_known_as_such(known: Known) -> None:
    assert first(known, known.street).city_code == known.near.city_code
    found = known.source.search(known.elsewhere, known.near)
    best = max(found, key=lambda one: one.score)
    assert best.city_code != known.near.city_code and best.score >= 0.7
    codes = [one.city_code == known.near.city_code for one in found]
    assert codes == sorted(codes, reverse=True)


def test_what_means_nothing_is_found_nowhere_or_is_not_sure(known: Known) -> None:
    for typed in ("xqzwk bvnrt", "!!!", "𝔘𝔫𝔦 😀", "a" * 200, "' OR 1=1 --"):
        assert all(one.score < 0.7 for one in known.source.search(typed, known.near)), typed


def test_a_position_has_an_address_or_none(known: Known) -> None:
    found = known.source.reverse(known.at)
    assert found is not None and metres(found.point, known.at) < 30
    assert found.city_code == known.near.city_code
    assert known.source.reverse(known.nobody) is None
