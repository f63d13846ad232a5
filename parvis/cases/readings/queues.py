"""What agents have before them: queues, their counts and their pages; one query each, however many rows."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db import models
from django.db.models import Count, IntegerField, Q, Value, When
from django.db.models.functions import Coalesce

from parvis.cases.allowed import rule_of
from parvis.cases.discretion import all_as_seen_by
from parvis.cases.hand import hand_of
from parvis.cases.models import Case, Publication, Status
from parvis.cases.querysets import NEVER_LATE, CaseQuerySet, late_on
from parvis.cases.readings.search import found
from parvis.directory.models import Agent, AgentKind
from parvis.kernel.paging import page_of

# Enough for the desk of a city's supervisor; past it the numbers on the tabs say "or more".
COUNTED = 5000
EVERY = Q(pk__isnull=False)  # an empty Q cannot be counted by


class Queue(StrEnum):
    ALL = "all"
    URGENT = "urgent"
    TO_TAKE = "to_take"
    MINE = "mine"
    UNIT = "unit"
    WAITING = "waiting"
    TO_CLOSE = "to_close"
    TO_READ = "to_read"
    ARCHIVES = "archives"


@dataclass(frozen=True)
class Wanted:
    """What a list is to hold. `is_unrated`: of no district; `is_late`: past its deadline.
    `after`: the key of the last row seen."""

    queue: Queue = Queue.ALL
    unit_id: int | None = None
    district_id: int | None = None
    is_unrated: bool = False
    theme_id: int | None = None
    status: str = ""
    is_late: bool = False
    words: str = ""
    after: str = ""

    @property
    def is_by_pressure(self) -> bool:
        """What is searched for, and the archives, come newest first; the rest by what presses."""
        return self.queue != Queue.ARCHIVES and not self.words


@dataclass(frozen=True)
class Shown:
    """A page of a list; `next`: what to give as `after`, "" on the last page."""

    rows: list[Case]
    next: str


@dataclass(frozen=True)
class Counts:
    """How many in each queue; `is_cut`: there are more than were counted."""

    numbers: dict[Queue, int]
    is_cut: bool


def closes(agent: Agent) -> bool:
    """Whether some cases wait for this agent's confirmation, by right."""
    hand = hand_of(agent)
    return agent.is_supervisor or bool(hand.headed or hand.owned_anywhere or hand.owned_by_district)


def queues_of(agent: Agent) -> list[Queue]:
    """Those that make sense to this agent: a councillor takes nothing, and a contractor neither takes nor publishes."""
    without: set[Queue] = set() if closes(agent) else {Queue.TO_CLOSE}
    if not agent.reach.units and not hand_of(agent).groups:
        without.add(Queue.UNIT)
    if agent.kind == AgentKind.COUNCILLOR:
        without |= {Queue.TO_TAKE, Queue.MINE, Queue.TO_READ}
    elif agent.kind == AgentKind.CONTRACTOR:
        without |= {Queue.TO_TAKE, Queue.TO_READ, Queue.WAITING}
    return [queue for queue in Queue if queue not in without]


def cases_in(queue: Queue, agent: Agent, today: date) -> CaseQuerySet:
    """The cases of a queue, in no order."""
    seen = Case.objects.visible_to(agent)
    if queue == Queue.ARCHIVES:
        return seen.filter(status=Status.CLOSED)
    return seen.open().filter(_of(queue, agent, today))


def counts(agent: Agent, today: date) -> Counts:
    """All the numbers of the tabs in one query."""
    marks = {f"in_{queue}": _of(queue, agent, today) for queue in Queue if queue not in (Queue.ALL, Queue.ARCHIVES)}
    marked = {name: models.Case(When(rule, then=1), output_field=IntegerField()) for name, rule in marks.items()}
    some = Case.objects.visible_to(agent).open().order_by().annotate(**marked)[: COUNTED + 1]
    sums = some.aggregate(total=Count("pk"), **{f"n_{name}": Count(name) for name in marks})
    numbers = {Queue(name.removeprefix("in_")): int(sums[f"n_{name}"]) for name in marks}
    return Counts({Queue.ALL: min(sums["total"], COUNTED), **numbers}, is_cut=sums["total"] > COUNTED)


def first(queue: Queue, agent: Agent, today: date, size: int) -> list[Case]:
    """What presses most in a queue."""
    return all_as_seen_by(agent, _ready(by_pressure(cases_in(queue, agent, today)))[:size])


def colleagues(agent: Agent, today: date, size: int) -> list[Case]:
    """What the agent's units have in the hands of others, urgent ones apart."""
    theirs = cases_in(Queue.UNIT, agent, today).filter(assignee__isnull=False, resolved_at__isnull=True)
    calm = theirs.exclude(assignee__in=hand_of(agent).agents).exclude(_of(Queue.URGENT, agent, today))
    return all_as_seen_by(agent, _ready(by_pressure(calm))[:size])


