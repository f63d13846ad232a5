"""The map's page, its list and its cards: the same cases as the list, nothing asked of anybody without need."""

import json
import re
from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from parvis.cases.models import Outcome, Publication
from parvis.cases.operations.close import drop
from parvis.cases.operations.configure import create_category
from parvis.directory.operations.base_map import choose_base_map
from parvis.kernel.models import Authority
from parvis.places.frames import Frame, read
from parvis.places.points import Point
from tests.clock import move_by
from tests.portal.reader import rows, source, visitor, words
from tests.world import MAKER, PLACE_DE_LA_GARE, RUE_BASSE, World

TOWN = "2.00,47.00,2.04,47.04"
STATION = "2.025,47.005,2.035,47.015"
IGN = "https://data.geopf.fr"


def test_the_page_of_the_map_is_first_the_list(world: World) -> None:
    case, page = world.report(), visitor().get("/carte")
    assert set(rows(page)) == {case.number}
    assert "La carte a besoin de JavaScript et de WebGL : voici les mêmes demandes en liste." in words(page)


def test_filters_are_in_the_address_of_the_map_and_of_its_tiles(world: World) -> None:
    world.report()
    page = source(visitor().get("/carte?etat=reparees&depuis=7"))
    assert 'data-query="?etat=reparees&amp;depuis=7"' in page and 'href="/carte?etat=en-cours&amp;depuis=7"' in page
    assert 'href="/demandes?etat=reparees&amp;depuis=7"' in page
    assert 'action="/carte"' in page and "aria-current" in page
    assert 'href="/carte?etat=en-cours"' in source(visitor().get("/demandes?etat=en-cours"))


def test_a_case_leads_to_where_it_is_on_the_map_while_it_is_there(world: World) -> None:
    case = world.report()
    assert 'href="/carte#vue=17/47.02000/2.01000"' in source(visitor().get(f"/demandes/{case.number}"))
    gone = drop(world.report(world.bench), outcome=Outcome.DUPLICATE, because="Déjà su.", by=world.helene)
    assert "#vue=" not in source(visitor().get(f"/demandes/{gone.number}"))


def test_a_number_jumps_to_its_case_from_the_map_too(world: World) -> None:
    case = world.report()
    assert visitor().get("/carte", {"q": case.number})["Location"] == f"/demandes/{case.number}"


def test_the_list_is_of_what_the_map_shows_the_nearest_to_its_middle_first(world: World) -> None:
    lamp, pothole = world.report(), world.report(world.pothole, PLACE_DE_LA_GARE)
    shown = visitor().get("/carte/ici", {"cadre": STATION})
    assert set(rows(shown)) == {pothole.number} and "1 demande ici" in words(shown)
    both = visitor().get("/carte/ici", {"cadre": "2.005,47.005,2.05,47.02"})
    assert list(rows(both)) == [pothole.number, lamp.number] and "2 demandes ici" in words(both)
    assert not rows(visitor().get("/carte/ici", {"cadre": TOWN, "etat": "reparees"}))


@pytest.mark.parametrize("frame", ["", "a,b,c,d", "1,2,3", "2.04,47.04,2.00,47.00", "nan,0,1,1", "0,0,999,1", "-1,-1,1,1"])
def test_a_frame_that_is_none_holds_nothing(world: World, frame: str) -> None:
    world.report()
    answer = visitor().get("/carte/ici", {"cadre": frame})
    assert answer.status_code == 200 and not rows(answer)


def test_a_frame_is_four_ranges_at_most_that_hold_it() -> None:
    for frame in ("2.0,47.0,2.1,47.1", "-1,-1,1,1", "2.01,47.01,2.01,47.01", "-179,-80,179,80"):
        found = read(frame)
        assert isinstance(found, Frame) and 1 <= len(found.keys) <= 4
        for corner in (found.north_west, found.south_east, Point(found.north_west.lon, found.south_east.lat)):
            assert any(first <= corner.zkey < last for first, last in found.keys), frame


def test_what_is_far_from_the_middle_is_counted_and_said(
    world: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(25):
        world.report(place=RUE_BASSE)
    with django_assert_max_num_queries(8):
        shown = visitor().get("/carte/ici", {"cadre": TOWN})
    assert len(rows(shown)) == 20 and "25 demandes ici" in words(shown)
    assert "Les plus proches du milieu de la carte." in words(shown)
    with django_assert_max_num_queries(12):
        visitor().get("/carte")


def test_a_card_is_of_a_case_of_the_list_only(world: World) -> None:
    secret = create_category("Conflit de voisinage", unit=world.roads, publication=Publication.NEVER, by=MAKER)
    seen, hidden = world.report(), world.report(secret)
    gone = drop(world.report(world.bench), outcome=Outcome.DUPLICATE, because="Déjà su.", by=world.helene)
    shown = visitor().get("/carte/fiches", {"n": [seen.number, hidden.number, gone.number, "x", "9999/999999999"]})
    assert set(rows(shown)) == {seen.number} and "Odile" not in source(shown)
    assert "Cette demande n’est plus sur la carte." in words(visitor().get("/carte/fiches"))
    with move_by(timedelta(days=1)):
        assert rows(visitor().get("/carte/fiches", {"n": seen.number}))


def test_only_the_page_of_the_map_may_ask_the_host_of_its_ground(world: World) -> None:
    def allowed(path: str) -> set[str]:
        return set(re.findall(r"https?://[^\s;]+", visitor().get(path)["Content-Security-Policy"]))

    assert allowed("/carte") == {IGN}
    assert allowed(f"/signaler?categorie={world.lamp.pk}") == {IGN} and not allowed("/signaler")
    assert not allowed("/") and not allowed("/demandes") and not allowed("/carte/ici")
    choose_base_map(world.authority, style="https://fond.exemple.fr/style.json", attribution="© Exemple", by=MAKER)
    assert allowed("/carte") == {"https://fond.exemple.fr"}
    page = source(visitor().get("/carte"))
    assert 'data-map="https://fond.exemple.fr/style.json"' in page and 'data-attribution="© Exemple"' in page
    choose_base_map(Authority.objects.get(pk=world.authority.pk), style="/plan.json", attribution="", by=MAKER)
    assert not allowed("/carte")


def test_the_page_names_the_drawings_of_its_pins_and_the_outline_of_the_town(world: World) -> None:
    page = source(visitor().get("/carte"))
    drawn = json.loads(re.findall(r'<script id="dessins" type="application/json">(.*?)</script>', page)[0])
    assert {"lightbulb", "construction", "circle-dot", "check"} <= set(drawn)
    assert 'data-bounds="2.00000,47.00000,2.04000,47.04000"' in page
