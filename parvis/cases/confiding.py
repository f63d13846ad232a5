"""Who may open a confidential case: those named on it; those whom its category names; whoever is left when nobody is."""

from parvis.cases.models import Case, Category, CategoryOwner
from parvis.directory.models import Agent, AgentKind, Unit
from parvis.directory.queries import heads


def confidants_of(case: Case) -> list[Agent]:
    """All those named, in the order in which they were; some may be suspended."""
    return [row.agent for row in case.confidants.select_related("agent")] if case.is_confidential else []


def readers_of(case: Case) -> list[Agent]:
    """Those named who can open it today."""
    return [agent for agent in confidants_of(case) if agent.is_in_post and agent.kind != AgentKind.COUNCILLOR]


def keeps(people: list[Agent]) -> bool:
    """Whether, of these, somebody of the town hall opens the case: a contractor never learns who asked."""
    return any(one.is_in_post and one.is_colleague for one in people)


def named_by(category: Category, district_id: int | None) -> list[Agent]:
    """The category's own owners for the place, or for anywhere; not those of the theme above, who answer for much else."""
    owners = CategoryOwner.objects.filter(category=category).select_related("agent").order_by("agent__last_name", "pk")
    here = {one.agent_id: one.agent for one in owners if one.district_id in (None, district_id)}
    return [agent for agent in here.values() if agent.is_in_post and agent.is_colleague]


def last_resort(unit: Unit, without: Agent | None = None) -> list[Agent]:
    """When nobody else may open it: the heads of the unit or of the nearest above; where there is none, whoever supervises;
    and last, whoever arranges the town: there is always one."""
    colleagues = Agent.objects.colleagues().order_by("pk")
    for some in (heads(unit), colleagues.filter(is_supervisor=True), colleagues.filter(is_administrator=True)):
        if found := [one for one in some if one.is_colleague and (without is None or one.pk != without.pk)]:
            return found
    return []
