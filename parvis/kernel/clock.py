"""The one place where the time is read, by the web and by the worker alike."""

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo


class HasTimeZone(Protocol):
    @property
    def time_zone(self) -> str: ...


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return datetime.now(UTC) + _shift()


def civil(place: HasTimeZone, instant: datetime) -> date:
    """The date on the wall of the town hall at that instant."""
    return instant.astimezone(ZoneInfo(place.time_zone)).date()


def today(place: HasTimeZone) -> date:
    return civil(place, now())


def _shift() -> timedelta:
    """What tests add to the clock: seconds in a file that web and worker both read.

    Outside tests the variable is ignored, so that nobody can move a town's deadlines from the environment.
    """
    path = os.environ.get("PARVIS_TEST_CLOCK")
    if not path or os.environ.get("PARVIS_TESTING") != "1":
        return timedelta()
    try:
        return timedelta(seconds=float(Path(path).read_text() or 0))
    except FileNotFoundError:
        return timedelta()
