"""What whoever keeps the installation did to the town, and what became of its practice town, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parvis.backoffice.naming import Said
from parvis.directory import platform_events as facts
from parvis.kernel.events import Fact
from parvis.practice import events as practice


def of_the_platform(fact: Fact) -> list[Said]:
    return _of_practice(fact) or _of_operators(fact)


def _of_practice(fact: Fact) -> list[Said]:
    match fact:
        case practice.PracticeOpened():
            return [Said(_("Une ville d’entraînement est ouverte"), fact.host)]
        case practice.PracticeMade():
            words = ngettext("%d demande inventée", "%d demandes inventées", fact.cases) % fact.cases
            return [Said(_("La ville d’entraînement est prête"), words)]
        case practice.PracticeRestarted():
            return [Said(_("La ville d’entraînement est effacée et recommence"))]
        case practice.PracticeClosed():
            return [Said(_("La ville d’entraînement est fermée et effacée"), fact.host)]
    return []


def _of_operators(fact: Fact) -> list[Said]:
    match fact:
        case facts.HostChosen():
            return [Said(_("Nom du site"), fact.host, fact.previous)]
        case facts.HostAdded():
            return [Said(_("Un nom de plus mène au site"), fact.host)]
        case facts.HostRemoved():
            return [Said(_("Ce nom ne mène plus au site"), fact.host)]
        case facts.TownClosed():
            return [Said(_("La commune est fermée"), _("fermée"), _("ouverte"))]
        case facts.TownReopened():
            return [Said(_("La commune est rouverte"), _("ouverte"), _("fermée"))]
        case facts.QueueResumed():
            words = ngettext("%d envoi ou tâche", "%d envois ou tâches", fact.number) % fact.number
            return [Said(_("Ce qui était arrêté est réessayé"), words)]
    return []
