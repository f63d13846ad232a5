"""The list on the left: what its address asks for, its tabs, its groups, and the neighbours of a case."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from parvis.backoffice.rows import Group, grouped
from parvis.backoffice.seats import works_alone
from parvis.cases.models import Case, Category, Status
from parvis.cases.readings.queues import Counts, Queue, Shown, Wanted, counts, page, queues_of
from parvis.directory.models import Agent
from parvis.directory.queries import units_in_use
from parvis.kernel import clock
from parvis.kernel.tenancy import current
from parvis.kernel.typed import whole_number
from parvis.places.models import District

# In addresses, which are for ever and in French.
SLUGS = {
    Queue.ALL: "toutes",
    Queue.URGENT: "urgent",
    Queue.TO_TAKE: "a-prendre",
    Queue.MINE: "a-moi",
    Queue.UNIT: "mon-service",
    Queue.WAITING: "en-attente",
    Queue.TO_CLOSE: "a-cloturer",
    Queue.TO_READ: "a-relire",
    Queue.ARCHIVES: "archives",
}
QUEUES = {slug: queue for queue, slug in SLUGS.items()}
STATUSES = {"nouvelle": Status.NEW, "en-cours": Status.OPEN, "en-attente": Status.WAITING}
UNRATED = "non-cote"
LATE = "en-retard"
KEPT = ("vue", "service", "secteur", "theme", "etat", "q", "apres")


@dataclass(frozen=True)
class Tab:
    label: str
    href: str
    number: str
    is_hot: bool
    is_current: bool


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class Filter:
    """A choice above the list; the first option, which says what is chosen, is all of them."""

    name: str
    label: str
    options: list[Option]
    is_set: bool


@dataclass(frozen=True)
class List:
    """All that the left pane shows. `keep`: the query string that goes along with every link and form of the desk."""

    wanted: Wanted
    tabs: list[Tab]
    groups: list[Group]
    keep: str
    next: str
    start: str
    before: Case | None
    following: Case | None
    is_filtered: bool
    plain: str
    slug: str

    @property
    def is_empty(self) -> bool:
        return not self.groups


def wanted_of(given: QueryDict) -> Wanted:
    """Whatever the address says that makes no sense is left out."""
    district = given.get("secteur", "")
    state = given.get("etat", "")
    return Wanted(
        queue=QUEUES.get(given.get("vue", ""), Queue.ALL),
        unit_id=whole_number(given.get("service", "")),
        district_id=whole_number(district),
        is_unrated=district == UNRATED,
        theme_id=whole_number(given.get("theme", "")),
        status=STATUSES.get(state, ""),
        is_late=state == LATE,
        words=given.get("q", "").replace("\0", "").strip()[:100],
        after=given.get("apres", ""),
    )


def keep(given: QueryDict, **changes: str) -> str:
    """The list's part of the query string, with its "?", or ""."""
    kept = {name: given[name] for name in KEPT if given.get(name)} | changes
    written = urlencode({name: value for name, value in kept.items() if value})
    return f"?{written}" if written else ""


def list_of(request: HttpRequest, agent: Agent, case: Case | None = None) -> List:
    """The list that the address asks for, in two queries: its rows and the numbers of its tabs."""
    today = clock.today(current())
    wanted = wanted_of(request.GET)
    shown = page(wanted, agent, today)
    before, following = _neighbours(shown, case)
    return List(
        wanted=wanted,
        tabs=_tabs(wanted, agent, counts(agent, today)),
        groups=grouped(shown.rows, agent, today, is_first=not wanted.after, is_last=not shown.next),
        keep=keep(request.GET),
        next=keep(request.GET, apres=shown.next) if shown.next else "",
        start=keep(request.GET, apres=""),
        before=before,
        following=following,
        is_filtered=any(
            (wanted.unit_id, wanted.district_id, wanted.is_unrated, wanted.theme_id, wanted.status, wanted.is_late)
        ),
        plain=keep(QueryDict(), vue=SLUGS[wanted.queue] if wanted.queue != Queue.ALL else ""),
        slug=SLUGS[wanted.queue],
    )


