"""The delay of a category: the day by which its cases are to be dealt with, and who is reminded of it when."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from parvis.cases.models import Case, Category, Kind
from parvis.cases.operations.apply_delay import apply_delay
from parvis.cases.operations.close import close
from parvis.cases.operations.describe_category import describe_category
from parvis.cases.operations.promise import promise
from parvis.cases.operations.reopen import reopen
from parvis.cases.operations.resolve import resolve, send_back
from parvis.cases.operations.retire_category import retire_category
from parvis.cases.reminders import Reminder, plan
from parvis.directory.working_days import shifted
from parvis.kernel import clock, worker
from parvis.kernel.events import history
from parvis.kernel.models import Event, Timer
from parvis.kernel.operations import Forbidden, Refused
from tests.clock import move_by
from tests.world import MAKER, World

DELAY = {"goal_days": 5, "goal_is_working": True}
REMINDERS = {"remind_before": 2, "remind_after": 1, "remind_head_after": 3}


def given(category: Category, **said: int | bool) -> Category:
    described = describe_category(Category.objects.get(pk=category.pk), said=said, by=MAKER)
    category.refresh_from_db()
    return described


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def told(case: Case) -> list[tuple[str, date]]:
    """What was told of its deadline, and on which day."""
    kinds = ("case.deadline_near", "case.deadline_passed")
    return [(event.kind, event.on) for event in history(case).filter(kind__in=kinds)]


def at_ten(world: World, on: date) -> timedelta:
    """From now to ten in the morning of that day."""
    instant = datetime.combine(on, time(10), ZoneInfo(world.authority.time_zone)).astimezone(UTC)
    return instant - clock.now()


def day_by_day(world: World, until: date) -> None:
    """As a worker that is always there would live it."""
    on = clock.today(world.authority)
    while on <= until:
        with move_by(at_ten(world, on)):
            worker.run_until_idle()
        on += timedelta(days=1)


@pytest.mark.parametrize(
    ("since", "days", "territory", "expected"),
    [
        ("2026-11-26", 1, "", "2026-11-27"),
        ("2026-11-27", 1, "", "2026-11-30"),  # over a week-end
        ("2026-11-28", 1, "", "2026-11-30"),  # from a Saturday
        ("2026-12-24", 1, "", "2026-12-28"),  # over Christmas, a Friday
        ("2026-12-24", 1, "57", "2026-12-28"),  # Saint Stephen's is a Saturday
        ("2027-03-25", 1, "", "2027-03-26"),
        ("2027-03-25", 1, "57", "2027-03-30"),  # Good Friday in Alsace-Moselle, then Easter Monday
        ("2027-12-17", 1, "", "2027-12-20"),
        ("2027-12-17", 1, "RE", "2027-12-21"),  # the end of slavery in Réunion
        ("2026-05-08", 2, "", "2026-05-12"),
    ],
)
def test_working_days_know_the_bank_holidays_of_the_place(
    world: World, since: str, days: int, territory: str, expected: str
) -> None:
    world.authority.holidays = territory
    assert shifted(date.fromisoformat(since), days, world.authority, is_working=True) == date.fromisoformat(expected)


def test_calendar_days_know_none(world: World) -> None:
    assert shifted(date(2026, 12, 24), 2, world.authority, is_working=False) == date(2026, 12, 26)
    assert shifted(date(2026, 12, 28), -1, world.authority, is_working=True) == date(2026, 12, 24)


def test_a_case_is_due_at_the_end_of_the_delay_of_its_category(world: World) -> None:
    given(world.lamp, **DELAY)
    lamp, bench = fresh(world.report(world.lamp)), fresh(world.report(world.bench))
    today = clock.today(world.authority)
    assert lamp.due_on == shifted(today, 5, world.authority, is_working=True)
    assert [event.data for event in history(lamp) if event.kind == "case.due"] == [
        {"due_on": lamp.due_on.isoformat(), "previous_on": None}
    ]
    assert bench.due_on is None and not history(bench).filter(kind="case.due").exists()


def test_an_idea_is_never_due(world: World) -> None:
    with pytest.raises(Refused) as refused:
        given(world.idea, goal_days=3)
    assert refused.value.field == "goal_days"
    given(world.lamp, **DELAY)
    with pytest.raises(Refused):
        describe_category(Category.objects.get(pk=world.lamp.pk), said={"kind": Kind.IDEA}, by=MAKER)


@pytest.mark.parametrize(
    ("said", "field"),
    [({"goal_days": 366}, "goal_days"), ({"remind_before": 400}, "remind_before"), ({"daily_limit": 1001}, "daily_limit"),
     ({"remind_every": 3}, "remind_every")],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_by_its_field(world: World, said: dict[str, int], field: str) -> None:
    with pytest.raises(Refused) as refused:
        given(world.lamp, **said)
    assert refused.value.field == field


def test_what_is_promised_goes_before_the_delay(world: World) -> None:
    given(world.lamp, **DELAY)
    lamp = world.report()
    assert lamp.deadline_on == lamp.due_on
    later = clock.today(world.authority) + timedelta(days=40)
    lamp = promise(lamp, on=later, by=world.karim)
    assert fresh(lamp).deadline_on == later and fresh(lamp).due_on != later
    with move_by(timedelta(days=20)):
        assert not fresh(lamp).is_late(clock.today(world.authority))


def test_late_is_the_same_in_sql_and_in_python(world: World) -> None:
    given(world.lamp, **DELAY)
    late, promised, resolved = world.report(), world.report(), world.report()
    promise(promised, on=clock.today(world.authority) + timedelta(days=60), by=world.karim)
    resolve(resolved, by=world.karim)
    world.report(world.bench)
    with move_by(timedelta(days=30)):
        today = clock.today(world.authority)
        in_sql = set(Case.objects.all().late(today))
        assert in_sql == {case for case in Case.objects.select_related("category") if case.is_late(today)} == {late}
        assert set(Case.objects.all().urgent(today)) == {late}


def test_the_delay_begins_again_when_it_is_opened_again(world: World) -> None:
    given(world.pothole, **DELAY, **REMINDERS)
    hole = resolve(world.report(world.pothole), by=world.claire)
    assert hole.is_closed and hole.due_on is not None
    with move_by(timedelta(days=30)):
        hole = reopen(hole, because="Il est revenu.", by=world.claire)
        assert hole.due_on == shifted(clock.today(world.authority), 5, world.authority, is_working=True)
        assert history(hole).filter(kind="case.due").count() == 2
    assert told(hole) == []


def test_a_case_that_goes_to_another_category_has_its_delay(world: World) -> None:
    given(world.bench, **DELAY)
    hole = world.report(world.pothole)
    retire_category(world.pothole, into=world.bench, by=MAKER)
    assert fresh(hole).due_on == shifted(hole.received_on, 5, world.authority, is_working=True)
    given(world.bench, goal_days=0)
    assert fresh(hole).due_on is not None, "what is open already keeps what it had"


def test_the_new_delay_holds_for_open_cases_when_it_is_asked(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parvis.cases.operations.apply_delay.BATCH", 2)
    before = [world.report() for _ in range(5)]
    closed = before.pop()
    close(resolve(closed, by=world.karim), by=world.nadia)
    lamp = given(world.lamp, **DELAY, **REMINDERS)
    with pytest.raises(Forbidden):
        apply_delay(lamp, by=world.nadia)
    apply_delay(lamp, by=world.agent(world.paul))
    worker.run_until_idle()
    assert {fresh(case).due_on for case in before} == {shifted(before[0].received_on, 5, world.authority, is_working=True)}
    assert fresh(closed).due_on is None
    (event,) = Event.objects.filter(kind="category.delay_applied")
    assert event.data == {"count": 4}
    assert Timer.objects.filter(name="cases.reminder").count() == 4


def test_who_holds_it_is_reminded_before_and_after_then_the_head_and_each_once(world: World) -> None:
    given(world.lamp, **DELAY, **REMINDERS)
    lamp = world.report()
    assert lamp.due_on is not None
    days = [shifted(lamp.due_on, days, world.authority, is_working=True) for days in (-2, 1, 3)]
    day_by_day(world, lamp.due_on + timedelta(days=30))
    assert told(lamp) == list(zip(["case.deadline_near", *["case.deadline_passed"] * 2], days, strict=True))
    heights = history(lamp).filter(kind="case.deadline_passed").values_list("data", flat=True)
    assert [data["height"] for data in heights] == [0, 1]


def test_reminders_go_on_one_unit_higher_each_time_and_end(world: World) -> None:
    lamp = given(world.lamp, goal_days=2, goal_is_working=False, remind_after=1, remind_every=7)
    deadline = date(2026, 12, 1)
    planned = plan(lamp, deadline)
    assert planned[:3] == [Reminder(date(2026, 12, on), is_before=False, height=height) for on, height in
                           ((2, 0), (9, 1), (16, 2))]  # fmt: skip
    assert len(planned) == 11 and planned[-1].height == 10


def test_work_done_is_reminded_of_no_more_and_work_to_do_again_is(world: World) -> None:
    given(world.lamp, **DELAY, **REMINDERS)
    lamp = resolve(world.report(), by=world.karim)
    assert not Timer.objects.filter(name="cases.reminder").exists()
    lamp = send_back(lamp, because="Il clignote.", by=world.nadia)
    assert Timer.objects.filter(name="cases.reminder").exists()
    close(resolve(lamp, by=world.karim), by=world.nadia)
    with move_by(timedelta(days=60)):
        worker.run_until_idle()
    assert told(lamp) == []


def test_what_nobody_was_there_to_tell_is_told_once(world: World) -> None:
    given(world.lamp, **DELAY, **REMINDERS)
    lamp = world.report()
    with move_by(timedelta(days=60)):
        worker.run_until_idle()
        worker.run_until_idle()
    (only,) = told(lamp)
    assert only[0] == "case.deadline_passed"


def test_a_reminder_that_was_put_off_meanwhile_repeats_no_other(world: World) -> None:
    given(world.lamp, goal_days=2, goal_is_working=False, remind_after=1, remind_head_after=3)
    lamp = world.report()
    assert lamp.due_on is not None
    day_by_day(world, lamp.due_on + timedelta(days=2))
    given(world.lamp, remind_head_after=9)
    day_by_day(world, lamp.due_on + timedelta(days=12))
    assert told(lamp) == [("case.deadline_passed", lamp.due_on + timedelta(days=days)) for days in (1, 9)]


def test_it_comes_near_is_not_said_of_what_went_by(world: World) -> None:
    given(world.lamp, **DELAY, remind_before=2)
    lamp = world.report()
    with move_by(timedelta(days=60)):
        worker.run_until_idle()
    assert told(lamp) == []


def test_a_date_moved_away_moves_the_reminders(world: World) -> None:
    given(world.lamp, goal_days=3, goal_is_working=False, remind_before=1, remind_after=2)
    lamp, on = world.report(), clock.today(world.authority) + timedelta(days=20)
    lamp = promise(lamp, on=on, by=world.karim)
    day_by_day(world, on + timedelta(days=5))
    assert told(lamp) == [("case.deadline_near", on - timedelta(days=1)), ("case.deadline_passed", on + timedelta(days=2))]


def test_the_morning_after_a_promise_is_told_by_one_letter_and_not_by_two(world: World) -> None:
    given(world.lamp, goal_days=3, goal_is_working=False, remind_after=1, remind_head_after=4)
    lamp, on = world.report(), clock.today(world.authority) + timedelta(days=10)
    lamp = promise(lamp, on=on, by=world.karim)
    day_by_day(world, on + timedelta(days=6))
    assert history(lamp).filter(kind="case.promise_passed").count() == 1
    assert told(lamp) == [("case.deadline_passed", on + timedelta(days=4))]


def test_a_promise_sooner_than_its_reminder_is_not_reminded_of_late(world: World) -> None:
    given(world.lamp, goal_days=20, goal_is_working=False, remind_before=5)
    lamp, on = world.report(), clock.today(world.authority) + timedelta(days=2)
    lamp = promise(lamp, on=on, by=world.karim)
    day_by_day(world, on + timedelta(days=20))
    assert told(lamp) == []
