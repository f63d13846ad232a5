"""What colleagues changed in the town's own arrangement while somebody wrote: who, when, and what it says now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from parvis.directory.events import PageWritten, ParticularTold
from parvis.directory.models import Agent
from parvis.directory.particulars import CONFORMITIES, PARTICULARS
from parvis.kernel.events import fact_of
from parvis.kernel.models import Event


@dataclass(frozen=True)
class Change:
    who: str
    at: datetime
    what: str
    now: str


def changes(since: Iterable[Event]) -> list[Change]:
    events = list(since)
    agents = {event.actor_id for event in events if event.actor_kind == "agent" and event.actor_id is not None}
    names = {agent.pk: str(agent) for agent in Agent.objects.filter(pk__in=agents)}
    return [_change(event, names.get(event.actor_id or 0) or _("Une commande")) for event in events]


def _change(event: Event, who: str) -> Change:
    what, now = _said(event)
    return Change(who, event.at, what, now)


def _said(event: Event) -> tuple[str, str]:
    fact = fact_of(event)
    if isinstance(fact, ParticularTold):
        labels = {one.field: str(one.label) for one in PARTICULARS}
        if fact.field == "conformity":
            return _("Conformité au RGAA"), str(CONFORMITIES.get(fact.value or "", ""))
        return labels.get(fact.field, fact.field), fact.value or _("(vide)")
    if isinstance(fact, PageWritten):
        return _("Le texte de la page"), fact.text or _("(le texte d’origine)")
    return "", ""
