"""The worker: hands events to reactions, sends what they wrote, rings the timers, until told to stop."""

import logging
import time
from collections.abc import Callable
from datetime import timedelta

from django.db import OperationalError, close_old_connections

from parvis.kernel import clock, deliveries, limits, schedule
from parvis.kernel.models import Beat

Pump = Callable[[], bool]
PUMPS: list[Pump] = []
PURGE_EVERY = timedelta(hours=6)

log = logging.getLogger(__name__)


def pump(function: Pump) -> Pump:
    """Register a queue of a higher room: does one piece of work, and says whether there was one."""
    PUMPS.append(function)
    return function


def turn() -> bool:
    """One piece of work of each queue; False when all of them were empty."""
    return any([work() for work in (deliveries.deliver_one, *PUMPS, schedule.ring_one)])


def run_until_idle(limit: int = 10_000) -> None:
    """For tests and commands: work until nothing is due."""
    for _ in range(limit):
        if not turn():
            return
    raise RuntimeError("the queues do not empty")


def run(stopping: Callable[[], bool], idle: float = 0.3) -> None:
    """Work until `stopping()`; a database that is away for a moment does not end it."""
    purged = clock.now() - PURGE_EVERY
    beaten = 0.0
    while not stopping():
        try:
            if time.monotonic() - beaten > 5:
                Beat.objects.update_or_create(name="worker", defaults={"at": clock.now()})
                beaten = time.monotonic()
            if clock.now() - purged > PURGE_EVERY:
                deliveries.purge()
                limits.purge()
                purged = clock.now()
            if not turn():
                time.sleep(idle)
        except OperationalError:
            log.exception("the database does not answer")
            close_old_connections()
            time.sleep(2)
