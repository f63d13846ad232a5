"""Who comes in at the console, who does not, and where it answers."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import get_resolver
from pytest_django import DjangoAssertNumQueries, Settings

from parvis.config.cli import main
from parvis.config.environment import BadSetting, console_host
from parvis.directory.models import Operator
from parvis.directory.operations.operators import add_operator, choose_password, end_operator
from parvis.kernel.operations import Forbidden
from tests.backoffice.desk import Desk, words_of
from tests.clock import move_by
from tests.console.seat import EMAIL, HOST, PASSWORD, Seat, an_operator
from tests.house.addresses import walk
from tests.world import World, make_world

pytestmark = pytest.mark.django_db
CONSOLE = list(walk(get_resolver("parvis.console.urls").url_patterns))
OPEN = {"sign-in", "sign-out", "welcome", "town_sheet"}


def path_of(route: str) -> str:
    return "/" + route.replace("<town_id>", "1").replace("<key>", "x").replace("<digits>", "00636d")


def test_every_address_asks_for_an_operator_save_those_of_the_sign_in() -> None:
    assert {one.name for one in CONSOLE if one.is_public} == OPEN
    for one in CONSOLE:
        assert one.manner in ("reads", "writes"), one.name
        if one.name not in OPEN:
            for answer in (
                Client(headers={"host": HOST}).get(path_of(one.route)),
                Client(headers={"host": HOST}).post(path_of(one.route)),
            ):
                is_refused = answer.status_code == 405 or answer["Location"].startswith("/connexion")
                assert is_refused, one.route


def test_an_agent_s_session_never_opens_the_console_nor_the_reverse(world: World) -> None:
    """Not even when the browser is made to carry it over, nor for whoever has the same address and the same password."""
    agent = Desk(world.paul)
    carried = Client(headers={"host": HOST})
    carried.cookies.update(agent.client.cookies)
    assert carried.get("/")["Location"] == "/connexion"
    seat = Seat()
    back = Client(headers={"host": "valbourg.test"})
    back.cookies.update(seat.client.cookies)
    assert "/agents/compte/connexion" in back.get("/agents/")["Location"]


def test_the_console_answers_on_its_own_host_only(world: World, settings: Settings) -> None:
    town = Client(headers={"host": "valbourg.test"})
    assert [town.get(path).status_code for path in ("/villes/1", "/files", "/sante")] == [404, 404, 404]
    seat = Seat()
    assert [seat.get(path).status_code for path in ("/signaler", "/agents/", "/demandes", "/ui/marque")] == [404] * 4
    settings.PARVIS_CONSOLE_HOST = ""
    # One town and no console: whatever name is asked, it is the town's.
    assert seat.get("/").status_code == 200 and "Console" not in words_of(seat.get("/")).text


def test_it_is_off_unless_told() -> None:
    assert console_host({}) == ""
    assert console_host({"PARVIS_CONSOLE_HOST": " Console.Exemple.fr "}) == "console.exemple.fr"
    for bad in ("https://console.fr", "console.fr:8000", "une console"):
        with pytest.raises(BadSetting):
            console_host({"PARVIS_CONSOLE_HOST": bad})


def test_the_command_prints_a_link_that_serves_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["add-operator", EMAIL, "--name", "Lise Aubert"]) == 0
    link = re.search(r"http://console\.test(/bienvenue/\S+)", capsys.readouterr().out)
    assert link is not None
    seat = Seat(is_in=False)
    assert seat.get(link[1]).status_code == 200
    assert seat.post(link[1], {"password": "court", "again": "court"}).status_code == 422
    assert seat.post(link[1], {"password": PASSWORD, "again": "autre chose"}).status_code == 422
    assert seat.post(link[1], {"password": PASSWORD, "again": PASSWORD})["Location"] == "/"
    assert seat.get("/").status_code == 200
    assert Seat(is_in=False).get(link[1]).status_code == 404
    assert seat.get("/bienvenue/x:y:z").status_code == 404


def test_wrong_passwords_are_counted_and_the_right_one_waits() -> None:
    an_operator()
    seat = Seat(is_in=False)
    for _ in range(5):
        assert seat.post("/connexion", {"email": EMAIL, "password": "faux"}).status_code == 422
    refused = seat.post("/connexion", {"email": EMAIL.upper(), "password": PASSWORD})
    assert refused.status_code == 429 and "attendez cinq minutes" in words_of(refused).text
    with move_by(timedelta(minutes=6)):
        assert seat.post("/connexion", {"email": EMAIL, "password": PASSWORD}).status_code == 302


def test_nobody_s_address_is_refused_in_the_same_words() -> None:
    an_operator()
    seat = Seat(is_in=False)
    known = words_of(seat.post("/connexion", {"email": EMAIL, "password": "faux"})).text
    other = words_of(seat.post("/connexion", {"email": "autre@exploitant.test", "password": "faux"})).text
    assert known == other


def test_a_session_ends_with_the_day_with_the_account_and_with_another_password() -> None:
    seat = Seat()
    assert seat.get("/").status_code == 200
    with move_by(timedelta(hours=11)):
        assert seat.get("/").status_code == 302
    elsewhere = Seat(is_in=False)
    elsewhere.post("/connexion", {"email": EMAIL, "password": PASSWORD})
    typed = {"current": PASSWORD, "password": "un autre assez long", "again": "un autre assez long"}
    assert seat.post("/mot-de-passe", {**typed, "current": "faux"}).status_code == 422
    assert seat.post("/mot-de-passe", typed).status_code == 302
    assert seat.get("/").status_code == 200 and elsewhere.get("/").status_code == 302
    assert main(["end-operator", EMAIL]) == 0
    assert seat.get("/").status_code == 302
    assert seat.post("/connexion", {"email": EMAIL, "password": "un autre assez long"}).status_code == 422


def test_signing_in_leads_where_one_was_going_and_never_to_another_site() -> None:
    an_operator()
    seat = Seat(is_in=False)
    assert seat.get("/files")["Location"] == "/connexion?suite=%2Ffiles"
    said = {"email": EMAIL, "password": PASSWORD}
    assert seat.post("/connexion", {**said, "suite": "/files"})["Location"] == "/files"
    for away in ("https://ailleurs.test/", "//ailleurs.test/", "javascript:alert(1)"):
        assert seat.post("/connexion", {**said, "suite": away})["Location"] == "/"


def test_an_operator_chooses_nobody_else_s_password() -> None:
    lise, other = an_operator(), an_operator("marc@exploitant.test")
    with pytest.raises(Forbidden):
        choose_password(other, password=PASSWORD, by=lise)
    with pytest.raises(Forbidden):
        add_operator("trois@exploitant.test", name="", by=end_operator(other, by=lise))


def test_a_form_from_elsewhere_is_refused_in_a_page_of_the_console() -> None:
    strict = Client(enforce_csrf_checks=True, headers={"host": HOST})
    answer = strict.post("/connexion", {"email": EMAIL, "password": PASSWORD})
    assert answer.status_code == 403 and PASSWORD not in answer.content.decode()


def test_two_towns_and_a_console_keep_apart(world: World, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    make_world("Autreville", "autreville.test")
    seat = Seat()
    with django_assert_max_num_queries(14):
        page = words_of(seat.get("/")).text
    assert "Valbourg" in page and "Autreville" in page
    assert Operator.objects.count() == 1
