"""The outbox: each event handed to each interested reaction, in order per subject, whatever is killed meanwhile."""

import logging
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Exists, OuterRef

from parvis.kernel import checkpoints, clock, faults, leases
from parvis.kernel.leases import State
from parvis.kernel.models import Delivery, Event
from parvis.kernel.tenancy import inside

if TYPE_CHECKING:
    from parvis.kernel.events import Fact

Reaction = Callable[[Event], None]
REACTIONS: dict[str, Reaction] = {}
INTERESTED: dict[str, list[str]] = {}
KEPT = timedelta(days=30)

log = logging.getLogger(__name__)


def on(*facts: "type[Fact]", name: str) -> Callable[[Reaction], Reaction]:
    """Have a reaction told of these facts. Its name is kept in the rows: it never changes."""

    def register(reaction: Reaction) -> Reaction:
        if name in REACTIONS:
            raise TypeError(f"two reactions are named {name}")
        REACTIONS[name] = reaction
        for fact in facts:
            INTERESTED.setdefault(fact.kind, []).append(name)
        return reaction

    return register


def enqueue(event: Event) -> None:
    enqueue_all([event])


def enqueue_all(events: Iterable[Event]) -> None:
    Delivery.everywhere.bulk_create(
        Delivery(
            authority_id=event.authority_id,
            event=event,
            reaction=name,
            subject_kind=event.subject_kind,
            subject_id=event.subject_id,
            due_at=event.at,
        )
        for event in events
        for name in INTERESTED.get(event.kind, [])
    )


def deliver() -> bool:
    """Claim a few deliveries and run each; False when none is due."""
    # An earlier one about the same subject goes first: two dates must not be announced in the wrong order.
    earlier = Delivery.everywhere.filter(
        reaction=OuterRef("reaction"),
        subject_kind=OuterRef("subject_kind"),
        subject_id=OuterRef("subject_id"),
        state=State.PENDING,
        event_id__lt=OuterRef("event_id"),
    )
    claimed = leases.claim(Delivery.everywhere.select_related("event__authority").filter(~Exists(earlier)))
    for delivery in leases.one_by_one(claimed):
        try:
            _run(delivery)
        except Exception as error:  # whatever a reaction raises is shown to an administrator, and tried again
            faults.tell(log, f"delivery {delivery.pk}", error)
            leases.fail(delivery, f"{type(error).__name__}: {error}")
    return bool(claimed)


def _run(delivery: Delivery) -> None:
    """The reaction and its done-mark are one transaction: a lease that was lost meanwhile undoes both."""
    event = delivery.event
    with transaction.atomic(), inside(event.authority):
        REACTIONS[delivery.reaction](event)
        if not leases.finish(delivery):
            transaction.set_rollback(True)
        checkpoints.reached("before-commit")


def purge() -> int:
    """Forget what was delivered over thirty days ago; what is parked stays until somebody looks."""
    old = Delivery.everywhere.filter(state=State.DONE, done_at__lt=clock.now() - KEPT)
    return old.delete()[0]
