"""/agents/categories/…: one category: what it is, what it asks, who has it where, what changed; and a try of it beside."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from parvis.backoffice.keeping import kept_for
from parvis.backoffice.meanwhile import changes
from parvis.backoffice.organisation.alone import unseen
from parvis.backoffice.organisation.category_forms import CategoryForm, known
from parvis.backoffice.organisation.foresight import tried
from parvis.backoffice.organisation.question_rows import rows_of
from parvis.backoffice.organisation.saving import Saved, save
from parvis.backoffice.organisation.sections import show_section
from parvis.backoffice.seats import at_desk, works_alone
from parvis.cases.models import Category
from parvis.cases.operations.arrange_category import arrange_category
from parvis.cases.readings.coverage import Coverage
from parvis.directory.models import Agent
from parvis.directory.policy import can_arrange
from parvis.kernel.events import history
from parvis.kernel.fronts import writes
from parvis.kernel.operations import require

SHOWN = 20


def found_category(pk: int, agent: Agent, coverage: Coverage) -> Category:
    """404 for what is not this town's."""
    category = coverage.all.get(pk)
    if category is None:
        raise Http404
    require(can_arrange(agent))
    return category


@writes
@at_desk
def category(request: HttpRequest, agent: Agent, category_id: int) -> HttpResponse:
    coverage = Coverage()
    found = found_category(category_id, agent, coverage)
    if request.method != "POST":
        form = _form(agent, found, coverage, initial={**known(found), **kept_for(request)})
        return _page(request, agent, found, coverage, form, Saved())
    form = _form(agent, found, coverage, request.POST)
    saved = save(form, lambda: _change(found, form, coverage, agent))
    if saved.is_done:
        messages.success(request, _("C’est enregistré."))
        return redirect("backoffice:category", category_id)
    return _page(request, agent, found, coverage, form, saved)


def _form(
    agent: Agent,
    found: Category,
    coverage: Coverage,
    data: Mapping[str, object] | None = None,
    initial: dict[str, object] | None = None,
) -> CategoryForm:
    form = CategoryForm(data, initial=initial)
    form.offer(coverage, found)
    if works_alone(agent):
        unseen(form, "unit", "zoning", "remind_head_after", "remind_every")
    return form


def _change(found: Category, form: CategoryForm, coverage: Coverage, agent: Agent) -> None:
    row = Category.objects.get(pk=found.pk)
    row.version = form.cleaned_data["version"] or 0
    at = form.cleaned_data["at"]
    arrange_category(
        row, said=form.said(coverage), at=int(at) if at else None, is_for_open=form.cleaned_data["is_for_open"], by=agent
    )


def _page(
    request: HttpRequest, agent: Agent, found: Category, coverage: Coverage, form: CategoryForm, saved: Saved
) -> HttpResponse:
    context: dict[str, object] = {
        "category": found,
        "above": list(reversed(coverage.lineage(found)[1:])),
        "form": form,
        "meanwhile": saved.meanwhile,
        "questions": rows_of(found),
        "zoning": coverage.zoning(found),
        "cells": coverage.cells(found),
        "reception": coverage.reception,
        "is_theme": any(one.parent_id == found.pk and one.ended_on is None for one in coverage.all.values()),
        "changes": changes(history(found).reverse()[:SHOWN]),
        **tried(request, agent, found, coverage),
    }
    template = "backoffice/organisation/category.html"
    return show_section(request, agent, template, context, section="categories", status=saved.status)
