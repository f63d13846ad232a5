"""From the real town to its practice town as oneself, whatever one comes in with; and what a page there says of itself."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from parvis.directory.models import Agent, Membership
from parvis.directory.operations.agents import add_agent
from parvis.directory.operations.credentials import print_code
from parvis.directory.operations.founding import name_administrator
from parvis.directory.operations.posts import post
from parvis.kernel.models import Authority
from parvis.kernel.operations import Refused
from parvis.kernel.tenancy import inside
from parvis.practice.models import Practice, State
from tests.backoffice.desk import Desk, words_of
from tests.clock import move_by
from tests.console.seat import Seat
from tests.practice.towns import HOST, practise
from tests.world import MAKER, PASSWORD, World, make_world

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer  # as the stubs name what a test client gets

DOOR = "/agents/entrainement"


def inner() -> Client:
    return Client(headers={"host": HOST})


def given_pass(desk: Desk) -> str:
    [link] = [link for link in words_of(desk.get(DOOR)).links if "/agents/compte/entree/" in link]
    return link.removeprefix(f"http://{HOST}")


def test_nadia_goes_there_by_her_menu_and_comes_back(world: World) -> None:
    nadia = Desk(world.nadia)
    assert DOOR not in words_of(nadia.get("/agents/")).links and nadia.get(DOOR).status_code == 404
    town = practise(world)
    assert DOOR in words_of(nadia.get("/agents/")).links
    there, path = inner(), given_pass(nadia)
    page = words_of(there.get(path))
    assert "Entrer comme Nadia Benali" in page.text
    assert there.get("/agents/").status_code == 302, "nobody comes in by a link alone"
    assert there.post(path)["Location"] == "/agents/"
    desk = words_of(there.get("/agents/"))
    assert "Nadia Benali chef, Éclairage public" in desk.text and "http://valbourg.test/agents/" in desk.links
    assert DOOR not in desk.links
    with inside(town):
        assert Agent.objects.filter(user=world.nadia.user).count() == 1


def test_a_pass_serves_once_for_five_minutes_and_there_alone(world: World) -> None:
    practise(world)
    nadia = Desk(world.nadia)
    used = given_pass(nadia)
    assert inner().post(used).status_code == 302
    again = inner().post(used)
    assert again.status_code == 410 and f"http://valbourg.test{DOOR}" in words_of(again).links
    late = given_pass(nadia)
    with move_by(timedelta(minutes=6)):
        assert inner().get(late).status_code == 410
    assert inner().get(late + "x").status_code == 410
    assert nadia.get(late).status_code == 404, "a real town takes no pass"
    gone = given_pass(nadia)
    Agent.objects.filter(pk=world.nadia.pk).update(suspended_on="2026-01-01")
    assert inner().post(gone).status_code == 410


def test_another_practice_town_takes_no_pass_of_this_one(world: World) -> None:
    practise(world)
    other = make_world("Autreville", "autreville.test")
    with inside(other.authority):
        practise(other)
    path = given_pass(Desk(world.nadia))
    assert Client(headers={"host": "formation.autreville.test"}).post(path).status_code == 410


def test_the_session_of_a_pass_is_good_nowhere_else(world: World) -> None:
    practise(world)
    there = inner()
    there.post(given_pass(Desk(world.paul)))
    assert there.get("/agents/reglages").status_code == 200
    stolen = Client(headers={"host": "valbourg.test"})
    stolen.cookies = there.cookies
    assert stolen.get("/agents/reglages").status_code == 302


def test_whoever_came_to_the_town_hall_since_is_given_a_seat_with_their_posts(world: World) -> None:
    town = practise(world)
    sam = post(add_agent("Sam", "Sansadresse", email="", by=MAKER), to=world.roads, by=MAKER)
    sam, code = print_code(sam, by=MAKER)
    there = inner()
    assert there.post(given_pass(Desk(sam))).status_code == 302
    with inside(town):
        seated = Agent.objects.get(user=sam.user)
        assert [str(one.unit) for one in Membership.objects.filter(agent=seated)] == ["Voirie"]
    typed = {"login": sam.identifier, "password": code}
    assert inner().post("/agents/compte/connexion", typed).status_code == 302, "their code opens it too"


def test_one_signs_in_there_with_ones_own_password(world: World) -> None:
    practise(world)
    there = inner()
    there.post("/agents/compte/connexion", {"login": world.karim.email, "password": PASSWORD})
    assert there.get("/agents/").status_code == 200


def test_each_page_says_where_one_is_and_is_in_no_index(world: World) -> None:
    practise(world)
    there, real = Desk(world.paul, HOST), Desk(world.paul)
    for path in ("/", "/signaler", "/demandes", "/carte", "/rien", "/agents/", "/agents/demandes", "/agents/reglages"):
        is_in_no_index(there.get(path))
        answer = real.get(path)
        assert "Ville d’entraînement :" not in words_of(answer).text and "X-Robots-Tag" not in answer, path
    is_in_no_index(inner().get("/agents/compte/connexion"))
    Authority.objects.filter(host=HOST).update(closed_at="2026-01-01T00:00Z")
    is_in_no_index(there.get("/"))


def is_in_no_index(answer: "Answer") -> None:
    assert "Ville d’entraînement : rien de ce que vous faites ici n’atteint un habitant" in words_of(answer).text
    assert answer["X-Robots-Tag"] == "noindex, nofollow" and 'content="noindex, nofollow"' in answer.content.decode()


def test_robots_are_asked_to_stay_out_of_all_of_it(world: World) -> None:
    practise(world)
    assert inner().get("/robots.txt").content == b"User-agent: *\nDisallow: /\n"


def test_the_only_real_town_still_answers_to_any_name(world: World) -> None:
    practise(world)
    assert "Valbourg" in words_of(Client(headers={"host": "127.0.0.1"}).get("/")).text
    assert "entraînement" not in words_of(Client(headers={"host": "127.0.0.1"}).get("/")).text


def test_the_console_counts_it_apart_and_names_nobody_there(world: World) -> None:
    town = practise(world)
    seat = Seat()
    towns = words_of(seat.get("/")).text
    assert "1 ville " in towns and HOST not in towns
    assert f"entraînement de Valbourg · {HOST}" in words_of(seat.get("/?etat=entrainement")).text
    assert HOST not in words_of(seat.get("/?etat=ouvertes")).text + words_of(seat.get("/?etat=en-ouverture")).text
    assert "Une installation, 1 ville. Et 1 ville d’entraînement." in words_of(seat.get("/sante")).text
    page = words_of(seat.get(f"/villes/{town.pk}"))
    assert "Ville d’entraînement de Valbourg" in page.text and f"/villes/{town.pk}/invitation" not in page.actions
    assert HOST in words_of(seat.get(f"/villes/{world.authority.pk}")).text
    with inside(town), pytest.raises(Refused):
        name_administrator(email="exploitant@exemple.fr", by=MAKER)


def test_it_is_shut_when_the_town_that_it_is_for_is(world: World) -> None:
    practise(world)
    Seat().post(f"/villes/{world.authority.pk}/fermeture", {"host": "valbourg.test"})
    assert inner().get("/").status_code == 410


def test_closed_by_an_operator_it_is_not_opened_again_by_beginning_anew(world: World) -> None:
    town = practise(world)
    Seat().post(f"/villes/{town.pk}/fermeture", {"host": HOST})
    paul = Desk(world.paul)
    assert "L’exploitant de la plateforme a fermé" in words_of(paul.get("/agents/formation")).text
    answer = paul.post("/agents/formation/recommencement", {"who": "all"})
    assert answer.status_code == 422 and "voyez avec lui" in words_of(answer).text
    assert Practice.objects.get().state == State.READY and Authority.objects.get(pk=town.pk).closed_at is not None
