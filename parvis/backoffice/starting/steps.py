"""The steps of the guided start, which of them are done, and the page that shows one."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from parvis.backoffice.seats import at_desk, show
from parvis.cases.models import Category
from parvis.directory.models import Agent, Membership
from parvis.directory.operations.commune import is_confirmed
from parvis.directory.policy import can_arrange
from parvis.directory.queries import IN_POST, reception
from parvis.kernel.fronts import reads
from parvis.kernel.models import Authority
from parvis.kernel.operations import require
from parvis.kernel.tenancy import current
from parvis.places.models import Territory


@dataclass(frozen=True)
class Step:
    name: str
    label: str
    is_done: bool
    href: str
    is_current: bool = False


def steps(current_name: str = "") -> list[Step]:
    """In their order. What is done is read off the town itself: a step may be left, and come back to."""
    town = Authority.objects.get(pk=current().pk)
    told = [
        ("start-commune", _("La commune"), is_confirmed(reception())),
        ("start-categories", _("Ce qu’on peut signaler"), has_categories()),
        ("start-people", _("Les personnes"), Membership.objects.filter(**IN_POST).exists()),
        ("start-door", _("Les horaires"), bool(town.opening)),
        ("start-outline", _("Le contour"), Territory.objects.exists()),
        ("start-end", _("C’est prêt"), False),
    ]
    return [Step(name, label, done, reverse(f"backoffice:{name}"), name == current_name) for name, label, done in told]


def has_categories() -> bool:
    return Category.objects.filter(parent__isnull=False, ended_on__isnull=True).exists()


@reads
@at_desk
def start(request: HttpRequest, agent: Agent) -> HttpResponse:
    """To the first step that is not done. The outline holds nobody back: its file may be with somebody else."""
    require(can_arrange(agent))
    return redirect(next(step.href for step in steps() if not step.is_done and step.name != "start-outline"))


def after(name: str) -> HttpResponse:
    """To the step that follows, done or not: whoever goes back sees all of them again."""
    names = [step.name for step in steps()]
    return redirect(f"backoffice:{names[names.index(name) + 1]}")


def show_step(
    request: HttpRequest, agent: Agent, template: str, context: dict[str, object], *, step: str, status: int = 200
) -> HttpResponse:
    every = steps(step)
    number = next(place for place, one in enumerate(every, 1) if one.is_current)
    given: dict[str, object] = {
        "here": "settings",
        "steps": every,
        "number": number,
        "following": every[number].href if number < len(every) else "",
        "before": every[number - 2].href if number > 1 else "",
    }
    return show(request, agent, template, {**given, **context}, status=status)
