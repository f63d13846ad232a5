"""When the address of whoever follows a case has had its day."""

from datetime import timedelta

from django.db.models import Q

from parvis.cases.models import Follower
from parvis.cases.operations.follow import forget
from parvis.kernel import clock, worker
from parvis.kernel.actors import System
from parvis.kernel.tenancy import inside

# How long the link that asks to confirm is good.
TO_CONFIRM = timedelta(days=7)
# A case may be reopened for a while after its end, and then those who followed are told.
AFTER_THE_END = timedelta(days=30)


@worker.purge
def forget_followers() -> int:
    """Those who never confirmed, after a week; those of a case that ended a month ago."""
    now = clock.now()
    old = Q(confirmed_at__isnull=True, asked_at__lt=now - TO_CONFIRM) | Q(case__closed_at__lt=now - AFTER_THE_END)
    found = list(Follower.everywhere.filter(old, forgotten_at__isnull=True).select_related("authority"))
    for follower in found:
        with inside(follower.authority):
            forget(follower, by=System("worker"))
    return len(found)
