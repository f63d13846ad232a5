"""Have all that stopped of one kind, in a town's queue, tried again."""

from parvis.directory import policy
from parvis.directory.platform_events import QueueResumed
from parvis.directory.queries import reception
from parvis.kernel import leases
from parvis.kernel.actors import Actor
from parvis.kernel.events import record
from parvis.kernel.models import Authority
from parvis.kernel.operations import lock, operation, require
from parvis.kernel.tenancy import inside
from parvis.notifications.installation import LABEL
from parvis.notifications.queries import QUEUES


@operation
def resume(authority: Authority, *, queue: str, kind: str, by: Actor, piece: int | None = None) -> int:
    """From the start of their waits; gives how many. `kind`: of letter, reaction or timer; "" is all of that queue.
    `piece`: of these, that one.

    What was shredded meanwhile is not parked any more, and stays as it is. Asked twice, done once.
    """
    require(policy.can_operate(by))
    model = next(model for model, name in QUEUES.items() if name == queue)
    with inside(authority):
        first = lock(reception())
        rows = model.objects.filter(**({LABEL[model]: kind} if kind else {}))
        number = leases.unpark(rows if piece is None else rows.filter(pk=piece))
        if number:
            record(first, QueueResumed(queue=queue, number=number), by=by)
    return number
