"""Close a town, and open it again."""

from parvis.directory import policy
from parvis.directory.platform_events import TownClosed, TownReopened
from parvis.directory.queries import reception
from parvis.kernel import clock
from parvis.kernel.actors import Actor
from parvis.kernel.events import record
from parvis.kernel.models import Authority
from parvis.kernel.operations import lock, operation, require
from parvis.kernel.tenancy import inside


@operation
def close_town(authority: Authority, *, by: Actor) -> Authority:
    """From now on its pages say that it is closed, nobody signs in, and nothing leaves; nothing of it is deleted.

    A letter that is being handed over at that instant may still leave; all others wait. Closed twice, it is closed once.
    """
    require(policy.can_operate(by))
    with inside(authority):
        first = lock(reception())
        authority = Authority.objects.select_for_update().get(pk=authority.pk)
        if authority.closed_at is None:
            authority.closed_at = clock.now()
            authority.save(update_fields=["closed_at"])
            record(first, TownClosed(), by=by)
    return authority


@operation
def reopen_town(authority: Authority, *, by: Actor) -> Authority:
    """As it was: its pages, its agents, and what waited leaves."""
    require(policy.can_operate(by))
    with inside(authority):
        first = lock(reception())
        authority = Authority.objects.select_for_update().get(pk=authority.pk)
        if authority.closed_at is not None:
            authority.closed_at = None
            authority.save(update_fields=["closed_at"])
            record(first, TownReopened(), by=by)
    return authority
