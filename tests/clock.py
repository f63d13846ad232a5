"""Moving the clock that web and worker read."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from parvis.kernel import clock
from parvis.kernel.models import Authority


@contextmanager
def move_by(shift: timedelta) -> Iterator[None]:
    """Everything happens that much later, in this process and in those it started."""
    path = Path(os.environ["PARVIS_TEST_CLOCK"])
    before = path.read_text() if path.exists() else "0"
    _write(path, str(float(before or 0) + shift.total_seconds()))
    try:
        yield
    finally:
        _write(path, before)


def _write(path: Path, seconds: str) -> None:
    """At one stroke: a server or a worker may be reading it."""
    beside = path.with_suffix(".new")
    beside.write_text(seconds)
    beside.replace(path)


@contextmanager
def move_to_tomorrow_noon(authority: Authority) -> Iterator[None]:
    tomorrow = clock.today(authority) + timedelta(days=1)
    noon = datetime.combine(tomorrow, time(12), ZoneInfo(authority.time_zone)).astimezone(UTC)
    with move_by(noon - clock.now()):
        yield
