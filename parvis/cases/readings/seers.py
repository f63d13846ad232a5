"""Who sees a case: `policy.can_see` turned over, in a few queries however many people. A test proves the two equal."""

from django.db.models import Q

from parvis.cases.confiding import readers_of
from parvis.cases.models import Case, CategoryOwner, Group, GroupMember
from parvis.cases.routing import lineage_of
from parvis.directory.absences import deputies_of
from parvis.directory.models import Agent, AgentKind, Membership, Role


def seers_of(case: Case) -> list[Agent]:
    """Those who work for the town hall and can open it today, by name: a contractor only where it is theirs, no councillor."""
    found = readers_of(case) if case.is_confidential else _by_role(case)
    return sorted(found, key=lambda one: (one.last_name.casefold(), one.first_name.casefold(), one.pk))


def _by_role(case: Case) -> list[Agent]:
    above = [int(part) for part in case.unit.path.strip("/").split("/")]
    lineage = [step.pk for step in lineage_of(case.category)]
    posts = Membership.objects.filter(Q(unit=case.unit_id) | Q(unit__in=above, role__in=[Role.HEAD, Role.DEPUTY]))
    here = Q(district__isnull=True) | Q(district=case.district_id)
    owners = CategoryOwner.objects.filter(here, category__in=lineage)
    about = Q(unit__isnull=True) | Q(unit__in=above)
    about &= (Q(category__isnull=True) | Q(category__in=lineage)) & here
    groups = Group.objects.filter(Q(pk=case.group_id) | Q(about, sees_all=True), ended_on__isnull=True)
    members = GroupMember.objects.filter(group__in=groups.order_by().values("pk"))
    whose = Q(pk=case.assignee_id)
    for rows in (posts, owners, members):
        whose |= Q(pk__in=rows.order_by().values("agent"))
    # Whoever is not there may still be stood in for.
    seen = list(Agent.objects.filter(whose))
    there = [one for one in seen if one.is_in_post and (one.is_colleague or _has(one, case))]
    standing_in = [one for one in deputies_of(seen) if one.is_colleague]
    supervisors = Agent.objects.colleagues().filter(is_supervisor=True)  # which a deputy does not become
    return list({one.pk: one for one in (*there, *standing_in, *supervisors)}.values())


def _has(agent: Agent, case: Case) -> bool:
    return agent.kind == AgentKind.CONTRACTOR and agent.pk == case.assignee_id
