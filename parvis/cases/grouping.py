"""Who is of a group today, and who may arrange it."""

from django.db.models import Exists, OuterRef, QuerySet

from parvis.cases.models import Group, GroupMember
from parvis.directory.models import Agent, AgentKind
from parvis.directory.policy import can_arrange, can_run
from parvis.directory.queries import IN_POST
from parvis.kernel.actors import Actor


def people_of(group: Group) -> QuerySet[Agent]:
    """Those in post; nobody, of one that was dissolved."""
    if group.ended_on is not None:
        return Agent.objects.none()
    there = Agent.objects.colleagues().filter(pk__in=group.members.values("agent"))
    return there.order_by("last_name", "first_name")


def can_be_given_cases(group: Group) -> bool:
    """An empty one takes nothing: what is sent to it stays with the unit."""
    return people_of(group).exists()


def groups_in_post() -> QuerySet[Group]:
    """Those in use that somebody in post is of: what a case may be given to."""
    there = GroupMember.objects.filter(group=OuterRef("pk"), agent__kind=AgentKind.COLLEAGUE, **IN_POST)
    return groups_in_use().filter(Exists(there))


def groups_in_use() -> QuerySet[Group]:
    return Group.objects.filter(ended_on__isnull=True).select_related("unit", "category", "district").order_by("name")


def can_keep(by: Actor, group: Group) -> bool:
    """Whoever runs its unit; of the town's own, whoever arranges the town."""
    return can_run(by, group.unit) if group.unit is not None else can_arrange(by)
