"""Work claimed under a lease: whoever dies in the middle leaves it to the next, and nothing is lost."""

import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import uuid4

from django.conf import settings
from django.db import connection, models, transaction
from django.db.models import F, Q

from parvis.kernel import checkpoints, clock


class State(models.TextChoices):
    PENDING = "pending"
    DONE = "done"
    PARKED = "parked"
    DROPPED = "dropped"


# Waits between tries: quick at first (a greylisting server wants minutes), then for about two days.
WAITS = [
    timedelta(seconds=10), timedelta(seconds=60), timedelta(minutes=5), timedelta(minutes=15), timedelta(minutes=30),
    timedelta(hours=1), timedelta(hours=3), timedelta(hours=6), timedelta(hours=12), timedelta(hours=24),
]  # fmt: skip

# A row that kills the worker each time it is touched must not do so for ever, nor take its neighbours along: what was
# claimed a few times without an end is claimed alone.
MOST_CLAIMS = 60
ALONE_AFTER = 3

# Rows claimed at once, and for how long: most of what a small piece of work costs is its claim. Whoever is killed leaves
# them to the next, a lease later; whoever is slow gives the rest back.
BATCH = 20
BATCH_SECONDS = 2.0


class Leased(models.Model):
    """A row of work: due at a time, claimed under a lease, retried, and parked when it keeps failing."""

    state = models.CharField(max_length=10, choices=State.choices, default=State.PENDING)
    due_at = models.DateTimeField()
    claims = models.PositiveSmallIntegerField(default=0)
    failures = models.PositiveSmallIntegerField(default=0)
    lease = models.UUIDField(null=True)
    leased_until = models.DateTimeField(null=True)
    error = models.TextField(blank=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


L = TypeVar("L", bound=Leased)


def lease_time() -> timedelta:
    """Longer than any piece of work may take (the network's time-outs are shorter)."""
    return timedelta(seconds=settings.PARVIS_LEASE_SECONDS)


def longest_work() -> float:
    """Seconds that one piece may take, so that it ends before its lease, wherever it stands in its batch."""
    return settings.PARVIS_LEASE_SECONDS * 0.8


def claim(queue: models.QuerySet[L], most: int = BATCH) -> list[L]:
    """Take the first rows of the queue that are due and that nobody holds, and commit that. A town that is closed waits."""
    checkpoints.reached("before-claim")
    now = clock.now()
    queue = queue.filter(authority__closed_at__isnull=True)
    ready = queue.filter(state=State.PENDING, due_at__lte=now).filter(Q(leased_until__isnull=True) | Q(leased_until__lt=now))
    with transaction.atomic():
        if connection.features.has_select_for_update_skip_locked:
            ready = ready.select_for_update(skip_locked=True, of=("self",))
        rows = _together(list(ready.order_by("due_at", "pk")[:most]))
        mine = queue.model._base_manager.filter(pk__in=[row.pk for row in rows])
        is_deadly = bool(rows) and rows[0].claims >= MOST_CLAIMS
        if is_deadly:
            mine.update(state=State.PARKED, error=rows[0].error or "claimed too often without an end")
        elif rows:
            lease, until = uuid4(), now + lease_time()
            mine.update(lease=lease, leased_until=until, claims=F("claims") + 1)
            for row in rows:
                row.lease, row.leased_until, row.claims = lease, until, row.claims + 1
    checkpoints.reached("after-claim")
    return claim(queue, most) if is_deadly else rows


def give_back(row: Leased) -> None:
    """Unharmed, for whoever claims it next."""
    _mine(row).update(lease=None, leased_until=None, claims=F("claims") - 1)


def one_by_one(rows: list[L]) -> Iterator[L]:
    """The rows claimed, for as long as a batch may last; the rest is given back."""
    allowed = min(BATCH_SECONDS, settings.PARVIS_LEASE_SECONDS * 0.1)
    began = time.monotonic()
    for place, row in enumerate(rows):
        if place and time.monotonic() - began > allowed:
            left = type(row)._base_manager.filter(pk__in=[other.pk for other in rows[place:]], lease=row.lease)
            left.update(lease=None, leased_until=None, claims=F("claims") - 1)
            return
        yield row


def _together(rows: list[L]) -> list[L]:
    """Those that may be claimed at once."""
    if rows and rows[0].claims >= ALONE_AFTER:
        return rows[:1]
    return [row for row in rows if row.claims < ALONE_AFTER]


def finish(row: Leased, state: State = State.DONE, **also: object) -> bool:
    """Write the end down, if the lease is still ours; in the transaction of the work itself, or alone."""
    return _mine(row).update(state=state, done_at=clock.now(), lease=None, leased_until=None, error="", **also) == 1


def fail(row: Leased, error: str, *, for_good: bool = False) -> None:
    """Put the row back for later, or park it when it has failed too often or for good; nothing if the lease was lost."""
    failures = row.failures + 1
    is_over = for_good or failures > len(WAITS)
    _mine(row).update(
        state=State.PARKED if is_over else State.PENDING,
        due_at=row.due_at if is_over else clock.now() + WAITS[failures - 1],
        failures=failures,
        error=error[:2000],
        lease=None,
        leased_until=None,
    )


def _mine(row: L) -> models.QuerySet[L]:
    return type(row)._base_manager.filter(pk=row.pk, state=State.PENDING, lease=row.lease)


def unpark(rows: models.QuerySet[L]) -> int:
    """Send again what was parked, from the start of its waits."""
    return rows.filter(state=State.PARKED).update(state=State.PENDING, due_at=clock.now(), failures=0, claims=0, error="")


def waits_behind(queue: models.QuerySet[L], now: datetime) -> int:
    """What a worker should have done by now: what a closed town has left is nobody's delay."""
    queue = queue.filter(authority__closed_at__isnull=True)
    return queue.filter(state=State.PENDING, due_at__lte=now).count()
