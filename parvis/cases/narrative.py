"""The events of a case told as sentences: to agents with names, to the requester and the public without."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import gettext as _

from parvis.cases.models import Case, Group, Message, Stage
from parvis.directory.models import Agent, Unit
from parvis.kernel.events import Fact, fact_of, history
from parvis.kernel.models import Event
from parvis.ui.words import full_day


@dataclass(frozen=True)
class Said:
    """One fact in words. `quote`: what somebody wrote; `is_note`: between colleagues; `is_end`: the case ends there."""

    icon: str
    sentence: str
    detail: str = ""
    quote: str = ""
    is_note: bool = False
    is_end: bool = False
    minutes: int | None = None


@dataclass(frozen=True)
class Line:
    """A line of the history: when, by whom (as a name), since when the work had begun, and what is said of it."""

    at: datetime
    on: date
    who: str
    started_at: datetime | None
    said: Said


@dataclass(frozen=True)
class Names:
    """Whatever the facts name by id, read in four queries however long the history."""

    case: Case
    agents: dict[int, str]
    units: dict[int, str]
    messages: dict[int, Message]
    stages: dict[int, Stage] = field(default_factory=dict)
    groups: dict[int, str] = field(default_factory=dict)

    def unit(self, pk: int) -> str:
        return self.units.get(pk, "")

    def agent(self, pk: int | None) -> str:
        return self.agents.get(pk, "") if pk else ""

    def group(self, pk: int | None) -> str:
        return self.groups.get(pk, "") if pk else ""

    def stage(self, pk: int | None) -> str:
        return self.stages[pk].name if pk in self.stages else ""

    def public_stage(self, pk: int) -> str:
        """As residents read it; "" for what is between colleagues."""
        return self.stages[pk].public_name if pk in self.stages else ""

    def words(self, pk: int | None) -> str:
        return self.messages[pk].text if pk in self.messages else ""

    def told(self, pk: int | None) -> str:
        """The words, if they are for the requester."""
        return self.messages[pk].text if pk in self.messages and self.messages[pk].is_told else ""


Teller = Callable[[Fact, Names], Said | None]


def day(on: date) -> str:
    """A date in words: "lundi 3 décembre"."""
    return full_day(on)


def tell(case: Case, teller: Teller) -> list[Line]:
    """The whole history in one voice, oldest first; what the voice keeps to itself is left out."""
    return tell_events(case, history(case), teller)


def tell_events(case: Case, events: Iterable[Event], teller: Teller) -> list[Line]:
    """Some events only: what happened since a page was made."""
    some = list(events)
    names = _names(case, some)
    told = ((event, teller(fact_of(event), names)) for event in some)
    return [
        Line(at=event.at, on=event.on, who=_who(event, names), started_at=event.started_at, said=said)
        for event, said in told
        if said is not None
    ]


def _who(event: Event, names: Names) -> str:
    if event.actor_kind == "agent":
        return names.agent(event.actor_id)
    if event.actor_kind in ("requester", "visitor"):
        return names.case.requester_name or _("Le demandeur")
    return "Parvis"


def _names(case: Case, events: list[Event]) -> Names:
    data = [event.data for event in events]

    def ids(*keys: str) -> set[int]:
        return {row[key] for row in data for key in keys if isinstance(row.get(key), int)}

    actors = {event.actor_id for event in events if event.actor_kind == "agent" and event.actor_id}
    named = {pk for row in data for key in ("named", "previously") for pk in row.get(key) or ()}
    groups = ids("group_id", "previous_group_id") | {pk for row in data for pk in row.get("groups") or ()}
    agents = Agent.objects.filter(pk__in=actors | named | ids("assignee_id", "previous_id", "agent_id", "released_id"))
    units = Unit.objects.filter(pk__in=ids("unit_id", "previous_id", "previous_unit_id"))
    stages = ids("stage_id", "previous_stage_id")
    messages = Message.objects.filter(case=case, pk__in=ids("message_id"))
    return Names(
        case=case,
        agents={agent.pk: str(agent) for agent in agents},
        units={unit.pk: unit.name for unit in units},
        messages={message.pk: message for message in messages},
        groups={one.pk: one.name for one in Group.objects.filter(pk__in=groups)} if groups else {},
        stages=Stage.objects.in_bulk(stages) if stages else {},
    )
