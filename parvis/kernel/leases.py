"""Work claimed under a lease: whoever dies in the middle leaves it to the next, and nothing is lost."""

from datetime import datetime, timedelta
from typing import TypeVar
from uuid import UUID, uuid4

from django.conf import settings
from django.db import connection, models, transaction
from django.db.models import Q

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

# A row that kills the worker each time it is touched must not do so for ever.
MOST_CLAIMS = 60


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


def claim(queue: models.QuerySet[L]) -> L | None:
    """Take the first row of the queue that is due and that nobody holds, and commit that."""
    checkpoints.reached("before-claim")
    now = clock.now()
    ready = queue.filter(state=State.PENDING, due_at__lte=now).filter(Q(leased_until__isnull=True) | Q(leased_until__lt=now))
    with transaction.atomic():
        if connection.features.has_select_for_update_skip_locked:
            ready = ready.select_for_update(skip_locked=True, of=("self",))
        row = ready.order_by("due_at", "pk").first()
        if row is None:
            return None
        row.lease, row.leased_until = uuid4(), now + lease_time()
        row.claims += 1
        if row.claims > MOST_CLAIMS:
            row.state, row.error = State.PARKED, row.error or "claimed too often without an end"
            row.lease, row.leased_until = None, None
        row.save(update_fields=["lease", "leased_until", "claims", "state", "error"])
    checkpoints.reached("after-claim")
    return row if row.state == State.PENDING else claim(queue)


def holds(row: Leased) -> bool:
    """Lock the row and say whether the lease is still ours: after a long stop another worker may have it."""
    model = type(row)
    held: UUID | None = (
        model._base_manager.select_for_update().filter(pk=row.pk, state=State.PENDING).values_list("lease", flat=True).first()
    )
    return held is not None and held == row.lease


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
    return rows.filter(state=State.PARKED).update(
        state=State.PENDING, due_at=clock.now(), failures=0, claims=0, error=""
    )


def waits_behind(queue: models.QuerySet[L], now: datetime) -> int:
    return queue.filter(state=State.PENDING, due_at__lte=now).count()
