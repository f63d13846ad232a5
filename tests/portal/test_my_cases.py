"""All my cases by one link sent to my address: to whom it belongs and to nobody else, and nothing is told meanwhile."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parvis.cases.actors import Visitor
from parvis.cases.admission import Coordinates
from parvis.cases.keyring import new_keyring
from parvis.cases.models import Case
from parvis.cases.operations.close import close
from parvis.cases.operations.receive import receive
from parvis.cases.operations.resolve import resolve
from parvis.cases.operations.shred import shred
from parvis.cases.readings.mine import of_address
from parvis.kernel.actors import System
from parvis.kernel.leases import State
from parvis.kernel.tenancy import inside
from parvis.notifications.models import Sending
from tests.clock import move_by
from tests.portal.reader import following, source, visitor, words
from tests.world import ODILE, RUE_BASSE, World, make_world

ASK = "/suivi/mes-demandes"


def ask(email: str, address: str = "192.0.2.7") -> str:
    return words(visitor(address).post(ASK, {"email": email})).replace(email, "…")


def link() -> str:
    """In the letter that was written last."""
    sending = Sending.objects.filter(template="requester/my_cases", state=State.PENDING).latest("pk")
    found = re.search(r"/suivi/mes-demandes/\S+", sending.text)
    assert found is not None
    return found[0]


def of_somebody_else(world: World) -> Case:
    other = Coordinates(first_name="Lucie", last_name="Voisine", email="lucie.voisine@exemple.fr")
    return receive(world.bench, words="", place=RUE_BASSE, requester=other, by=Visitor())


def test_the_link_lists_all_that_was_asked_with_the_address_and_nothing_else(world: World) -> None:
    lamp, idea, theirs = world.report(), world.report(world.idea), of_somebody_else(world)
    assert "un lien vient de partir" in ask(" Odile.Garnier@EXEMPLE.fr ")
    assert Sending.objects.get(template="requester/my_cases").address == ODILE.email
    for _ in range(3):
        page = visitor().get(link())
        assert "2 demandes" in words(page) and "no-store" in page["Cache-Control"]
        for case in (lamp, idea):
            assert case.number in words(page) and f"/ma-demande/{case.private_key}" in source(page)
        assert theirs.number not in words(page) and theirs.private_key not in source(page)


def test_a_stranger_learns_nothing_from_the_answer_nor_from_its_cost(world: World) -> None:
    world.report()
    told, costs = [], []
    ask("rodage@exemple.fr")
    for email in (ODILE.email, "personne@exemple.fr"):
        with CaptureQueriesContext(connection) as queries:
            told.append(ask(email))
        costs.append(len(queries))
    assert told[0] == told[1] and costs[0] == costs[1]
    assert [sending.address for sending in Sending.objects.filter(template="requester/my_cases", state=State.PENDING)] == [
        ODILE.email
    ]
    assert "personne@exemple.fr" not in str(list(Sending.objects.values()))


def test_the_link_does_not_say_the_address_and_ends_after_two_hours(world: World) -> None:
    world.report()
    ask(ODILE.email)
    assert "odile" not in link().lower()
    with move_by(timedelta(minutes=119)):
        assert visitor().get(link()).status_code == 200
    with move_by(timedelta(minutes=121)):
        answer = visitor().get(link())
        assert answer.status_code == 404 and "Ce lien ne sert plus" in words(answer)


def test_a_forged_link_another_town_s_or_that_of_what_is_forgotten_opens_nothing(world: World) -> None:
    lamp = world.report()
    other = make_world("Autreville", "autreville.test")
    with inside(other.authority):
        theirs = new_keyring(other.report())
    ours = new_keyring(lamp)
    for key in ("x", theirs, ours[:-2] + "xx", new_keyring(None), lamp.private_key):
        assert visitor().get(f"{ASK}/{key}").status_code == 404
    assert Client(headers={"host": "autreville.test"}).get(f"{ASK}/{ours}").status_code == 404
    assert visitor().get(f"{ASK}/{ours}").status_code == 200
    shred(close(resolve(lamp, by=world.karim), by=world.nadia), by=System("retention"))
    assert visitor().get(f"{ASK}/{ours}").status_code == 404


def test_an_address_is_written_to_three_times_an_hour_and_a_connection_asks_ten(world: World) -> None:
    world.report()
    answers = {ask(ODILE.email, f"192.0.2.{number}") for number in range(1, 6)}
    assert len(answers) == 1
    assert Sending.objects.filter(template="requester/my_cases", state=State.PENDING).count() == 3
    for _ in range(10):
        ask("personne@exemple.fr", "198.51.100.1")
    assert visitor("198.51.100.1").post(ASK, {"email": ODILE.email}).status_code == 429


@pytest.mark.sqlite_only
def test_a_long_list_is_paged_by_key_and_each_page_costs_the_same(world: World) -> None:
    for _ in range(45):
        world.report()
    seen: list[str] = []
    address, costs = f"{ASK}/{new_keyring(Case.objects.latest('pk'))}", set()
    while address:
        with CaptureQueriesContext(connection) as queries:
            page = visitor().get(address)
        costs.add(len(queries))
        seen += re.findall(r"2\d{3}/\d{6}", words(page))
        address = following(page)
    assert len(seen) == len(set(seen)) == 45
    assert max(costs) <= 9


def test_the_cases_of_an_address_are_found_by_an_index(world: World) -> None:
    world.report()
    plan = of_address(ODILE.email).order_by("-received_at", "-pk").explain()
    if connection.vendor == "sqlite":
        assert "case_of_an_address" in plan, plan


def test_what_is_no_address_is_said_beside_the_field(world: World) -> None:
    for typed in ("", "odile", "a" * 300 + "@exemple.fr"):
        assert "Toutes mes demandes" in words(visitor().post(ASK, {"email": typed}))
    assert not Sending.objects.filter(template="requester/my_cases").exists()
    assert ASK in source(visitor().get("/suivi"))
