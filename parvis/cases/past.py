"""A case with a past: what another register knows of it, and where each of its dated facts leaves it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from parvis.cases import events as facts
from parvis.cases.actors import Visitor
from parvis.cases.deadline_events import CaseDue
from parvis.cases.goals import goal_of
from parvis.cases.models import Case, Category, Channel, Message, MessageKind, Origin, Status
from parvis.cases.operations.entrust import confidence, grouping
from parvis.cases.operations.receive import Coordinates, Place, arrival
from parvis.cases.publishing import PUBLIC, proposals, show
from parvis.cases.routing import Destination, destination_of
from parvis.directory.models import Agent
from parvis.kernel import clock
from parvis.kernel.actors import Actor, System
from parvis.kernel.events import Fact, Happened
from parvis.kernel.models import ExternalReference
from parvis.kernel.tenancy import current
from parvis.places.location import districts_at

# The fields of a case that its facts move.
STATE = [
    "unit", "assignee", "group", "status", "outcome", "priority", "estimated_on", "due_on", "resolved_at", "resolved_as",
    "resolution",
    "closed_at", "closed_on", "stage", *PUBLIC,
]  # fmt: skip
# What the words that come with a fact are, and whether the requester reads them at once.
WORDS: dict[type[Fact], tuple[MessageKind, bool]] = {
    facts.CaseNoted: (MessageKind.NOTE, False),
    facts.CaseTransferred: (MessageKind.REASON, False),
    facts.CaseSentBack: (MessageKind.REASON, False),
    facts.CaseReopened: (MessageKind.REASON, False),
    facts.CaseReplied: (MessageKind.REPLY, True),
    facts.CaseMoved: (MessageKind.REPLY, True),
    facts.RequesterAsked: (MessageKind.QUESTION, True),
    facts.RequesterAnswered: (MessageKind.ANSWER, True),
    facts.CaseResolved: (MessageKind.REPLY, False),
    facts.CaseClosed: (MessageKind.REASON, True),
}


@dataclass(frozen=True, kw_only=True)
class PastFact:
    """A fact, when it happened, and the words that came with it: the ids of the words and of what was before are
    filled in when it is taken over."""

    at: datetime
    what: Fact
    by: Actor
    words: str = ""
    started_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Reference:
    """The name that another register gives to the case."""

    system: str
    key: str


@dataclass(frozen=True)
class Whereabouts:
    """The districts of the place, by zoning, and the unit they lead to."""

    districts: Mapping[int, int | None]
    destination: Destination


@dataclass(frozen=True, kw_only=True)
class PastCase:
    """`reference`: of the register it comes from; taken over twice, it is one case. `status`: before its history.
    `whereabouts`: when the caller has already asked them, for thousands of cases at once."""

    category: Category
    received_at: datetime
    place: Place
    words: str = ""
    requester: Coordinates = field(default_factory=Coordinates)
    channel: Channel = Channel.WEB
    origin: Origin = Origin.RESIDENT
    sent_by: Actor = field(default_factory=Visitor)
    status: Status = Status.NEW
    reference: Reference | None = None
    whereabouts: Whereabouts | None = None
    history: tuple[PastFact, ...] = ()

    @property
    def has_words(self) -> bool:
        return any(fact.words for fact in self.history)


@dataclass
class Begun:
    """A case taken over and not yet written, with where it goes and what happened to it."""

    past: PastCase
    where: Whereabouts
    case: Case
    facts: list[Happened] = field(default_factory=list)

    def beginning(self, by: Actor) -> Iterator[Happened]:
        """It came in; and, from another register, it was taken over."""
        past = self.past
        yield Happened(what=arrival(self.case, self.where.destination), at=past.received_at, by=past.sent_by)
        if (group := self.where.destination.group) is not None:
            yield Happened(what=grouping(group), at=past.received_at, by=System("routing"))
        if self.case.due_on is not None:
            due = CaseDue(due_on=self.case.due_on, previous_on=None)
            yield Happened(what=due, at=past.received_at, by=System("category"))
        if self.case.is_confidential:
            yield Happened(what=confidence(self.where.destination), at=past.received_at, by=System("category"))
        if past.reference is not None:
            what = facts.CaseImported(system=past.reference.system, key=past.reference.key)
            yield Happened(what=what, at=past.received_at, by=by)


def whereabouts(past: PastCase) -> Whereabouts:
    if past.whereabouts is not None:
        return past.whereabouts
    districts = districts_at(past.place.point) if past.place.point else {}
    return Whereabouts(districts, destination_of(past.category, districts))


def taken_over_as(references: Iterable[Reference]) -> dict[Reference, Case]:
    """The cases that the other registers' names stand for; what is not known is not in it."""
    asked = set(references)
    systems, keys = {one.system for one in asked}, {one.key for one in asked}
    rows = ExternalReference.objects.filter(system__in=systems, key__in=keys)
    named = {Reference(system=row.system, key=row.key): row.subject_id for row in rows}
    cases = Case.objects.in_bulk([named[one] for one in asked & named.keys()])
    return {one: cases[named[one]] for one in asked & named.keys()}


def follow(case: Case, past: PastFact, message: Message | None) -> Fact:
    """Bring the case, in memory, to where the fact left it; gives the fact with its ids."""
    what = past.what
    if message is not None:
        ids = {"message_id": message.pk}
        what = replace(what, **ids)
    if case.status == Status.NEW and isinstance(past.by, Agent):
        case.status = Status.OPEN if isinstance(what, facts.CaseTaken | facts.CasePromised) else case.status
    match what:
        case facts.CaseTaken() | facts.CaseAssigned():
            what = replace(what, previous_id=case.assignee_id)
            case.assignee_id = what.assignee_id
        case facts.CaseTransferred():
            what = replace(what, previous_id=case.unit_id)
            case.unit_id, case.assignee_id, case.group_id = what.unit_id, None, None
        case facts.CasePromised():
            what = replace(what, previous_on=case.estimated_on)
            case.estimated_on = what.estimated_on
        case facts.CasePrioritised():
            what = replace(what, previous=case.priority)
            case.priority = what.priority
        case facts.CaseMoved():
            what = replace(what, previous_stage_id=case.stage_id)
            case.stage_id, case.status = what.stage_id, Status(what.status)
        case facts.RequesterAsked():
            case.status = Status.WAITING
        case facts.RequesterAnswered():
            case.status = Status.OPEN if case.status == Status.WAITING else case.status
        case facts.WordsPublished():
            words, address = proposals(case, case.words), proposals(case, case.address)
            show(case, words, address)
            what = replace(what, masked=len(words))
        case _:
            what = _ending(case, past, what, message)
    return what


def _ending(case: Case, past: PastFact, what: Fact, message: Message | None) -> Fact:
    match what:
        case facts.CaseResolved():
            case.resolved_at, case.resolved_as, case.resolution = past.at, what.outcome, message
            case.status = Status.OPEN
        case facts.CaseSentBack():
            case.resolved_at, case.resolved_as, case.resolution = None, "", None
        case facts.CaseClosed():
            told = message or case.resolution
            case.status, case.outcome = Status.CLOSED, what.outcome
            case.closed_at, case.closed_on = past.at, clock.civil(current(), past.at)
            return replace(what, message_id=told.pk if told else None)
        case facts.CaseReopened():
            what = replace(what, previous_outcome=case.outcome)
            case.status, case.outcome, case.closed_at, case.closed_on = Status.OPEN, "", None, None
            case.resolved_at, case.resolved_as, case.resolution, case.estimated_on = None, "", None, None
            case.due_on = goal_of(case.category, since=clock.civil(current(), past.at))
    return what
