"""/agents/reglages/journal: every change of the town's arrangement, newest first: who, what, from what to what."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from parvis.backoffice.meanwhile import Change, changes_by_event
from parvis.backoffice.organisation.sections import show_section
from parvis.backoffice.seats import at_desk
from parvis.cases.models import Category, Group, StageSet
from parvis.directory.models import Agent, TownPage, Unit
from parvis.directory.pages import TITLES
from parvis.directory.policy import can_arrange
from parvis.kernel.events import CATALOGUE
from parvis.kernel.fronts import reads
from parvis.kernel.models import Event
from parvis.kernel.operations import require
from parvis.kernel.paging import page_of
from parvis.kernel.tenancy import current
from parvis.notifications.models import ReplyTemplate, Rule
from parvis.places.models import Zoning

SIZE = 50
ROOTS = (
    "access.",
    "agent.",
    "authority.",
    "category.",
    "configuration.",
    "group.",
    "page.",
    "practice.",
    "reply_template.",
    "right.",
    "rule.",
    "stages.",
    "territory.",
    "unit.",
    "zoning.",
)
# A person's own taste, which arranges nothing.
APART = {"agent.theme_chosen"}
PAGES = {
    Unit: "backoffice:unit",
    Agent: "backoffice:person",
    Category: "backoffice:category",
    StageSet: "backoffice:stage-set",
    Group: "backoffice:group",
    Rule: "backoffice:rule",
    ReplyTemplate: "backoffice:reply",
}
THINGS: tuple[
    type[Unit] | type[Agent] | type[Category] | type[StageSet] | type[Group] | type[Zoning] | type[Rule] | type[ReplyTemplate],
    ...,
] = (
    Unit,
    Agent,
    Category,
    StageSet,
    Group,
    Zoning,
    Rule,
    ReplyTemplate,
)
Thing = tuple[str, int]


@dataclass(frozen=True)
class Entry:
    """A change, and the name of what it is about, with its page if it has one."""

    about: str
    href: str
    changes: list[Change]


@reads
@at_desk
def journal(request: HttpRequest, agent: Agent) -> HttpResponse:
    """In as many queries as there are kinds of things, however long."""
    require(can_arrange(agent))
    kinds = [kind for kind in CATALOGUE if kind.startswith(ROOTS) and kind not in APART]
    page = page_of(Event.objects.filter(kind__in=kinds), by=("-at", "-pk"), after=request.GET.get("apres", ""), size=SIZE)
    context: dict[str, object] = {"entries": _entries(page.rows), "next": page.next}
    return show_section(request, agent, "backoffice/organisation/journal.html", context, section="journal")


def _entries(events: list[Event]) -> list[Entry]:
    names, told = _names(events), changes_by_event(events)
    entries = []
    for event in events:
        if said := told[event.pk]:
            # What is said of the town is written in the history of its reception.
            is_town = event.kind.startswith(("authority.", "configuration.", "practice.", "right.", "territory."))
            there = names.get((event.subject_kind, event.subject_id), ("", ""))
            about, href = (current().name, "") if is_town else there
            entries.append(Entry(about, href, said))
    return entries


def _names(events: list[Event]) -> Mapping[Thing, tuple[str, str]]:
    wanted: dict[str, set[int]] = defaultdict(set)
    for event in events:
        wanted[event.subject_kind].add(event.subject_id)
    found: dict[Thing, tuple[str, str]] = {}
    for model in THINGS:
        kind = model.subject_kind()
        for one in model.objects.filter(pk__in=wanted[kind]) if wanted[kind] else ():
            found[kind, one.pk] = (str(one), _page_of(model, one))
    for page in TownPage.objects.filter(pk__in=wanted[TownPage.subject_kind()]):
        title = next(title for slug, title in TITLES.items() if slug == page.slug)
        found[TownPage.subject_kind(), page.pk] = (str(title), reverse("backoffice:town-page", args=[page.slug]))
    return found


def _page_of(model: type[Model], one: Model) -> str:
    is_over = getattr(one, "ended_on", None) is not None and model in (Unit, Group, Rule, ReplyTemplate)
    name = one.key if isinstance(one, Rule) else one.pk
    return reverse(PAGES[model], args=[name]) if model in PAGES and not is_over else ""
