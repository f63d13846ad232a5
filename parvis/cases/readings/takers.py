"""To whom a case may be given: those who work in its unit, and the contractors whose work it is."""

from parvis.cases.confiding import readers_of
from parvis.cases.grouping import people_of
from parvis.cases.models import Case
from parvis.cases.policy import can_be_given
from parvis.directory.models import Agent, AgentKind
from parvis.directory.queries import members


def takers_of(case: Case) -> list[Agent]:
    """Colleagues first. Contractors are few: each is asked what they see. Of a confidential case, those named on it before
    all, whatever their unit."""
    outside = Agent.objects.in_post().filter(kind=AgentKind.CONTRACTOR).order_by("last_name", "first_name")
    team = people_of(case.group) if case.group is not None else ()
    found = [*readers_of(case), *team, *members(case.unit), *(agent for agent in outside if can_be_given(agent, case))]
    return list({agent.pk: agent for agent in found}.values())
