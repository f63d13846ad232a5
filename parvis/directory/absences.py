"""Who is away today, and who is there instead."""

from collections.abc import Iterable

from parvis.directory.models import Absence, Agent
from parvis.kernel import clock
from parvis.kernel.tenancy import current


def today_s() -> list[tuple[int, int]]:
    """(the absent agent's id, their deputy's), by the town's own calendar. A deputy who has left stands in for nobody."""
    today = clock.today(current())
    away = Absence.objects.filter(starts_on__lte=today, ends_on__gte=today)
    there = away.filter(deputy__ended_on__isnull=True, deputy__suspended_on__isnull=True, deputy__kind="agent")
    return list(there.order_by("pk").values_list("agent_id", "deputy_id"))


def deputies_of(agents: Iterable[Agent]) -> list[Agent]:
    """Whoever stands in today for some of these, be it through somebody who is away too."""
    pairs, wanted = today_s(), {agent.pk for agent in agents}
    found: set[int] = set()
    while new := {deputy for absent, deputy in pairs if absent in wanted | found} - found:
        found |= new
    return list(Agent.objects.in_post().filter(pk__in=found - wanted)) if found else []
