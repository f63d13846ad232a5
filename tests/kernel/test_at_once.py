"""Several processes at the same instant, on each database: numbers, limits, locks."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection, transaction

from parvis.cases.models import Case
from parvis.cases.operations.assign import take
from parvis.cases.operations.converse import note
from parvis.directory.models import Agent
from parvis.kernel.events import history
from parvis.kernel.limits import allow
from parvis.kernel.models import Authority, Counter
from parvis.kernel.operations import Stale, lock
from parvis.kernel.tenancy import inside
from tests.crowd import Crowd
from tests.world import World, make_authority, make_world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def town() -> World:
    return make_world()


class Undone(Exception):
    """A transaction that gives up."""


def count_up(times: int) -> list[int]:
    """Numbers kept; every third transaction is undone after it took one."""
    kept = []
    with inside(Authority.objects.get()):
        for turn in range(times):
            try:
                with transaction.atomic():
                    number = Counter.next("crowd")
                    if turn % 3 == 2:
                        raise Undone
                kept.append(number)
            except Undone:
                pass
    return kept


def test_four_processes_number_without_a_hole_or_a_double() -> None:
    make_authority()
    with Crowd(count_up, 4) as crowd:
        kept = [number for numbers in crowd.rush([[60]] * 4) for number in numbers]
    assert sorted(kept) == list(range(1, 161))


def try_many(times: int) -> int:
    return sum(allow("the same door", limit=25, per=timedelta(days=365)) for _ in range(times))


def test_a_limit_is_one_for_all_processes() -> None:
    with Crowd(try_many, 4) as crowd:
        assert sum(crowd.rush([[10]] * 4)) == 25


def take_at_once(case_id: int, version: int, agent_id: int) -> str:
    with inside(Authority.objects.get()):
        case = Case.objects.get(pk=case_id)
        case.version = version  # of the page that each of them has before their eyes
        try:
            take(case, by=Agent.objects.get(pk=agent_id))
        except Stale as stale:
            return stale.since[0].kind
        return "taken"


def test_of_two_who_take_a_case_at_the_same_instant_one_has_it_and_the_other_is_told(town: World) -> None:
    with Crowd(take_at_once, 2) as crowd, inside(town.authority):
        for _ in range(15):
            case = town.report()
            answers = crowd.rush([[case.pk, case.version, agent.pk] for agent in (town.karim, town.hugo)])
            assert sorted(answers) == ["case.taken", "taken"]
            winner = (town.karim, town.hugo)[answers.index("taken")]
            case.refresh_from_db()
            assert case.assignee_id == winner.pk
            assert [event.kind for event in history(case)] == ["case.received", "case.taken"]


def write_notes(case_id: int, agent_id: int, times: int) -> int:
    """Each note is written on the case as it is; who comes second looks again. Gives how often it was second."""
    seconds = 0
    with inside(Authority.objects.get()):
        agent = Agent.objects.get(pk=agent_id)
        while times:
            try:
                note(Case.objects.get(pk=case_id), text="Vu.", by=agent)
                times -= 1
            except Stale:
                seconds += 1
    return seconds


def test_the_facts_of_a_case_follow_one_another_whoever_writes_them(town: World) -> None:
    with inside(town.authority):
        case = town.report()
    with Crowd(write_notes, 3) as crowd:
        crowd.rush([[case.pk, agent.pk, 15] for agent in (town.karim, town.hugo, town.nadia)])
    with inside(town.authority):
        case.refresh_from_db()
        assert case.version == 46
        assert [event.subject_version for event in history(case)] == list(range(1, 47))
        assert sorted(event.pk for event in history(case)) == [event.pk for event in history(case)]


def in_a_thread(work: Callable[[], None]) -> threading.Thread:
    def run() -> None:
        try:
            work()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_a_lock_makes_the_second_wait_then_shows_them_what_the_first_did(town: World) -> None:
    """The lock itself: the second gets no old row to think about while the first is at work."""
    with inside(town.authority):
        case = town.report()
        locked, told = threading.Event(), threading.Event()
        seen: list[str] = []

        def second() -> None:
            locked.wait()
            with inside(town.authority), transaction.atomic():
                try:
                    lock(Case(pk=case.pk, version=1, authority=town.authority))
                    seen.append("an old row")
                except Stale as stale:
                    seen.append(stale.since[0].kind)
            told.set()

        thread = in_a_thread(second)
        with transaction.atomic():
            held = lock(case)
            locked.set()
            assert not told.wait(0.5), "the second did not wait"
            take(held, by=town.karim)
        thread.join()
    assert seen == ["case.taken"]
