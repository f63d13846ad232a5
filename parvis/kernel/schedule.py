"""What must happen at a time: a row, replaceable, claimed like all other work."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from parvis.kernel import faults, leases
from parvis.kernel.leases import State
from parvis.kernel.models import Subject, Timer
from parvis.kernel.tenancy import inside

Action = Callable[[int], None]
ACTIONS: dict[str, Action] = {}

log = logging.getLogger(__name__)


def due(name: str) -> Callable[[Action], Action]:
    """Register what a timer of that name does; it is given the subject's id, inside the authority."""

    def register(action: Action) -> Action:
        if name in ACTIONS:
            raise TypeError(f"two actions are named {name}")
        ACTIONS[name] = action
        return action

    return register


def schedule(subject: Subject, name: str, at: datetime) -> None:
    """Set the timer of that name, in place of the one there may be."""
    Timer.everywhere.update_or_create(
        authority=subject.authority,
        subject_kind=subject.subject_kind(),
        subject_id=subject.pk,
        name=name,
        defaults={"due_at": at, "state": State.PENDING, "failures": 0, "claims": 0, "lease": None, "leased_until": None},
    )


def cancel(subject: Subject, *names: str) -> None:
    Timer.everywhere.filter(
        authority=subject.authority, subject_kind=subject.subject_kind(), subject_id=subject.pk, name__in=names
    ).delete()


def ring() -> bool:
    """Claim a few timers that are due and do each; False when none is."""
    claimed = leases.claim(Timer.everywhere.select_related("authority"))
    for timer in leases.one_by_one(claimed):
        try:
            _do(timer)
        except Exception as error:  # shown to an administrator, and tried again
            faults.tell(log, f"timer {timer.pk}", error)
            leases.fail(timer, f"{type(error).__name__}: {error}")
    return bool(claimed)


def _do(timer: Timer) -> None:
    """Done before the action, which may set the same timer again; both are one transaction."""
    with transaction.atomic(), inside(timer.authority):
        if leases.finish(timer):
            ACTIONS[timer.name](timer.subject_id)
