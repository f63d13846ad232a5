"""A tablet that the people of a unit hand to each other: it asks who is holding it, and forgets them."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from parvis.directory.models import SharedDevice
from parvis.directory.operations.agents import add_agent
from parvis.directory.operations.credentials import print_code
from parvis.directory.operations.devices import share_device, withdraw_device
from parvis.directory.operations.posts import post
from parvis.kernel.operations import Forbidden
from parvis.kernel.tenancy import inside
from tests.backoffice.desk import Desk, words_of
from tests.clock import move_by
from tests.world import MAKER, PASSWORD, World, make_world

LOGIN = "/agents/compte/connexion"


@pytest.fixture(autouse=True)
def _no_tries_yet(db: None) -> None:
    cache.clear()


def a_tablet(world: World) -> Client:
    """Prepared by the head on the tablet itself."""
    desk = Desk(world.nadia)
    answer = desk.post(f"/agents/services/{world.lighting.pk}/tablettes", {"label": "Camion 2"})
    assert answer["Location"] == LOGIN
    return desk.client


def test_it_asks_who_is_holding_it_among_the_people_of_the_unit(world: World) -> None:
    rose, code = print_code(post(add_agent("Rose", "Petit", email="", by=MAKER), to=world.lighting, by=MAKER), by=MAKER)
    tablet = a_tablet(world)
    assert tablet.get("/agents/").status_code == 302, "whoever prepared it holds it no more"
    said = words_of(tablet.get(LOGIN)).text
    assert "Qui tient la tablette ?" in said and "Karim Lefèvre" in said and "Rose Petit" in said and "Claire" not in said
    assert tablet.post(LOGIN, {"login": rose.identifier, "password": code})["Location"] == "/agents/"
    page = words_of(tablet.get("/agents/"))
    assert "Rose Petit" in page.text and "Passer" in page.text


def test_put_down_it_forgets_who_was_holding_it_and_touched_it_does_not(world: World) -> None:
    tablet = a_tablet(world)
    tablet.post(LOGIN, {"login": "karim@valbourg.test", "password": PASSWORD})
    with move_by(timedelta(minutes=8)):
        assert tablet.get("/agents/").status_code == 200
        with move_by(timedelta(minutes=8)):
            assert tablet.get("/agents/").status_code == 200
            with move_by(timedelta(minutes=11)):
                assert tablet.get("/agents/").status_code == 302


def test_what_was_being_typed_is_given_back_to_whoever_says_who_they_are(world: World) -> None:
    tablet, lamp = a_tablet(world), world.report()
    path = f"/agents/demandes/{lamp.number}/note"
    page = words_of(tablet.post(path, {"version": str(lamp.version), "text": "Échelle trop courte."}))
    assert "Qui tient la tablette ?" in page.text
    kept = {name: page.hidden[name] for name in ("kept", "next")}
    answer = tablet.post(LOGIN, {"login": "karim@valbourg.test", "password": PASSWORD, **kept})
    assert answer["Location"] == path and words_of(tablet.get(path)).written["text"] == "Échelle trop courte."


def test_a_wrong_code_asks_again_and_somebody_else_may_sign_in(world: World) -> None:
    tablet = a_tablet(world)
    again = words_of(tablet.post(LOGIN, {"login": "karim@valbourg.test", "password": "non"}))
    assert "Qui tient la tablette ?" in again.text and "ne va pas" in again.text
    nobody = words_of(tablet.post(LOGIN, {"password": PASSWORD}))
    assert "Choisissez votre nom." in nobody.text
    other = words_of(tablet.get(f"{LOGIN}?autre=1"))
    assert "Qui tient la tablette ?" not in other.text and "login" in other.written


def test_withdrawn_it_is_a_browser_like_another(world: World) -> None:
    tablet = a_tablet(world)
    device = SharedDevice.objects.get()
    Desk(world.nadia).post(f"/agents/services/{world.lighting.pk}/tablettes", {"retrait": str(device.pk)})
    assert "Qui tient la tablette ?" not in words_of(tablet.get(LOGIN)).text


def test_a_cookie_that_was_made_up_or_of_another_town_names_nobody(world: World) -> None:
    tablet = a_tablet(world)
    forged = Client(headers={"host": "valbourg.test"})
    forged.cookies["parvis_tablet"] = str(SharedDevice.objects.get().uid)
    assert "Qui tient" not in words_of(forged.get(LOGIN)).text
    make_world("Aiglun", "aiglun.test")
    elsewhere = Client(headers={"host": "aiglun.test"})
    elsewhere.cookies = tablet.cookies
    assert "Qui tient" not in words_of(elsewhere.get(LOGIN)).text


def test_without_a_name_it_is_not_shared_and_only_who_runs_the_unit_shares_it(world: World) -> None:
    path = f"/agents/services/{world.lighting.pk}/tablettes"
    Desk(world.nadia).post(path, {"label": " "})
    assert Desk(world.claire).post(path, {"label": "Camion"}).status_code == 403
    assert not SharedDevice.objects.exists()
    device = share_device(world.lighting, label="Camion", by=world.agent(world.nadia))
    with pytest.raises(Forbidden):
        withdraw_device(device, by=world.agent(world.karim))
    assert withdraw_device(device, by=MAKER).ended_on is not None


def test_another_town_s_device_is_not_found(world: World) -> None:
    other = make_world("Aiglun", "aiglun.test")
    with inside(other.authority):
        device = share_device(other.lighting, label="Camion", by=MAKER)
    path = f"/agents/services/{world.lighting.pk}/tablettes"
    assert Desk(world.nadia).post(path, {"retrait": str(device.pk)}).status_code == 404
