"""Named points of the worker at which a test may kill the process; outside tests they do nothing."""

import os
import signal
from collections import Counter
from typing import Literal

Point = Literal["before-claim", "after-claim", "before-sending", "after-accepted", "before-commit"]


_reached: Counter[str] = Counter()


def reached(point: Point) -> None:
    """PARVIS_KILL_AT=after-claim:3 dies at the third time that the point is reached; without a number, at the first."""
    asked = os.environ.get("PARVIS_KILL_AT")
    if not asked or os.environ.get("PARVIS_TESTING") != "1":
        return
    name, _colon, times = asked.partition(":")
    _reached[point] += 1
    if name == point and _reached[point] == int(times or 1):
        os.kill(os.getpid(), signal.SIGKILL)
