"""What colleagues changed in the town's own arrangement: who, when, and what it said before and says now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from parvis.backoffice.arranged import said
from parvis.backoffice.naming import Naming, naming_of
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
    """In the order given; nine queries at most, however many."""
    return [change for some in changes_by_event(list(since)).values() for change in some]


def changes_by_event(events: list[Event]) -> dict[int, list[Change]]:
    """By the event's id, in the order given; empty for what arranges nothing."""
    naming = naming_of(events)
    return {event.pk: _changes(event, naming) for event in events}


def _changes(event: Event, naming: Naming) -> list[Change]:
    who = naming.agents.get(event.actor_id or 0) if event.actor_kind == "agent" else None
    nobody = _("L’exploitant de la plateforme") if event.actor_kind == "operator" else _("Une commande")
    return [Change(who or nobody, event.at, one.what, one.now, one.was) for one in said(event, naming)]
