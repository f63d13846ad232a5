"""Days counted from a date: all of them, or those on which offices work."""

from datetime import date, timedelta

from parvis.directory.opening import is_holiday
from parvis.kernel.models import Authority

SATURDAY = 5


def is_working_day(town: Authority, on: date) -> bool:
    """From Monday to Friday, save a bank holiday where the town is (Good Friday in Alsace-Moselle, 20 December in Réunion…)."""
    return on.weekday() < SATURDAY and not is_holiday(town, on)


def shifted(on: date, days: int, town: Authority, *, is_working: bool) -> date:
    """So many days after `on`, or before when negative; `is_working`: only working days count. The day itself never does."""
    if not is_working:
        return on + timedelta(days=days)
    step = timedelta(days=1 if days > 0 else -1)
    left = abs(days)
    while left:
        on += step
        left -= is_working_day(town, on)
    return on
