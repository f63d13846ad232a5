"""Where a case is, drawn in its page: from the plan, for whoever may know the place, and without asking anybody."""

import re

import pytest
from django.test import Client

from parvis.cases.models import Kind, Outcome, Publication
from parvis.cases.operations.close import drop
from parvis.cases.operations.configure import create_category
from parvis.demo.ground import place
from parvis.demo.plan.sketch import ValbourgPlan
from parvis.kernel.models import Authority
from parvis.places.operations.import_zoning import set_territory
from parvis.places.points import Point
from tests.backoffice.desk import Desk
from tests.world import MAKER, World, square

HERE = place("12, rue Basse")


@pytest.fixture
def valbourg(world: World) -> World:
    """The small town, where the plan is."""
    Authority.objects.filter(pk=world.authority.pk).update(is_demo=True, host="localhost")
    set_territory([square(2.3, 47.0, 2.5, 47.2)], by=MAKER)
    return world


def read(path: str) -> str:
    return Client(headers={"host": "localhost"}).get(path).content.decode()


def test_around_a_door_are_its_street_and_its_houses() -> None:
    assert HERE.point is not None
    drawn = ValbourgPlan().around(HERE.point)
    assert drawn is not None
    assert {"house", "built"} <= {area.kind for area in drawn.areas}
    assert "rue Basse" in {name.text for name in drawn.names}
    assert all(re.fullmatch(r"(M-?\d+ -?\d+l[-\d ]+z?)+", shape.path) for shape in (*drawn.areas, *drawn.roads))
    assert len("".join(shape.path for shape in (*drawn.areas, *drawn.roads))) < 40_000


def test_names_stand_apart_and_each_is_there_once() -> None:
    for address in ("12, rue Basse", "3, place du Marché", "1, place de la Gare", "10, rue des Tilleuls"):
        point = place(address).point
        drawn = ValbourgPlan().around(point) if point else None
        assert drawn is not None
        texts = [name.text for name in drawn.names]
        assert len(texts) == len(set(texts))


def test_far_from_the_town_nothing_is_drawn() -> None:
    assert ValbourgPlan().around(Point(2.3, 48.8)) is None


def test_a_public_case_shows_where_it_is_and_leads_to_the_map(valbourg: World) -> None:
    case = valbourg.report(place=HERE)
    page = read(f"/demandes/{case.number}")
    assert f'href="/carte#vue=17/{case.lat:.5f}/{case.lon:.5f}"' in page
    assert 'role="img"' in page and "Voir sur la carte : 12, rue Basse" in page.replace("\u00a0", " ")
    assert 'class="m-house"' in page and "<img" not in page.split('class="small-map"')[1].split("</a>")[0]


def test_its_requester_has_it_on_the_receipt_and_on_the_private_page_even_when_nobody_else_has(valbourg: World) -> None:
    quiet = create_category("Bruit", unit=valbourg.roads, kind=Kind.REPORT, publication=Publication.NEVER, by=MAKER)
    case = valbourg.report(quiet, place=HERE)
    for path in (f"/signaler/merci/{case.private_key}", f"/ma-demande/{case.private_key}"):
        assert "small-map" in read(path)
    for path in (f"/demandes/{case.number}", f"/suivi/{case.tracking_code}"):
        assert "small-map" not in read(path) and "#vue=" not in read(path)


def test_what_has_left_the_map_is_not_pictured(valbourg: World) -> None:
    case = drop(valbourg.report(place=HERE), outcome=Outcome.NO_FOLLOW_UP, because="Rien à faire.", by=valbourg.nadia)
    page = read(f"/demandes/{case.number}")
    assert "archivée" in page and "small-map" not in page and "#vue=" not in page


def test_an_agent_sees_where_it_is(valbourg: World) -> None:
    case = valbourg.report(place=HERE)
    page = Desk(valbourg.karim, host="localhost").get(f"/agents/demandes/{case.number}").content.decode()
    assert "small-map" in page and f"/carte#vue=17/{case.lat:.5f}/{case.lon:.5f}" in page


def test_a_town_whose_ground_is_elsewhere_has_the_link_only(world: World) -> None:
    case = world.report()
    page = Client(headers={"host": world.authority.host}).get(f"/demandes/{case.number}").content.decode()
    assert "small-map" not in page and f"/carte#vue=17/{case.lat:.5f}/{case.lon:.5f}" in page
