"""Have something parked done again."""

from django.utils.translation import gettext as _

from parvis.directory.models import Agent
from parvis.kernel import leases
from parvis.kernel.events import record
from parvis.kernel.operations import Refused, operation, require
from parvis.notifications import policy
from parvis.notifications.events import WorkSentAgain
from parvis.notifications.queries import QUEUES, Work


@operation
def send_again(work: Work, *, by: Agent) -> Work:
    """Put a parked sending, delivery or timer back in its queue, from the start of its waits.

    Asked twice, done once. Refuses what was shredded meanwhile.
    """
    require(policy.can_see_queue(by))
    rows = type(work).objects.filter(pk=work.pk)
    fresh = rows.select_for_update().get()
    if fresh.state == leases.State.DROPPED:
        raise Refused(_("Ce message a été effacé : il ne peut plus être envoyé."))
    if fresh.state == leases.State.PARKED:
        leases.unpark(rows)
        # The row as it is now: two of an administrator's tabs must not give the same version to two events.
        administrator = Agent.objects.select_for_update().get(pk=by.pk)
        record(administrator, WorkSentAgain(queue=QUEUES[type(work)], work_id=work.pk), by=by)
        fresh.refresh_from_db()
    return fresh
