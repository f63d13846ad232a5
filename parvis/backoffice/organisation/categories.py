"""/agents/categories: the themes and their categories, a new one, and where something lacks."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from parvis.backoffice.keeping import kept_for
from parvis.backoffice.organisation.alone import unseen
from parvis.backoffice.organisation.category_forms import NewCategoryForm
from parvis.backoffice.organisation.saving import Saved, save
from parvis.backoffice.organisation.sections import show_section
from parvis.backoffice.organisation.units import DEEPEST_DRAWN
from parvis.backoffice.seats import at_desk, works_alone
from parvis.cases.models import Category, Kind
from parvis.cases.operations.configure import create_category
from parvis.cases.readings.coverage import Coverage
from parvis.directory.models import Agent
from parvis.directory.policy import can_arrange
from parvis.directory.queries import units_in_use
from parvis.kernel import clock
from parvis.kernel.fronts import reads, writes
from parvis.kernel.operations import require
from parvis.kernel.tenancy import current
from parvis.kernel.text import fold


@dataclass(frozen=True)
class Row:
    """`unit`: who has its cases where no district says otherwise; "" for a theme, which has none of its own."""

    category: Category
    depth: int
    unit: str
    is_theme: bool
    is_out_of_season: bool


@reads
@at_desk
def categories(request: HttpRequest, agent: Agent) -> HttpResponse:
    """In six queries, however many categories, units and rules."""
    require(can_arrange(agent))
    coverage = Coverage()
    words = request.GET.get("q", "").strip()[:100]
    found = [row for row in rows(coverage) if fold(words) in fold(f"{row.category.name} {row.category.synonyms}")]
    context: dict[str, object] = {
        "rows": found,
        "retired": [one for one in coverage.all.values() if one.ended_on is not None],
        "has_some": bool(coverage.all),
        "q": words,
    }
    return show_section(request, agent, "backoffice/organisation/categories.html", context, section="categories")


def rows(coverage: Coverage) -> list[Row]:
    """Those in use, each under its own, in the order of their lists."""
    today = clock.today(current())
    below: dict[int | None, list[Category]] = {}
    for one in coverage.all.values():
        if one.ended_on is None:
            below.setdefault(one.parent_id, []).append(one)
    ordered: list[Row] = []

    def walk(top: int | None, depth: int) -> None:
        for one in below.get(top, []):
            is_theme = one.pk in below
            cell = coverage.cell(one, None)
            unit = "" if is_theme else (cell.unit or coverage.reception).name
            ordered.append(Row(one, min(depth, DEEPEST_DRAWN), unit, is_theme, not one.is_in_season(today)))
            walk(one.pk, depth + 1)

    walk(None, 0)
    return ordered


@writes
@at_desk
def new_category(request: HttpRequest, agent: Agent) -> HttpResponse:
    require(can_arrange(agent))
    coverage = Coverage()
    initial: dict[str, object] = {"parent": request.GET.get("sous", ""), "pictogram": "circle-dot", **kept_for(request)}
    form = NewCategoryForm(request.POST or None, initial=initial)
    form.offer(coverage)
    if works_alone(agent):
        unseen(form, "unit")
    saved = Saved()
    if request.method == "POST":
        made: list[Category] = []
        saved = save(form, lambda: made.append(_create(form, coverage, agent)))
        if saved.is_done:
            messages.success(request, _("« %s » est créée. Voyez qui s’en charge, et ce qui est public.") % made[0].name)
            return redirect("backoffice:category", made[0].pk)
    context: dict[str, object] = {"form": form}
    template = "backoffice/organisation/new_category.html"
    return show_section(request, agent, template, context, section="categories", status=saved.status)


def _create(form: NewCategoryForm, coverage: Coverage, agent: Agent) -> Category:
    said = form.cleaned_data
    units = {str(one.pk): one for one in units_in_use()}
    return create_category(
        said["name"],
        under=coverage.all[int(said["parent"])] if said["parent"] else None,
        kind=Kind(said["kind"]),
        unit=units.get(said["unit"]),
        pictogram=said["pictogram"],
        needs_place=said["kind"] in (Kind.REPORT, Kind.SERVICE),
        by=agent,
    )


@reads
@at_desk
def gaps(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Where nobody has the cases, or nobody answers for them."""
    require(can_arrange(agent))
    coverage = Coverage()
    context: dict[str, object] = {"gaps": coverage.gaps(), "count": len(coverage.leaves), "reception": coverage.reception}
    return show_section(request, agent, "backoffice/organisation/category_gaps.html", context, section="categories")