def filters(wanted: Wanted, agent: Agent) -> list[Filter]:
    """The choices, each in one query; only units in which the agent may see something are offered."""
    units = units_in_use()
    if not agent.is_supervisor and agent.is_colleague:
        units = units.filter(pk__in=agent.reach.units)
    themes = Category.objects.filter(parent__isnull=True, ended_on__isnull=True)
    districts = District.objects.filter(ended_on__isnull=True).order_by("zoning_id", "name")
    unit_names = [(str(unit.pk), unit.name) for unit in units]
    theme_names = [(str(theme.pk), theme.name) for theme in themes]
    places = [(UNRATED, _("Secteur non coté")), *((str(pk), name) for pk, name in districts.values_list("pk", "name"))]
    states = [*((slug, _label(status)) for slug, status in STATUSES.items()), (LATE, _("En retard"))]
    district = UNRATED if wanted.is_unrated else str(wanted.district_id or "")
    chosen = {status: slug for slug, status in STATUSES.items()}.get(Status(wanted.status)) if wanted.status else ""
    offered = [
        _filter("service", _("Service"), unit_names, str(wanted.unit_id or "")),
        _filter("secteur", _("Secteur"), places, district),
        _filter("theme", _("Thème"), theme_names, str(wanted.theme_id or "")),
        _filter("etat", _("État"), states, LATE if wanted.is_late else chosen or ""),
    ]
    return [one for one in offered if len(one.options) > 2 or one.is_set]


def numbered(count: int, *, is_cut: bool = False) -> str:
    """Capped: past a thousand the exact number tells nobody anything."""
    if count > 1000:
        return "1 000+"
    return f"{count}+" if is_cut and count else str(count)


def _filter(name: str, label: str, choices: list[tuple[str, str]], chosen: str) -> Filter:
    options = [Option("", label, not chosen), *(Option(value, text, value == chosen) for value, text in choices)]
    return Filter(name, label, options, bool(chosen))


def _label(status: str) -> str:
    return {Status.NEW: _("Nouvelle"), Status.OPEN: _("En cours"), Status.WAITING: _("En attente")}[Status(status)]


def _tabs(wanted: Wanted, agent: Agent, counted: Counts) -> list[Tab]:
    labels = {
        Queue.ALL: _("Toutes"),
        Queue.URGENT: _("Urgent"),
        Queue.TO_TAKE: _("À prendre"),
        Queue.MINE: _("À moi"),
        Queue.UNIT: _("Mon service"),
        Queue.WAITING: _("En attente"),
        Queue.TO_CLOSE: _("À clôturer"),
        Queue.TO_READ: _("À relire"),
        Queue.ARCHIVES: _("Archives"),
    }
    if works_alone(agent):
        labels[Queue.UNIT] = _("En cours")
    offered = queues_of(agent)
    return [
        Tab(
            label=label,
            href=reverse("backoffice:cases") + keep(QueryDict(), vue=SLUGS[queue] if queue != Queue.ALL else ""),
            number=numbered(counted.numbers[queue], is_cut=counted.is_cut) if queue in counted.numbers else "",
            is_hot=queue == Queue.URGENT and counted.numbers[queue] > 0,
            is_current=queue == wanted.queue and not (wanted.words and queue == Queue.ALL),
        )
        for queue, label in labels.items()
        if queue in offered
    ]


def _neighbours(shown: Shown, case: Case | None) -> tuple[Case | None, Case | None]:
    """Before and after the case in the list; where it has left the list, what now comes first follows."""
    if case is None:
        return None, None
    places = [row.pk for row in shown.rows]
    if case.pk not in places:
        return None, shown.rows[0] if shown.rows else None
    here = places.index(case.pk)
    return (
        shown.rows[here - 1] if here > 0 else None,
        shown.rows[here + 1] if here + 1 < len(shown.rows) else None,
    )
