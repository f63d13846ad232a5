"""The sections of "Réglages": what this agent may arrange, and the page that shows one of them."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from parvis.backoffice.seats import show, works_alone
from parvis.directory.models import Agent
from parvis.directory.policy import can_arrange
from parvis.kernel.operations import require
from parvis.kernel.tenancy import current


@dataclass(frozen=True)
class Section:
    name: str
    label: str
    icon: str
    href: str
    is_current: bool


def sections(agent: Agent, here: str) -> list[Section]:
    """An administrator has them all, a head those of their units."""
    arranges, is_alone, is_practice = can_arrange(agent), works_alone(agent), current().is_practice
    offered = [
        ("settings", _("Vue d’ensemble"), "layout-dashboard", arranges),
        ("town", _("La commune"), "landmark", arranges),
        ("hours", _("Horaires"), "clock", arranges),
        ("units", _("Services"), "network", not is_alone and (arranges or bool(agent.reach.headed))),
        ("people", _("Personnes"), "users", arranges or bool(agent.reach.headed)),
        ("groups", _("Groupes"), "contact", not is_alone and (arranges or bool(agent.reach.headed))),
        ("ways-in", _("Connexion"), "log-in", arranges and not is_practice),
        ("role-rights", _("Droits"), "shield-check", arranges and not is_alone),
        ("zonings", _("Secteurs"), "map", arranges),
        ("categories", _("Catégories"), "tags", arranges),
        ("stages", _("Étapes"), "milestone", arranges),
        ("replies", _("Réponses types"), "message-square-text", arranges or bool(agent.reach.headed)),
        ("rules", _("Notifications"), "bell", arranges),
        ("foresight", _("Que se passerait-il ?"), "flask-conical", arranges or bool(agent.reach.headed)),
        ("configuration", _("Configuration"), "file-text", arranges),
        ("practice", _("Formation"), "graduation-cap", arranges and not is_practice),
        ("journal", _("Ce qui a changé"), "rotate-ccw-clock", arranges),
    ]
    return [
        Section(name, label, icon, reverse(f"backoffice:{name}"), name == here)
        for name, label, icon, is_offered in offered
        if is_offered
    ]


def show_section(
    request: HttpRequest, agent: Agent, template: str, context: dict[str, object], *, section: str, status: int = 200
) -> HttpResponse:
    """A page of "Réglages", with the way to the others."""
    return show(request, agent, template, {"here": "settings", "sections": sections(agent, section), **context}, status=status)


def require_some(agent: Agent) -> None:
    """Heads and administrators have something to arrange; others are told that they have not."""
    require(can_arrange(agent) or bool(agent.reach.headed))
