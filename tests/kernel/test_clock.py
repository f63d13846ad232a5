"""The time is read in one place, which only tests may move."""

import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from parvis.kernel import clock
from parvis.kernel.models import Authority
from tests.clock import move_by
from tests.house.sources import ROOT, within

LATE = "import os; from parvis.kernel import clock; print((clock.now() - clock.datetime.now(clock.UTC)).total_seconds() > 3000)"


def test_what_a_test_moves_every_process_reads(tmp_path: Path) -> None:
    with move_by(timedelta(hours=1)):
        assert clock.now() - datetime.now(UTC) > timedelta(minutes=59)
        run = subprocess.run([sys.executable, "-c", LATE], cwd=ROOT, capture_output=True, text=True, check=True)
        assert run.stdout.strip() == "True"
    assert clock.now() - datetime.now(UTC) < timedelta(minutes=1)


def test_outside_tests_nobody_moves_a_town_s_deadlines(tmp_path: Path) -> None:
    moved = tmp_path / "clock"
    moved.write_text("3600")
    env = {**os.environ, "PARVIS_TEST_CLOCK": str(moved)}
    for testing in ({}, {"PARVIS_TESTING": "0"}, {"PARVIS_TESTING": "true"}):
        env.pop("PARVIS_TESTING", None)
        run = subprocess.run(
            [sys.executable, "-c", LATE], cwd=ROOT, env={**env, **testing}, capture_output=True, text=True, check=True
        )
        assert run.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("zone", "instant", "day"),
    [
        ("Europe/Paris", datetime(2026, 12, 31, 23, 30, tzinfo=UTC), date(2027, 1, 1)),
        ("Europe/Paris", datetime(2026, 6, 30, 21, 59, tzinfo=UTC), date(2026, 6, 30)),
        ("Indian/Reunion", datetime(2026, 12, 31, 20, 0, tzinfo=UTC), date(2027, 1, 1)),
        ("America/Cayenne", datetime(2027, 1, 1, 2, 0, tzinfo=UTC), date(2026, 12, 31)),
    ],
)
def test_the_date_is_that_of_the_wall_of_the_town_hall(zone: str, instant: datetime, day: date) -> None:
    town = Authority(time_zone=zone)
    assert clock.civil(town, instant) == day
    assert clock.civil(town, instant.astimezone(ZoneInfo("Asia/Tokyo"))) == day


def test_nobody_else_reads_the_time() -> None:
    """What sleeps or measures uses `time.monotonic`; what is stored or compared comes from the clock."""
    readers = ("datetime.now(", "datetime.utcnow(", "date.today(", "timezone.now(", "time.time(", "localtime(", "{% now")
    files = [*within("parvis"), *within("parvis", suffix=".html"), *within("parvis", suffix=".txt")]
    found = [str(path) for path in files if any(reader in path.read_text() for reader in readers)]
    assert found == [str(ROOT / "parvis" / "kernel" / "clock.py")]
