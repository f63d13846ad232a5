"""Read what one is told on the screen: nobody else is told when."""

from parvis.directory.models import Agent
from parvis.kernel import clock
from parvis.kernel.operations import operation, require
from parvis.notifications.models import Sending
from parvis.notifications.queries import notices_of


@operation
def read_notice(notice: Sending, *, by: Agent) -> Sending:
    """One's own; read again, it keeps the first time. It is nobody's history."""
    notice = Sending.objects.select_for_update(of=("self",)).get(pk=notice.pk)
    require(notice.agent_id == by.pk)
    if notice.read_at is None:
        notice.read_at = clock.now()
        notice.save(update_fields=["read_at"])
    return notice


@operation
def read_notices(*, until: Sending, by: Agent) -> int:
    """All of one's own up to that one: what has come since the page was shown stays new. Returns how many were."""
    require(until.agent_id == by.pk)
    return notices_of(by).filter(read_at__isnull=True, pk__lte=until.pk).update(read_at=clock.now())
