"""Whom a rule of the town tells of a case: each person once, or in words why there is nobody."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from parvis.cases.grouping import people_of
from parvis.cases.models import Case, Follower
from parvis.cases.policy import can_see
from parvis.cases.readings import followers
from parvis.directory import queries
from parvis.directory.models import Agent
from parvis.kernel.models import Event
from parvis.kernel.tenancy import current
from parvis.notifications.about import about, unfollow_link
from parvis.notifications.fields import Reader
from parvis.notifications.models import Recipient, RuleRecipient, Who
from parvis.notifications.recipients import owners, reachable
from parvis.notifications.writing import About, Addressee, message_id


@dataclass(frozen=True)
class Told:
    """One letter to be: `name`: who it is for, in words; `mark`: tells two letters of a rule to no agent apart."""

    name: str
    to: Addressee
    reader: Reader
    about: About
    mark: str = ""
    unsubscribe: str = ""


@dataclass
class Audience:
    """`nobody`: for each of the rule's recipients that leads to no one, why."""

    told: list[Told] = field(default_factory=list)
    nobody: list[str] = field(default_factory=list)


READERS = {
    Who.REQUESTER: Reader.REQUESTER,
    Who.FOLLOWERS: Reader.ANYBODY,
    Who.ADDRESS: Reader.ANYBODY,
}


def reader_of(who: str) -> Reader:
    return READERS.get(Who(who), Reader.AGENT)


def audience_of(recipients: Iterable[RuleRecipient], case: Case, event: Event | None) -> Audience:
    """In the order of the list; an address that several of them lead to is written to once."""
    audience, seen = Audience(), set[str]()
    for one in sorted(recipients, key=lambda row: (Who.values.index(row.who), row.name)):
        found, why = _found(one, case, event)
        if not found:
            audience.nobody.append(_("%(who)s : %(why)s") % {"who": one.name, "why": why})
        for told in found:
            where = told.to.address.lower() or f"agent {told.to.agent.pk if told.to.agent else 0}"
            if where not in seen:
                seen.add(where)
                audience.told.append(told)
    return audience


def _found(one: RuleRecipient, case: Case, event: Event | None) -> tuple[list[Told], str]:
    match one.who:
        case Who.REQUESTER:
            return _requester(case, event)
        case Who.FOLLOWERS:
            return _followers(case)
        case Who.UNIT_ADDRESS:
            to = Addressee(Recipient.UNIT, case.unit.email)
            told = Told(f"{case.unit.name} ({case.unit.email})", to, Reader.AGENT, about(case), "unit")
            return [told] if case.unit.email else [], _("le service n’a pas d’adresse e-mail")
        case Who.ADDRESS:
            to = Addressee(Recipient.ADDRESS, one.address)
            return [Told(one.address, to, Reader.ANYBODY, about(case), f"a{one.pk or 0}")], ""
        case Who.GROUP:
            # A group may be of people who do not see this case: its letter would tell them what it says.
            people = people_of(one.group) if one.group is not None else ()
            there = reachable(people, event)
            why = _("personne d’autre n’en est") if not there else _("aucun de ses membres ne voit cette demande")
            return _agents([who for who in there if can_see(who, case)], case), why
    agents, reason = AGENTS[Who(one.who)]
    return _agents(reachable(agents(case), event), case), str(reason())


def _agents(found: list[Agent], case: Case) -> list[Told]:
    return [Told(str(who), Addressee(Recipient.AGENT, who.email, who), Reader.AGENT, about(case)) for who in found]


def _requester(case: Case, event: Event | None) -> tuple[list[Told], str]:
    if not case.requester_email:
        return [], _("n’a pas donné d’adresse e-mail")
    if event is not None and event.actor_kind == "requester":
        return [], _("c’est lui qui vient d’agir")
    to = Addressee(Recipient.REQUESTER, case.requester_email)
    return [Told(_("le demandeur (%s)") % case.requester_email, to, Reader.REQUESTER, about(case))], ""


def _followers(case: Case) -> tuple[list[Told], str]:
    if not case.is_public:
        return [], _("cette demande n’est pas publique")
    return [
        Told(
            one.email, Addressee(Recipient.FOLLOWER, one.email), Reader.ANYBODY, about_follower(one),
            unsubscribe=unfollow_link(one),
        )
        for one in followers.to_tell(case)
    ], _("personne ne la suit")  # fmt: skip


def about_follower(follower: Follower) -> About:
    """Filed under the follower, whom no page of the case names; the letters of one following are one conversation."""
    thread = message_id(f"suivi-{follower.uid.hex}", current())
    return About(subject_kind=follower.subject_kind(), subject_id=follower.pk, thread=thread)


def _supervisors(case: Case) -> list[Agent | None]:
    return list(Agent.objects.in_post().filter(is_supervisor=True))


AGENTS: dict[Who, tuple[Callable[[Case], Iterable[Agent | None]], Callable[[], str]]] = {
    Who.ASSIGNEE: (lambda case: [case.assignee], lambda: _("la demande n’est à personne, ou c’est lui qui vient d’agir")),
    Who.HEAD: (lambda case: queries.heads(case.unit), lambda: _("aucun chef à prévenir")),
    Who.UNIT: (lambda case: queries.members(case.unit), lambda: _("personne d’autre n’y travaille")),
    Who.OWNERS: (owners, lambda: _("la catégorie n’a pas de responsable ici")),
    Who.SUPERVISORS: (_supervisors, lambda: _("il n’y a pas de superviseur à prévenir")),
}
