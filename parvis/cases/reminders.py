"""When whoever holds a case is reminded of its deadline, as its category says, and how far up the tree it is told."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from parvis.cases.models import Case, Category
from parvis.directory.working_days import shifted
from parvis.kernel import clock
from parvis.kernel.schedule import cancel, schedule
from parvis.kernel.tenancy import current

REMINDER = "cases.reminder"
HOUR = time(9)
# Whoever has read nothing by then will not read the next one.
REPEATS = 10


@dataclass(frozen=True, order=True)
class Reminder:
    """`height`: 0 for whoever holds the case; 1, the head of its unit as well; each more, one unit further up."""

    on: date
    is_before: bool
    height: int


def plan(category: Category, deadline: date, *, is_promised: bool = False) -> list[Reminder]:
    """All the reminders of a deadline, in their order, at most one a day: the one that goes highest.

    Their days are counted as the delay is. `is_promised`: an agent gave that date to the requester; on the morning after,
    whoever holds the case and their head are told of it in every town (`PromisePassed`), and not a second time.
    """
    found: dict[date, Reminder] = {}
    if category.remind_before:
        on = _day(category, deadline, -category.remind_before)
        found[on] = Reminder(on, is_before=True, height=0)
    told = _day(category, deadline, 1) if is_promised else deadline
    for on, height in _after(category, deadline):
        if height > 1 or on > told:
            found[on] = Reminder(on, is_before=False, height=height)
    return sorted(found.values())


def _after(category: Category, deadline: date) -> list[tuple[date, int]]:
    """Lowest first, so that what goes highest on a day stays."""
    first = [(days, height) for height, days in enumerate((category.remind_after, category.remind_head_after)) if days]
    if not first:
        return []
    last, highest = max(days for days, _height in first), max(height for _days, height in first)
    again = [(last + category.remind_every * turn, highest + turn) for turn in range(1, REPEATS + 1) if category.remind_every]
    return [(_day(category, deadline, days), height) for days, height in (*first, *again)]


def _day(category: Category, deadline: date, days: int) -> date:
    return shifted(deadline, days, current(), is_working=category.goal_is_working)


def plan_of(case: Case) -> list[Reminder]:
    """None once the work is done, or where nothing has to be done by a day."""
    if case.deadline_on is None or case.is_closed or case.resolved_at is not None or not case.category.can_be_late:
        return []
    return plan(case.category, case.deadline_on, is_promised=case.estimated_on is not None)


def await_reminder(case: Case) -> None:
    """Set the timer of the next one, in place of the one there may be. What should have been told earlier is not told late."""
    now = clock.now()
    coming = next((at for one in plan_of(case) if (at := morning(one.on)) > now), None)
    if coming is not None:
        schedule(case, REMINDER, coming)
    elif case.category.reminds:
        cancel(case, REMINDER)


def morning(day: date) -> datetime:
    """When the office opens its letters, by the clock on the wall of the town hall."""
    return datetime.combine(day, HOUR, ZoneInfo(current().time_zone)).astimezone(UTC)