def outsiders(agent: Agent, today: date, size: int) -> list[Case]:
    """What is under way of all that a councillor or a contractor sees, but what is theirs."""
    others = cases_in(Queue.ALL, agent, today).exclude(assignee__in=hand_of(agent).agents)
    return all_as_seen_by(agent, _ready(by_pressure(others))[:size])


def page(wanted: Wanted, agent: Agent, today: date, size: int = 50) -> Shown:
    """The rows of a list after a key."""
    rows = _ready(_narrowed(wanted, agent, today))
    if not wanted.is_by_pressure:
        by_arrival = page_of(rows, by=("-received_at", "-pk"), after=wanted.after, size=size)
        return Shown(all_as_seen_by(agent, by_arrival.rows), by_arrival.next)
    some = list(_beyond(by_pressure(rows), wanted.after)[: size + 1])
    return Shown(all_as_seen_by(agent, some[:size]), _key(some[size - 1]) if len(some) > size else "")


def by_pressure(rows: CaseQuerySet) -> CaseQuerySet:
    """Danger, then by deadline, then what has none (priority first), then what only awaits its closing.

    `rank` and `on` are computed, so all the open cases that the agent sees are read: some thousands at most.
    """
    rank = models.Case(
        When(resolved_at__isnull=False, then=Value(4)),
        When(is_danger=True, then=Value(0)),
        When(
            Q(estimated_on__isnull=True, due_on__isnull=True) | NEVER_LATE,
            then=3 - Coalesce("priority", 0),
        ),
        default=Value(1),
        output_field=IntegerField(),
    )
    return rows.annotate(rank=rank, on=Coalesce("estimated_on", "due_on", "received_on")).order_by("rank", "on", "pk")


def end_of_week(today: date) -> date:
    return today + timedelta(days=6 - today.weekday())


def _of(queue: Queue, agent: Agent, today: date) -> Q:
    """The rule of a queue over the open cases that the agent sees."""
    hand = hand_of(agent)
    working = Q(resolved_at__isnull=True)
    # A supervisor without a unit nor a group has the whole town for a unit.
    own = Q(unit__in=hand.units) | Q(group__in=hand.groups)
    own = own if hand.units or hand.groups or not agent.is_supervisor else EVERY
    rules = {
        Queue.ALL: EVERY,
        Queue.URGENT: working & (Q(is_danger=True) | late_on(today)),
        Queue.TO_TAKE: working & Q(assignee__isnull=True) & own,
        Queue.MINE: working & Q(assignee__in=hand.agents),
        Queue.UNIT: own,
        Queue.WAITING: Q(status=Status.WAITING),
        Queue.TO_READ: (Q(is_to_read=True) | Q(has_photo_to_read=True))
        & ~Q(category__publication=Publication.NEVER)
        & Q(is_withheld=False)
        & rule_of(hand, "publish"),
        Queue.TO_CLOSE: Q(resolved_at__isnull=False) & rule_of(hand, "close"),
    }
    return rules[queue]


def _narrowed(wanted: Wanted, agent: Agent, today: date) -> CaseQuerySet:
    is_search = bool(wanted.words) and wanted.queue == Queue.ALL
    rows = Case.objects.visible_to(agent) if is_search else cases_in(wanted.queue, agent, today)
    rules = Q()
    if wanted.unit_id:
        rules &= Q(unit=wanted.unit_id)
    if wanted.is_unrated:
        rules &= Q(district__isnull=True)
    elif wanted.district_id:
        rules &= Q(district=wanted.district_id)
    if wanted.theme_id:
        theme = wanted.theme_id
        rules &= Q(category=theme) | Q(category__parent=theme) | Q(category__parent__parent=theme)
    if wanted.status:
        rules &= Q(status=wanted.status)
    if wanted.is_late:
        rules &= late_on(today) & ~Q(status=Status.CLOSED)
    if wanted.words:
        rules &= found(wanted.words, rule_of(hand_of(agent), "identity"))
    return rows.filter(rules)


def _ready(rows: CaseQuerySet) -> CaseQuerySet:
    return rows.select_related("category", "unit", "assignee", "group", "district", "stage").defer("words", "private_key")


def _key(row: Case) -> str:
    place = vars(row)  # annotations, which the model does not know
    return f"{place['rank']}.{place['on'].isoformat()}.{row.pk}"


def _beyond(rows: CaseQuerySet, after: str) -> CaseQuerySet:
    """What follows a key; a broken one is the first page."""
    try:
        rank, on, pk = after.split(".")
        place = int(rank), date.fromisoformat(on), int(pk)
    except ValueError:
        return rows
    same_rank = Q(rank=place[0])
    return rows.filter(Q(rank__gt=place[0]) | same_rank & Q(on__gt=place[1]) | same_rank & Q(on=place[1], pk__gt=place[2]))
