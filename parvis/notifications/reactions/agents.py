"""Letters to agents: what arrives, what is theirs, what waits for them. Not a word of the requester's leaves the card."""

from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import gettext as _

from parvis.cases import events as facts
from parvis.cases import policy
from parvis.cases.deadline_events import DeadlineNear, DeadlinePassed
from parvis.cases.discretion import discretion_of
from parvis.cases.group_events import CaseGrouped
from parvis.cases.grouping import people_of
from parvis.cases.mention_events import CaseMentioned
from parvis.cases.models import Case, Group, Message, Outcome
from parvis.directory.models import Agent, Unit
from parvis.directory.queries import is_undivided
from parvis.kernel.deliveries import on
from parvis.kernel.events import Fact, fact_of
from parvis.kernel.models import Event
from parvis.notifications.about import about, card_link, facts_of, values_of
from parvis.notifications.models import Recipient
from parvis.notifications.recipients import arrivals, closers, holders, in_charge, reachable, reminded
from parvis.notifications.telling import Gate
from parvis.notifications.writing import Addressee, Words
from parvis.ui.words import full_day


@on(
    facts.CaseReceived,
    facts.CaseAssigned,
    facts.CaseTransferred,
    facts.RequesterAnswered,
    facts.CaseResolved,
    facts.CaseSentBack,
    facts.PromisePassed,
    facts.CaseClosed,
    facts.CaseReopened,
    facts.CaseRestricted,
    DeadlineNear,
    DeadlinePassed,
    CaseGrouped,
    CaseMentioned,
    name="notifications.agents",
)
def tell_the_agents(event: Event) -> None:
    """One reaction for all, so that letters about a case are written in the order of its facts."""
    case = Case.objects.select_related("category", "unit", "assignee", "group").get(pk=event.subject_id)
    gate = Gate(case, event)
    for agent, words in letters_of(fact_of(event), case, event):
        told = words if policy.can_identify(agent, case) else discreetly(words, case)
        gate.tell(told, to=Addressee(Recipient.AGENT, agent.email, agent), about=about(case))


def discreetly(words: Words, case: Case) -> Words:
    """The letter to whoever may not know who asked: a place typed by hand, or a colleague's reason, may name them."""
    told = discretion_of(case)
    return replace(
        words,
        values={**words.values, "what": told.hide(str(words.values["what"]))},
        quote=told.hide(words.quote),
        facts=tuple((label, told.hide(value)) for label, value in words.facts),
    )


def letters_of(fact: Fact, case: Case, event: Event) -> list[tuple[Agent, Words]]:
    who = _actor(event)
    match fact:
        case facts.CaseReceived():
            return _arrived(case, event, fact.unit_id, fact.assignee_id)
        case facts.CaseTransferred():
            origin = {"who": who, "transferred_from": Unit.objects.get(pk=fact.previous_id).name}
            return _arrived(case, event, fact.unit_id, None, origin, _reason(fact.message_id))
        case facts.CaseAssigned():
            return _told([Agent.objects.get(pk=fact.assignee_id)], _words("assigned", case, who=who), event)
        case facts.RequesterAnswered():
            return _told(holders(case), _words("answered", case), event)
        case facts.CaseResolved() if case.is_resolved:  # else it was closed by the same act, or confirmed since
            return _told(closers(case), _words("to_close", case, who=who), event)
        case facts.CaseSentBack():
            reason = _reason(fact.message_id)
            return _told(holders(case), _words("sent_back", case, reason, who=who), event)
        case facts.PromisePassed():
            words = _words("promise_passed", case, day=full_day(fact.estimated_on, event.on))
            return _told([case.assignee, *in_charge(case, case.unit)], words, event)
        case DeadlineNear() | DeadlinePassed():
            return _of_time(fact, case, event)
        case facts.CaseClosed() if fact.outcome == Outcome.WITHDRAWN:
            return _told(holders(case), _words("withdrawn", case), event)
        case CaseGrouped() if fact.group_id is not None and event.actor_kind == "agent":  # else its arrival tells them
            group = Group.objects.get(pk=fact.group_id)
            if Group.objects.filter(pk=fact.previous_group_id or 0, ended_on__isnull=False).exists():
                return []  # all that a dissolved group had comes at once: it is there to take, and no letter each
            return _told(people_of(group), _words("grouped", case, who=who, group=group.name), event)
        case CaseMentioned():
            told = [one for one in Agent.objects.filter(pk__in=fact.told).order_by("pk") if policy.can_see(one, case)]
            return _told(told, _mentioned(case, who, fact.message_id), event)
        case facts.CaseRestricted() if fact.cause != "category":  # else its arrival tells them
            new = Agent.objects.filter(pk__in=set(fact.named) - set(fact.previously)).order_by("pk")
            return _told(new, _named(case, who), event)
        case facts.CaseReopened():
            # What the requester wrote is read on the card.
            reason = _reason(fact.message_id) if event.actor_kind == "agent" else ""
            return _told(holders(case), _words("reopened", case, reason, who=who if reason else ""), event)
    return []


def _of_time(fact: DeadlineNear | DeadlinePassed, case: Case, event: Event) -> list[tuple[Agent, Words]]:
    day = full_day(fact.deadline_on, event.on)
    if isinstance(fact, DeadlineNear):
        return _told(reminded(case, 0), _words("deadline_near", case, day=day), event)
    holder = str(case.assignee) if case.assignee is not None else ""
    return _told(reminded(case, fact.height), _words("deadline_passed", case, day=day, holder=holder), event)


def _arrived(
    case: Case,
    event: Event,
    unit_id: int,
    assignee_id: int | None,
    origin: dict[str, str] | None = None,
    reason: str = "",
) -> list[tuple[Agent, Words]]:
    """To the unit of the fact, which may have handed the case on since."""
    unit = Unit.objects.get(pk=unit_id)
    assignee = Agent.objects.filter(pk=assignee_id or 0).first()
    said = {
        is_routed: _words("arrived", case, reason, unit=unit.name, is_routed=is_routed, **(origin or {}))
        for is_routed in (False, True)
    }
    return [(agent, said[agent.pk == assignee_id]) for agent in reachable(arrivals(case, unit, assignee), event)]


def _told(agents: Iterable[Agent | None], words: Words, event: Event) -> list[tuple[Agent, Words]]:
    return [(agent, words) for agent in reachable(agents, event)]


def _words(name: str, case: Case, quote: str = "", **values: object) -> Words:
    of_unit = () if is_undivided() else ((_("Service"), str(values.get("unit", case.unit.name))),)
    return Words(
        template=f"agents/{name}",
        link=card_link(case),
        values={**values_of(case), **values},
        quote=quote,
        facts=facts_of(case, *of_unit),
    )


def _mentioned(case: Case, who: str, message_id: int) -> Words:
    """The note itself; of a confidential case, the number and nothing else."""
    if case.is_confidential:
        return Words(template="agents/mentioned", link=card_link(case), values={"number": case.number, "who": who, "what": ""})
    return _words("mentioned", case, _reason(message_id), who=who)


def _named(case: Case, who: str) -> Words:
    """The number and nothing else: a mailbox is often read by others."""
    return Words(template="agents/named", link=card_link(case), values={"number": case.number, "who": who, "what": ""})


def _reason(message_id: int) -> str:
    message = Message.objects.filter(pk=message_id).first()
    return message.text if message else ""


def _actor(event: Event) -> str:
    """Whoever acted, by name; Parvis when it was nobody."""
    if event.actor_kind != "agent" or event.actor_id is None:
        return "Parvis"
    return str(Agent.objects.get(pk=event.actor_id))
