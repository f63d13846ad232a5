"""What colleagues changed in the town's own arrangement: who, when, and what it said before and says now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from parvis.backoffice.arranged import Naming, said
from parvis.directory.models import Agent, Unit
from parvis.kernel.models import Event


@dataclass(frozen=True)
class Change:
    """`was` and `now` are "" where the sentence says it all."""

    who: str
    at: datetime
    what: str
    now: str
    was: str = ""


def changes(since: Iterable[Event]) -> list[Change]:
    """In the order given; two queries, however many."""
    events = list(since)
    agents = {pk for event in events if event.actor_kind == "agent" and (pk := event.actor_id) is not None}
    agents |= _ids(events, "agent_id", "deputy_id", "heir_id")
    units = _ids(events, "unit_id", "parent_id", "into_id", "previous_id")
    naming = Naming(
        agents={agent.pk: str(agent) for agent in Agent.objects.filter(pk__in=agents)} if agents else {},
        units={unit.pk: unit.name for unit in Unit.objects.filter(pk__in=units)} if units else {},
    )
    return [change for event in events for change in _changes(event, naming)]


def _changes(event: Event, naming: Naming) -> list[Change]:
    who = naming.agents.get(event.actor_id or 0) if event.actor_kind == "agent" else None
    return [Change(who or _("Une commande"), event.at, one.what, one.now, one.was) for one in said(event, naming)]


def _ids(events: list[Event], *keys: str) -> set[int]:
    return {value for event in events for key in keys if isinstance(value := event.data.get(key), int)}
