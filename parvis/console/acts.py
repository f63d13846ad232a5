"""What operators did to a town, in words."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parvis.directory import platform_events as facts
from parvis.directory.events import AuthorityCreated
from parvis.directory.installation import acts_of_operators
from parvis.directory.models import Operator
from parvis.kernel.events import Fact, fact_of
from parvis.kernel.models import Authority


@dataclass(frozen=True)
class Act:
    who: str
    at: datetime
    words: str


def told(town: Authority) -> list[Act]:
    """The last twenty, newest first; in two queries."""
    events = acts_of_operators(town)
    names = {one.pk: str(one) for one in Operator.objects.filter(pk__in={event.actor_id for event in events})}
    said = [(event, _words(fact_of(event))) for event in events]
    return [Act(names.get(event.actor_id or 0, _("un exploitant")), event.at, words) for event, words in said if words]


def _words(fact: Fact) -> str:
    match fact:
        case AuthorityCreated():
            return _("a ouvert la ville")
        case facts.HostAdded():
            return _("a ajouté le nom %s") % fact.host
        case facts.HostRemoved():
            return _("a retiré le nom %s") % fact.host
        case facts.HostChosen():
            return _("a changé l’adresse : %(host)s au lieu de %(previous)s") % {"host": fact.host, "previous": fact.previous}
        case facts.TownClosed():
            return _("a fermé la ville")
        case facts.TownReopened():
            return _("a rouvert la ville")
        case facts.QueueResumed():
            return ngettext("a relancé %d envoi ou tâche", "a relancé %d envois ou tâches", fact.number) % fact.number
    return ""
