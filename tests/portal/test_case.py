"""A public case by its number, listed or archived."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from parvis.cases.actors import Requester
from parvis.cases.models import Outcome
from parvis.cases.operations.assign import take
from parvis.cases.operations.close import close, drop, withdraw
from parvis.cases.operations.promise import promise
from parvis.cases.operations.resolve import resolve
from parvis.kernel import clock
from tests.clock import move_by
from tests.portal.reader import visitor, words
from tests.portal.test_list import private_category, repaired
from tests.world import World


def test_a_case_tells_its_promise_first_then_its_story(world: World) -> None:
    lamp = take(world.report(), by=world.karim)
    lamp = promise(lamp, on=clock.today(world.authority) + timedelta(days=9), by=world.karim)
    page = words(visitor().get(f"/demandes/{lamp.number}"))
    assert page.index("Réparation prévue avant le") < page.index("Une personne fait cette demande.")
    for fact in ("Lampadaire éteint", "12, rue Basse, Centre", lamp.number, "Éclairage public", "Il reste 9 jours."):
        assert fact in page


def test_what_is_repaired_is_measured_against_the_promise(world: World) -> None:
    lamp = take(world.report(), by=world.karim)
    lamp = promise(lamp, on=clock.today(world.authority) + timedelta(days=3), by=world.karim)
    close(resolve(lamp, by=world.karim), by=world.nadia)
    page = words(visitor().get(f"/demandes/{lamp.number}"))
    assert "Réparé aujourd’hui" in page and "3 jours d’avance" in page


def test_an_archived_case_is_found_by_its_number_and_says_so(world: World) -> None:
    lamp = repaired(world)
    with move_by(timedelta(days=31)):
        answer = visitor().get(f"/demandes/{lamp.number}")
    assert "archivée" in words(answer) and "Réparé" in words(answer)
    assert answer["X-Robots-Tag"] == "noindex"


def test_a_case_without_follow_up_is_archived_at_once_without_the_reason(world: World) -> None:
    lamp = drop(world.report(), outcome=Outcome.NO_FOLLOW_UP, because="Un motif pour Odile.", by=world.nadia)
    page = words(visitor().get(f"/demandes/{lamp.number}"))
    assert "archivée" in page and "classée sans suite" in page and "motif" not in page


def test_a_withdrawn_case_says_only_that(world: World) -> None:
    lamp = world.report()
    withdraw(lamp, by=Requester(lamp.pk))
    page = words(visitor().get(f"/demandes/{lamp.number}"))
    assert "annulée" in page
    assert "rue Basse" not in page and "Lampadaire" not in page


def test_a_private_case_is_never_found(world: World) -> None:
    case = world.report(private_category(world))
    assert visitor().get(f"/demandes/{case.number}").status_code == 404


@pytest.mark.parametrize("number", ["2026/999999", "1999/000001", "0000/000000", "2026/999999999", "2026/0x1", "2026/"])
def test_a_number_that_nobody_has_is_not_found(world: World, number: str) -> None:
    world.report()
    assert visitor().get(f"/demandes/{number}").status_code == 404


def test_a_number_without_its_zeros_is_sent_to_the_real_one(world: World) -> None:
    case = world.report()
    assert visitor().get(f"/demandes/{case.year}/1")["Location"] == f"/demandes/{case.number}"


def test_a_case_costs_a_handful_of_queries(world: World, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    lamp = repaired(world)
    with django_assert_max_num_queries(9):
        visitor().get(f"/demandes/{lamp.number}")
