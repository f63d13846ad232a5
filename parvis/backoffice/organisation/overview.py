"""/agents/reglages: what is arranged, and what is still missing for the town to work."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parvis.backoffice.organisation.sections import show_section
from parvis.backoffice.seats import at_desk, works_alone
from parvis.cases.grouping import groups_in_post, groups_in_use
from parvis.cases.models import RoutingRule
from parvis.cases.readings.coverage import Coverage
from parvis.directory.identity import is_read
from parvis.directory.models import Agent, Membership
from parvis.directory.particulars import missing
from parvis.directory.policy import can_arrange
from parvis.directory.queries import IN_POST, units_in_use
from parvis.kernel.fronts import reads
from parvis.kernel.models import Authority
from parvis.kernel.operations import require
from parvis.kernel.tenancy import current
from parvis.places.models import Territory, Zoning


@dataclass(frozen=True, kw_only=True)
class Task:
    """One thing that a town needs. `why`: what goes wrong without it; `href`: where it is done, if it is on a page.

    `is_of_the_start`: the guided start does it. `is_for_several`: of sharing work out.
    """

    words: str
    why: str
    is_done: bool
    href: str = ""
    is_of_the_start: bool = False
    is_for_several: bool = False


@reads
@at_desk
def overview(request: HttpRequest, agent: Agent) -> HttpResponse:
    require(can_arrange(agent))
    all_ = tasks(is_alone=works_alone(agent))
    context: dict[str, object] = {
        "missing": [task for task in all_ if not task.is_done],
        "done": [task for task in all_ if task.is_done],
        "is_starting": any(task.is_of_the_start and not task.is_done for task in all_),
    }
    return show_section(request, agent, "backoffice/organisation/overview.html", context, section="settings")


def tasks(*, is_alone: bool) -> list[Task]:
    """Whoever works alone gets all that arrives, wherever it is."""
    found = [*_of_the_town(), *_of_people(), *_of_cases()]
    return [task for task in found if not (is_alone and task.is_for_several)]


def _of_the_town() -> list[Task]:
    town = Authority.objects.get(pk=current().pk)
    lacking = len(missing(town))
    law = _("Les renseignements que la loi demande")
    if lacking:
        law = ngettext("Un renseignement que la loi demande manque", "%d renseignements que la loi demande manquent", lacking)
        law = law % lacking if lacking > 1 else law
    return [
        Task(
            words=law,
            why=_("Les mentions légales et les données personnelles restent incomplètes."),
            is_done=not lacking,
            href=reverse("backoffice:town"),
        ),
        Task(
            words=_("Une boîte aux lettres que quelqu’un lit : %s") % town.mailbox,
            why=_("Les réponses aux messages y arrivent : si personne ne la lit, elles sont perdues."),
            is_done=is_read(town.mailbox),
        ),
        Task(
            words=_("Les horaires de la mairie"),
            why=_("Hors de ces heures, un danger montre le numéro d’astreinte."),
            is_done=bool(town.opening),
            href=reverse("backoffice:hours"),
            is_of_the_start=True,
        ),
        Task(
            words=_("Le contour de la commune"),
            why=_("Sans lui, un signalement fait ailleurs n’est pas refusé."),
            is_done=Territory.objects.exists(),
            href=reverse("backoffice:territory"),
        ),
        Task(
            words=_("Les secteurs"),
            why=_("Sans eux, tout va au même service, où que ce soit."),
            is_done=Zoning.objects.exists(),
            href=reverse("backoffice:zonings"),
            is_for_several=True,
        ),
    ]


def _of_people() -> list[Task]:
    peopled = set(Membership.objects.filter(**IN_POST).values_list("unit_id", flat=True))
    empty = [unit.name for unit in units_in_use() if unit.pk not in peopled]
    words = _("Quelqu’un dans chaque service")
    if empty:
        words = ngettext("Un service n’a personne : %s", "Des services n’ont personne : %s", len(empty)) % _few(empty)
    return [
        Task(
            words=words,
            why=_("Ce qui y arrive n’est vu que du service du dessus."),
            is_done=not empty,
            href=reverse("backoffice:units"),
            is_for_several=True,
        ),
        Task(
            words=_("Une deuxième personne qui administre"),
            why=_("Seule, elle ne peut ni partir ni perdre son accès."),
            is_done=Agent.objects.in_post().filter(is_administrator=True)[:2].count() > 1,
            href=reverse("backoffice:people"),
        ),
        *_of_groups(),
    ]


def _of_groups() -> list[Task]:
    """Of those that are sent what comes, in a town that has some."""
    sent = RoutingRule.objects.filter(group__isnull=False).order_by().values("group")
    receiving = list(groups_in_use().filter(pk__in=sent))
    if not receiving:
        return []
    there = set(groups_in_post().values_list("pk", flat=True))
    empty = [one.name for one in receiving if one.pk not in there]
    words = _("Quelqu’un dans chaque groupe qui reçoit des demandes")
    if empty:
        words = ngettext("Un groupe n’a personne : %s", "Des groupes n’ont personne : %s", len(empty)) % _few(empty)
    return [
        Task(
            words=words,
            why=_("Ce qui devait y arriver reste au service, et personne d’autre n’en est prévenu."),
            is_done=not empty,
            href=reverse("backoffice:groups"),
            is_for_several=True,
        )
    ]


def _of_cases() -> list[Task]:
    coverage = Coverage()
    gaps = coverage.gaps()
    homeless = [gap.category.name for gap in gaps if gap.without_unit and gap.category.parent_id is not None]
    words = _("Un service pour chaque catégorie")
    if homeless:
        words = ngettext("Une catégorie n’a pas de service : %s", "Des catégories n’ont pas de service : %s", len(homeless))
        words %= _few(homeless)
    return [
        Task(
            words=_("Des catégories"),
            why=_("Sans elles, personne ne peut rien signaler."),
            is_done=bool(coverage.leaves),
            href=reverse("backoffice:categories" if coverage.leaves else "backoffice:start"),
            is_of_the_start=True,
        ),
        Task(
            words=words,
            why=_("Ce qui s’y signale arrive à l’accueil."),
            is_done=not homeless,
            href=reverse("backoffice:category-gaps"),
            is_for_several=True,
        ),
        *_of_delays(coverage),
        *(_of_owners([gap.category.name for gap in gaps if gap.without_owner]) if coverage.has_owners else []),
    ]


def _of_delays(coverage: Coverage) -> list[Task]:
    """Where something is to be done by a day: that somebody be told when the day comes."""
    timed = [one for one in coverage.leaves if one.goal_days]
    silent = [one.name for one in timed if not one.reminds]
    words = _("Une relance pour chaque délai")
    if silent:
        words = ngettext(
            "Une catégorie a un délai et aucune relance : %s", "Des catégories ont un délai et aucune relance : %s", len(silent)
        ) % _few(silent)  # fmt: skip
    task = Task(
        words=words,
        why=_("L’échéance passe, et personne n’est prévenu."),
        is_done=not silent,
        href=reverse("backoffice:category", args=[next(one.pk for one in timed if not one.reminds)])
        if silent
        else reverse("backoffice:categories"),
    )
    return [task] if timed else []


def _of_owners(unowned: list[str]) -> list[Task]:
    words = _("Un responsable pour chaque catégorie, partout")
    if unowned:
        words = ngettext(
            "Une catégorie n’a pas de responsable partout : %s", "Des catégories n’ont pas de responsable partout : %s",
            len(unowned),
        ) % _few(unowned)  # fmt: skip
    return [
        Task(
            words=words,
            why=_("Là où il manque, le chef du service est seul à les clore."),
            is_done=not unowned,
            href=reverse("backoffice:category-gaps"),
            is_for_several=True,
        )
    ]


def _few(names: list[str]) -> str:
    return ", ".join(names[:3]) + ("…" if len(names) > 3 else "")
