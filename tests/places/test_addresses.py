"""What a typed address means: a place of the town, a question, a place elsewhere, or words that suffice."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.test import override_settings

from parvis.config.environment import Addresses
from parvis.demo.streets import streets
from parvis.kernel.tenancy import current
from parvis.places.addresses import Meaning, at, is_here, locate, suggest, the_geocoder
from parvis.places.location import Ground
from parvis.places.models import Territory
from parvis.places.points import Point
from parvis.places.words import normal, number_of
from tests.geoplateforme import Geoplateforme, geoplateforme
from tests.world import World


@pytest.fixture
def server(world: World) -> Iterator[Geoplateforme]:
    """Asked for the small town of the tests."""
    with geoplateforme() as known, override_settings(PARVIS_ADDRESSES=Addresses(scheme="addok", url=known.url)):
        yield known


def names(meaning: Meaning) -> tuple[str, list[str], str]:
    return (
        meaning.sure.label if meaning.sure else "",
        [one.label for one in meaning.choices],
        meaning.elsewhere.label if meaning.elsewhere else "",
    )


@pytest.mark.parametrize("typed", ["12 rue Basse", "12, rue basse", "12  RUE BASSE"])
def test_an_address_of_the_town_is_its_place(server: Geoplateforme, typed: str) -> None:
    meaning = locate(typed)
    assert meaning.sure is not None and meaning.sure.point == Point(2.01, 47.02)
    assert not meaning.choices and meaning.elsewhere is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("rue de l’École", ("Rue de l'École 18990 Valbourg", [], "")),
        ("école", ("", ["Rue de l'École 18990 Valbourg", "Rue de l'École Buissonnière 18990 Valbourg"], "")),
        ("Les Grands Prés", ("", ["Les Grands Prés 18990 Valbourg"], "")),
        ("12 rue Basse, Bourges", ("", [], "12 Rue Basse 18000 Bourges")),
        ("14 rue du Moulin Bourges", ("", [], "14 Rue du Moulin 18000 Bourges")),
        ("rue du Moulin", ("", ["Rue du Moulin 18000 Bourges"], "")),
        ("devant le grand chêne", ("", [], "")),
        ("ab", ("", [], "")),
        ("12 12 12", ("", [], "")),
    ],
)
def test_what_words_may_mean(server: Geoplateforme, typed: str, meant: tuple[str, list[str], str]) -> None:
    assert names(locate(typed)) == meant


def test_far_away_streets_of_the_same_name_are_no_question(server: Geoplateforme) -> None:
    Territory.objects.update(
        geometry={"type": "Polygon", "coordinates": [[[9, 42], [9.1, 42], [9.1, 42.1], [9, 42]]]}, version=9
    )
    assert names(locate("rue du Moulin")) == ("", [], "")


def test_a_town_without_an_outline_goes_by_its_code_and_paris_by_its_arrondissements(server: Geoplateforme) -> None:
    Territory.objects.get_queryset().delete()
    found = locate("12 rue Basse").sure
    assert found is not None and names(locate("14 rue du Moulin Bourges"))[2] == "14 Rue du Moulin 18000 Bourges"
    paris = Ground(None)
    current().insee_code = "75056"
    assert is_here(replace(found, city_code="75104"), paris) and not is_here(replace(found, city_code="78646"), paris)


def test_a_geocoder_that_is_down_leaves_the_words(server: Geoplateforme) -> None:
    server.status = 503
    assert locate("12 rue Basse") == Meaning()


def test_a_list_shows_places_of_the_town_only(server: Geoplateforme) -> None:
    assert [one.name for one in suggest("12 rue Basse")] == ["12 Rue Basse", "Rue Basse"]
    assert [one.name for one in suggest("rue bas")] == ["Rue Basse", "Rue du Bassin"]
    assert suggest("rue du Moulin") == [] and suggest("ru") == [] and len(server.asked) == 4


def test_the_address_at_a_position_of_the_town(server: Geoplateforme) -> None:
    found = at(Point(2.01, 47.02))
    assert found is not None and found.name == "12 Rue Basse"
    assert at(Point(2.03, 47.03)) is None and at(Point(3.0, 48.0)) is None
    assert len(server.asked) == 2, "nobody is asked about what is outside"


def test_ways_of_typing_the_same_address() -> None:
    assert normal("12 av. de l’Église") == normal("12, Avenue de l'église") == "12 avenue eglise"
    assert normal("3 bis bd St-Michel") == "3bis boulevard saint michel"
    assert [number_of(text) for text in ("12, rue Basse", "3 bis rue Basse", "rue du 8-Mai", "75004 Paris")] == [
        "12",
        "3bis",
        "",
        "",
    ]


def test_the_demo_town_is_found_without_a_network(world: World) -> None:
    world.authority.is_demo = True
    assert len([street for street in streets() if street.is_street]) > 60
    assert type(the_geocoder()).__name__ == "ValbourgIndex"
