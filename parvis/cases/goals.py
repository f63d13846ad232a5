"""By when a category has the town deal with its cases: a number of days from the day that one came in."""

from datetime import date

from parvis.cases.models import Category
from parvis.directory.working_days import shifted
from parvis.kernel.tenancy import current


def goal_of(category: Category, *, since: date) -> date | None:
    """The last day of the delay, which begins on the day after; None where there is none, and of what is never late."""
    if not category.goal_days or not category.can_be_late:
        return None
    return shifted(since, category.goal_days, current(), is_working=category.goal_is_working)
