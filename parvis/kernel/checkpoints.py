"""Named points of the worker at which a test may kill the process; outside tests they do nothing."""

import os
import signal
from typing import Literal

Point = Literal["before-claim", "after-claim", "before-sending", "after-accepted", "before-commit"]


def reached(point: Point) -> None:
    if os.environ.get("PARVIS_KILL_AT") == point and os.environ.get("PARVIS_TESTING") == "1":
        os.kill(os.getpid(), signal.SIGKILL)
