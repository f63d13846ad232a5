"""A report begun by a link: what it says is in the form; what it says badly is left out, and nobody is told off."""

import pytest

from parvis.cases.models import Case
from parvis.cases.readings.links import Begun, address_of
from parvis.places.points import Point
from tests.portal.reader import a_report, source, visitor, words
from tests.world import World

REPORT = "/signaler"
SHELTER = "Abribus Mairie"


def test_the_category_and_the_place_are_in_the_form(world: World) -> None:
    answer = visitor().get(REPORT, {"categorie": str(world.lamp.pk), "lieu": SHELTER})
    assert "Lampadaire éteint" in words(answer) and "Le lieu est déjà rempli" in words(answer)
    assert f'value="{SHELTER}"' in source(answer)
    assert "À corriger" not in words(answer)


def test_a_category_is_known_by_its_name_too(world: World) -> None:
    for name in ("Lampadaire éteint", "lampadaire eteint", " LAMPADAIRE  ÉTEINT "):
        assert f'name="category" value="{world.lamp.pk}"' in source(visitor().get(REPORT, {"categorie": name})), name


def test_a_point_goes_along_with_the_words_and_is_dropped_with_them(world: World) -> None:
    page = source(visitor().get(REPORT, {"categorie": str(world.lamp.pk), "lieu": SHELTER, "lat": "47.02", "lon": "2.01"}))
    assert 'id="id_lat" value="47.02"' in page and f'id="id_found_for" value="{SHELTER}"' in page
    sent = a_report(world.lamp, address=SHELTER, found=SHELTER, found_for=SHELTER)
    assert visitor().post(REPORT, sent).status_code == 302
    assert Case.objects.get().district == world.centre
    assert visitor().post(REPORT, {**sent, "address": "Rue Haute", "paper": a_report(world.lamp)["paper"]}).status_code == 302
    assert Case.objects.order_by("pk")[1].lat is None


@pytest.mark.parametrize(
    ("lat", "lon"),
    [("48", "3"), ("nan", "nan"), ("inf", "2"), ("x", "2.01"), ("47.02", ""), ("1e400", "2"), ("47.02\0", "2.01")],
)
def test_a_bad_point_is_left_out_and_the_place_stays(world: World, lat: str, lon: str) -> None:
    answer = visitor().get(REPORT, {"categorie": str(world.lamp.pk), "lieu": SHELTER, "lat": lat, "lon": lon})
    assert answer.status_code == 200 and f'value="{SHELTER}"' in source(answer)
    assert 'id="id_lat" value=""' in source(answer) and "À corriger" not in words(answer)


@pytest.mark.parametrize("place", ["", " ", "x" * 121, "chez Mme Durand", "06 12 34 56 78", "https://ailleurs.test/x", "\0"])
def test_a_bad_place_is_left_out_and_the_form_is_empty(world: World, place: str) -> None:
    answer = visitor().get(REPORT, {"categorie": str(world.lamp.pk), "lieu": place, "lat": "47.02", "lon": "2.01"})
    page = source(answer)
    assert answer.status_code == 200 and "Le lieu est déjà rempli" not in words(answer)
    assert 'id="id_lat" value=""' in page and "ailleurs.test" not in page and "Durand" not in page


def test_without_a_category_the_place_goes_along_with_the_choice(world: World) -> None:
    asked = {"categorie": "999999", "lieu": 'Abribus « 12 » & "Mairie"', "lat": "47.02", "lon": "2.01"}
    page = source(visitor().get(REPORT, asked))
    assert "De quoi s’agit-il" in words(visitor().get(REPORT, asked))
    link = f"?categorie={world.lamp.pk}&amp;lieu=Abribus%20%C2%AB%2012%20%C2%BB%20%26%20%22Mairie%22&amp;lat=47.020000"
    assert link in page
    assert "<script" not in source(visitor().get(REPORT, {"lieu": "<script>x</script>"})).split("<main")[1]


def test_the_address_of_a_poster_is_the_town_s_own_and_opens_the_form(world: World) -> None:
    address = address_of(world.lamp, Begun("Abribus « Mairie »", Point(lon=2.01, lat=47.02)))
    assert address.startswith("http://valbourg.test/signaler?categorie=")
    page = source(visitor().get(address.removeprefix("http://valbourg.test")))
    assert 'value="Abribus « Mairie »"' in page and 'id="id_lat" value="47.02"' in page
    assert address_of(None, Begun()) == "http://valbourg.test/signaler"
