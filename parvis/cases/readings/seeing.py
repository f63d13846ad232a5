"""Why an agent sees a case, in so many reasons; the same rules as `policy.can_see`, which a test proves."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from parvis.cases.allowed import covers
from parvis.cases.hand import hand_of, scopes_of
from parvis.cases.models import Access, Case, CategoryOwner, Group, GroupMember
from parvis.cases.routing import lineage_of
from parvis.directory.models import Agent, AgentKind, Membership, Role, Unit


@dataclass(frozen=True)
class Seeing:
    """What opens cases to an agent today, in words: `all`: everything; else the units and the categories.

    Each of `units`, `categories` and `groups` is (name, why).
    """

    is_all: bool
    units: list[tuple[str, str]]
    categories: list[tuple[str, str]]
    scopes: list[str] = field(default_factory=list)
    groups: list[tuple[str, str]] = field(default_factory=list)


def seen_by(agent: Agent) -> Seeing:
    """In a few queries, however much it is; nothing for whoever is not in post."""
    if not agent.is_in_post:
        return Seeing(is_all=False, units=[], categories=[])
    agents = {one.pk: one for one in Agent.objects.filter(pk__in=agent.reach.agents)}
    posts = list(Membership.objects.filter(agent__in=agents).select_related("unit").order_by("unit__path"))
    reach = Unit.objects.filter(pk__in=agent.reach.units, ended_on__isnull=True).order_by("path")
    owned = CategoryOwner.objects.filter(agent__in=agents).select_related("category", "district").order_by("pk")
    if not agent.is_colleague:
        return Seeing(is_all=False, units=[], categories=[], scopes=[words for words, _scope in scopes_in_words(agent)])
    return Seeing(
        is_all=agent.is_supervisor,
        units=[(unit.name, _because_of(unit, posts, agent, agents)) for unit in reach],
        categories=[(_owned(one), _instead(_("responsable"), agent, agents[one.agent_id])) for one in owned],
        groups=[(one.group.name, _instead(_opened(one.group), agent, one.agent)) for one in _of_groups(agent)],
    )


def why(agent: Agent, case: Case) -> list[str]:
    """Every reason, the strongest first; empty when the agent does not see the case."""
    if not agent.is_in_post or agent.authority_id != case.authority_id:
        return []
    if case.is_confidential and case.pk not in hand_of(agent).entrusted:
        return []
    if not agent.is_colleague:
        return _why_from_outside(agent, case)
    agents = {one.pk: one for one in Agent.objects.filter(pk__in=agent.reach.agents)}
    posts = list(Membership.objects.filter(agent__in=agents).select_related("unit"))
    reasons = [_("nommé pour l’ouvrir : elle est confidentielle")] if case.is_confidential else []
    if agent.is_supervisor:
        reasons.append(_("voit toutes les demandes de la commune"))
    if case.unit_id in agent.reach.units:
        values = {"unit": case.unit.name, "why": _because_of(case.unit, posts, agent, agents)}
        reasons.append(_("la demande est à %(unit)s : %(why)s") % values)
    reasons += _by_groups(agent, case)
    if case.assignee_id in agents:
        reasons.append(_instead(_("la demande lui est attribuée"), agent, agents[case.assignee_id]))
    lineage = lineage_of(case.category)
    for owner in CategoryOwner.objects.filter(agent__in=agents, category__in=lineage).select_related("category", "district"):
        if owner.district_id in (None, case.district_id):
            words = _("responsable de « %s »") % _owned(owner)
            reasons.append(_instead(words, agent, agents[owner.agent_id]))
    return reasons


def _of_groups(agent: Agent) -> list[GroupMember]:
    """Theirs, and those of whoever they stand in for."""
    rows = GroupMember.objects.filter(agent__in=agent.reach.agents, group__ended_on__isnull=True)
    return list(rows.select_related("agent", "group__unit", "group__category", "group__district").order_by("group__name", "pk"))


def _by_groups(agent: Agent, case: Case) -> list[str]:
    reasons = []
    for one in _of_groups(agent):
        if case.group_id == one.group_id:
            reasons.append(_instead(_("la demande est au groupe « %s »") % one.group, agent, one.agent))
        if one.group.sees_all and any(covers(scope, case) for scope in scopes_of(agent, [one.group])):
            reasons.append(_instead(_("le groupe « %s » voit ces demandes") % one.group, agent, one.agent))
    return reasons


def _opened(group: Group) -> str:
    return _("ce qui lui est confié, et : %s") % _scope(group) if group.sees_all else _("ce qui lui est confié")


def scopes_in_words(agent: Agent) -> list[tuple[str, Access]]:
    """ "Voirie ; Nid-de-poule ; Centre": what each opens, to a councillor or a contractor."""
    accesses = Access.objects.filter(agent=agent).select_related("unit", "category", "district")
    return [(_scope(one), one) for one in accesses]


def _scope(access: Access | Group) -> str:
    parts = [
        _("service %s et en dessous") % access.unit if access.unit else "",
        _("catégorie %s et en dessous") % access.category if access.category else "",
        _("secteur %s") % access.district.name if access.district else "",
    ]
    return ", ".join(filter(None, parts)) or _("toute la commune")


def _why_from_outside(agent: Agent, case: Case) -> list[str]:
    role = str(AgentKind(agent.kind).label)
    reasons = [_("nommé pour l’ouvrir : elle est confidentielle")] if case.is_confidential else []
    if agent.kind == AgentKind.CONTRACTOR and case.assignee_id == agent.pk:
        reasons.append(_("la demande lui est attribuée"))
    for words, access in scopes_in_words(agent):
        if any(covers(scope, case) for scope in scopes_of(agent, [access])):
            reasons.append(_("%(role)s : %(scope)s") % {"role": role, "scope": words})
    return reasons


def _because_of(unit: Unit, posts: list[Membership], agent: Agent, agents: dict[int, Agent]) -> str:
    """Which post opens the unit: its own, or that of a head above it."""
    here = next((one for one in posts if one.unit_id == unit.pk), None)
    above = [one for one in posts if one.role != Role.AGENT and unit.path.startswith(one.unit.path)]
    post = here or max(above, key=lambda one: len(one.unit.path))
    role = str(Role(post.role).label)
    said = role if post.unit_id == unit.pk else _("%(role)s de %(unit)s, au-dessus") % {"role": role, "unit": post.unit.name}
    return _instead(said, agent, agents[post.agent_id])


def _instead(words: str, agent: Agent, holder: Agent) -> str:
    return words if holder.pk == agent.pk else _("%(words)s, en remplacement de %(who)s") % {"words": words, "who": holder}


def _owned(owner: CategoryOwner) -> str:
    return f"{owner.category.name}, {owner.district.name}" if owner.district else owner.category.name
