"""/agents/: what presses, what is to take, what is mine."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parvis.backoffice.lists import SLUGS, numbered
from parvis.backoffice.rows import Group, Row, grouped, row_of, short_day
from parvis.backoffice.seats import at_desk, show, works_alone
from parvis.backoffice.starting.steps import has_categories
from parvis.cases import policy
from parvis.cases.models import Case
from parvis.cases.readings import bravos
from parvis.cases.readings.queues import Queue, colleagues, counts, first, outsiders, queues_of
from parvis.directory.models import Agent, AgentKind
from parvis.directory.policy import can_arrange
from parvis.kernel import clock
from parvis.kernel.fronts import reads
from parvis.kernel.tenancy import current
from parvis.kernel.text import unbreakable
from parvis.ui.words import full_day

FEW = 5


@dataclass(frozen=True)
class Box:
    """Some rows of a queue. `others`: how many more there are, in words, or ""."""

    queue: str
    title: str
    note: str
    rows: list[Row]
    groups: list[Group]
    href: str
    keep: str
    others: str


@reads
@at_desk
def home(request: HttpRequest, agent: Agent) -> HttpResponse:
    if can_arrange(agent) and not has_categories():
        return redirect("backoffice:start")
    return _home(request, agent)


def _home(request: HttpRequest, agent: Agent) -> HttpResponse:
    today = clock.today(current())
    found = _rows(agent, today)
    numbers, offered = counts(agent, today), queues_of(agent)
    boxes = {
        queue.value: _box(queue, cases, numbers.numbers[queue], agent, today, is_cut=numbers.is_cut)
        for queue, cases in found.items()
        if queue in offered or queue in (Queue.MINE, Queue.UNIT)
    }
    pressing = next(iter([*found[Queue.URGENT], *found[Queue.MINE], *found[Queue.TO_TAKE]]), None)
    context: dict[str, object] = {
        "here": "home",
        "boxes": boxes,
        "sentence": _sentence(numbers.numbers[Queue.URGENT], found, today),
        "pressing": pressing,
        "bravos": bravos.lately(agent, clock.now()),
        "sees_nothing": numbers.numbers[Queue.ALL] == 0,
        "takes": bool(agent.reach.units or found[Queue.MINE] or agent.kind == AgentKind.CONTRACTOR),
        "takeable": {case.pk for case in found[Queue.TO_TAKE] if policy.may("take", agent, case)},
    }
    return show(request, agent, "backoffice/home.html", context)


def _rows(agent: Agent, today: date) -> dict[Queue, list[Case]]:
    """What is in each box; only the boxes that make sense to the agent."""
    offered = queues_of(agent)
    some = (Queue.URGENT, Queue.TO_TAKE, Queue.WAITING, Queue.TO_CLOSE, Queue.TO_READ)
    found = {queue: first(queue, agent, today, FEW) if queue in offered else [] for queue in some}
    found[Queue.MINE] = first(Queue.MINE, agent, today, 2 * FEW)
    found[Queue.UNIT] = colleagues(agent, today, FEW) if agent.is_colleague else outsiders(agent, today, FEW)
    return found


def _box(queue: Queue, cases: list[Case], count: int, agent: Agent, today: date, *, is_cut: bool) -> Box:
    titles = {
        Queue.URGENT: (_("Urgent"), _("danger, ou échéance dépassée")),
        Queue.TO_TAKE: (_("À prendre"), _("personne n’en a la charge")),
        Queue.MINE: (_("À moi, par échéance"), ""),
        Queue.UNIT: (_("Mon service"), _("en cours chez vos collègues")),
        Queue.WAITING: (_("En attente"), _("d’une réponse du demandeur")),
        Queue.TO_CLOSE: (_("À clôturer"), _("c’est terminé : à confirmer")),
        Queue.TO_READ: (_("À relire"), _("avant de publier les mots")),
    }
    title, note = titles[queue]
    if queue == Queue.MINE and count:
        note = numbered(count, is_cut=is_cut)
    if queue == Queue.UNIT and works_alone(agent):
        title, note = _("En cours"), ""
    elif queue == Queue.UNIT and not agent.reach.units:
        title, note = _("En cours"), _("dans les services")
    more = count - len(cases)
    others = ngettext("%s autre", "%s autres", more) % unbreakable(numbered(more, is_cut=is_cut)) if more > 0 else ""
    return Box(
        queue=queue.value,
        title=title,
        note=note,
        rows=[row_of(case, agent, today) for case in cases],
        groups=grouped(cases, agent, today, is_first=True, is_last=more <= 0),
        href=f"{reverse('backoffice:cases')}?vue={SLUGS[queue]}",
        keep=f"?vue={SLUGS[queue]}",
        others="" if queue == Queue.UNIT else others,
    )


def _sentence(urgent: int, found: dict[Queue, list[Case]], today: date) -> str:
    """The date, what presses, and where to begin."""
    day = full_day(today, today)
    start = day[:1].upper() + day[1:]
    if urgent:
        case = found[Queue.URGENT][0]
        presses = ngettext("%(day)s. Une demande presse", "%(day)s. %(count)s demandes pressent", urgent) % {
            "day": start,
            "count": numbered(urgent),
        }
        return _("%(presses)s ; commencez par « %(title)s »%(place)s.") % {
            "presses": presses,
            "title": case.category.name,
            "place": f", {case.address}" if case.address else "",
        }
    if found[Queue.MINE]:
        case = found[Queue.MINE][0]
        if (deadline := case.deadline_on) is not None:
            return _("%(day)s. Rien ne presse ; votre prochaine échéance : %(when)s.") % {
                "day": start,
                "when": short_day(deadline, today),
            }
        return _("%(day)s. Rien ne presse ; annoncez une date aux demandes qui n’en ont pas.") % {"day": start}
    if found[Queue.TO_TAKE]:
        return _("%(day)s. Rien ne presse ; des demandes sont à prendre.") % {"day": start}
    return _("%(day)s. Rien ne vous attend.") % {"day": start}
