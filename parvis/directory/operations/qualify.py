"""Say what somebody is to the town hall: an agent of it, a councillor who reads, a contractor."""

from django.db.models import Q
from django.utils.translation import gettext as _

from parvis.directory import policy
from parvis.directory.events import AgentQualified
from parvis.directory.models import Absence, Agent, AgentKind, Membership
from parvis.directory.operations.agents import add_agent, describe_agent
from parvis.kernel import clock
from parvis.kernel.actors import Actor
from parvis.kernel.events import record
from parvis.kernel.operations import Refused, lock, operation, require
from parvis.kernel.tenancy import current


@operation
def qualify(agent: Agent, *, as_kind: AgentKind, by: Actor) -> Agent:
    """Whoever has a post, or rights on the whole town, or somebody to stand in for, gives them up first."""
    agent = lock(agent)
    require(policy.can_arrange(by))
    if agent.kind == as_kind:
        return agent
    if as_kind != AgentKind.COLLEAGUE:
        _require_free(agent)
    fact = AgentQualified(as_kind=as_kind, previous_kind=agent.kind)
    agent.kind = as_kind
    agent.save(update_fields=["kind"])
    record(agent, fact, by=by)
    for kept in ("reach", "hand"):
        agent.__dict__.pop(kept, None)
    return agent


@operation
def add_outsider(first_name: str, last_name: str, *, email: str, as_kind: AgentKind, by: Actor, phone: str = "") -> Agent:
    """A councillor or a contractor, who sees nothing yet: what they may read is said next."""
    require(policy.can_arrange(by))
    agent = qualify(add_agent(first_name, last_name, email=email, by=by), as_kind=as_kind, by=by)
    return describe_agent(agent, said={"phone": phone}, by=by)


def _require_free(agent: Agent) -> None:
    if agent.is_supervisor or agent.is_administrator:
        raise Refused(_("Retirez-lui d’abord ses droits sur toute la commune."), "kind")
    if Membership.objects.filter(agent=agent).exists():
        raise Refused(_("Retirez d’abord cette personne de ses services."), "kind")
    today = clock.today(current())
    if Absence.objects.filter(Q(deputy=agent) | Q(agent=agent), ends_on__gte=today).exists():
        raise Refused(_("Une absence la concerne : annulez-la d’abord."), "kind")
