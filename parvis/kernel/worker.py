"""The worker: hands events to reactions, sends what they wrote, rings the timers, until told to stop."""

import logging
import time
from collections.abc import Callable
from datetime import timedelta

from django.db import InterfaceError, OperationalError, close_old_connections

from parvis.kernel import clock, deliveries, faults, limits, schedule
from parvis.kernel.models import Beat

Pump = Callable[[], bool]
Rest = Callable[[], None]
PUMPS: list[Pump] = []
RESTS: list[Rest] = []
PURGES: list[Callable[[], int]] = [deliveries.purge, limits.purge]
PURGE_EVERY = timedelta(hours=6)
BEAT_EVERY = 5.0

log = logging.getLogger(__name__)


def pump(function: Pump) -> Pump:
    """Register a queue of a higher room: does some of its work, and says whether there was any."""
    PUMPS.append(function)
    return function


def resting(function: Rest) -> Rest:
    """Register what lets go of a connection that is kept open between pieces of work."""
    RESTS.append(function)
    return function


def purge(function: Callable[[], int]) -> Callable[[], int]:
    """Register what forgets, a few times a day, rows of a higher room that have had their day."""
    PURGES.append(function)
    return function


def turn() -> bool:
    """Some work of each queue; False when all of them were empty."""
    worked = any([work() for work in (deliveries.deliver, *PUMPS, schedule.ring)])
    if not worked:
        rest()
    return worked


def rest() -> None:
    for let_go in RESTS:
        let_go()


def run_until_idle(limit: int = 10_000) -> None:
    """For tests and commands: work until nothing is due."""
    try:
        for _ in range(limit):
            if not turn():
                return
    finally:
        rest()
    raise RuntimeError("the queues do not empty")


def run(stopping: Callable[[], bool], idle: float = 0.3, pause: float = 2.0) -> None:
    """Work until `stopping()`; a database that is away for a moment does not end it.

    `idle`: seconds between looks at empty queues; `pause`: between tries when the database does not answer.
    """
    purged = clock.now() - PURGE_EVERY
    beaten = -BEAT_EVERY
    while not stopping():
        try:
            if time.monotonic() - beaten > BEAT_EVERY:
                Beat.objects.update_or_create(name="worker", defaults={"at": clock.now()})
                beaten = time.monotonic()
            if clock.now() - purged >= PURGE_EVERY:
                for forget in PURGES:
                    forget()
                purged = clock.now()
            if not turn():
                time.sleep(idle)
        except (OperationalError, InterfaceError) as error:
            # Leases that were taken end by themselves: what was in hand is done again by whoever comes first.
            faults.tell(log, "the database", error)
            close_old_connections()
            time.sleep(pause)
    rest()
