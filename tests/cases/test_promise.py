"""Dates that are promised, and what happens when they go by."""

from datetime import date, timedelta

from parvis.cases.models import Case, Priority
from parvis.cases.operations.promise import prioritise, promise
from parvis.cases.operations.resolve import resolve
from parvis.kernel import clock, worker
from parvis.kernel.events import history
from tests.clock import move_by, move_to_tomorrow_noon
from tests.world import World


def kinds(case: Case) -> list[str]:
    return [event.kind for event in history(case)]


def in_days(world: World, days: int) -> date:
    return clock.today(world.authority) + timedelta(days=days)


def test_the_same_date_says_nothing_new(world: World) -> None:
    lamp = promise(world.report(), on=in_days(world, 3), by=world.karim)
    lamp = promise(lamp, on=in_days(world, 3), by=world.karim)
    assert kinds(lamp).count("case.promised") == 1


def test_a_changed_date_says_both(world: World) -> None:
    lamp = promise(world.report(), on=in_days(world, 3), by=world.karim)
    lamp = promise(lamp, on=in_days(world, 5), by=world.karim)
    last = history(lamp).last()
    assert last is not None
    assert last.data["previous_on"] == in_days(world, 3).isoformat()
    assert last.data["estimated_on"] == in_days(world, 5).isoformat()


def test_a_date_gone_by_is_told_once_on_the_morning_after(world: World) -> None:
    lamp = promise(world.report(), on=in_days(world, 0), by=world.karim)
    worker.run_until_idle()
    assert "case.promise_passed" not in kinds(lamp)
    with move_to_tomorrow_noon(world.authority):
        worker.run_until_idle()
        worker.run_until_idle()
        assert kinds(lamp).count("case.promise_passed") == 1


def test_a_date_moved_away_is_not_told_as_gone_by(world: World) -> None:
    lamp = promise(world.report(), on=in_days(world, 0), by=world.karim)
    lamp = promise(lamp, on=in_days(world, 10), by=world.karim)
    with move_to_tomorrow_noon(world.authority):
        worker.run_until_idle()
        assert "case.promise_passed" not in kinds(lamp)


def test_work_done_in_time_is_never_told_late(world: World) -> None:
    lamp = resolve(promise(world.report(), on=in_days(world, 0), by=world.karim), by=world.karim)
    with move_by(timedelta(days=4)):
        worker.run_until_idle()
        assert not Case.objects.all().late(clock.today(world.authority)).exists()
        assert "case.promise_passed" not in kinds(lamp)


def test_late_is_the_same_in_sql_and_in_python(world: World) -> None:
    late = promise(world.report(), on=in_days(world, 1), by=world.karim)
    promise(world.report(), on=in_days(world, 20), by=world.karim)
    world.report(world.idea)
    with move_by(timedelta(days=4)):
        today = clock.today(world.authority)
        in_sql = set(Case.objects.all().late(today))
        assert in_sql == {case for case in Case.objects.select_related("category") if case.is_late(today)} == {late}


def test_what_presses_is_said_once(world: World) -> None:
    lamp = prioritise(world.report(), priority=Priority.HIGH, by=world.karim)
    lamp = prioritise(lamp, priority=Priority.HIGH, by=world.karim)
    assert kinds(lamp).count("case.prioritised") == 1
