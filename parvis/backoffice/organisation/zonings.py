"""/agents/secteurs: the ways in which the town is divided; one of them, drawn, with what is wrong and who goes by it."""

from collections import defaultdict
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.backoffice.keeping import kept_for
from parvis.backoffice.meanwhile import changes
from parvis.backoffice.organisation.saving import Saved, save
from parvis.backoffice.organisation.sections import show_section
from parvis.backoffice.organisation.zoning_drawing import drawing_of
from parvis.backoffice.seats import at_desk
from parvis.cases.readings.coverage import Coverage
from parvis.directory.models import Agent
from parvis.directory.policy import can_arrange
from parvis.kernel.events import history, since
from parvis.kernel.fronts import reads, writes
from parvis.kernel.operations import require
from parvis.places.models import District, Territory, Zoning
from parvis.places.operations.districts import rename_zoning

SHOWN = 20


@dataclass(frozen=True)
class Row:
    """`is_first`: the one of the categories that name none, and of the public lists."""

    zoning: Zoning
    count: int
    categories: list[str]
    is_first: bool


@reads
@at_desk
def zonings(request: HttpRequest, agent: Agent) -> HttpResponse:
    """In four queries, however many."""
    require(can_arrange(agent))
    in_use = Count("districts", filter=Q(districts__ended_on__isnull=True))
    found = list(Zoning.objects.annotate(count=in_use).order_by("pk").values_list("pk", "name", "count"))
    routed = routed_by()
    rows = [Row(Zoning(pk=pk, name=name), count, routed[pk], number == 0) for number, (pk, name, count) in enumerate(found)]
    context: dict[str, object] = {"rows": rows, "has_town": Territory.objects.exists()}
    return show_section(request, agent, "backoffice/organisation/zonings.html", context, section="zonings")


def routed_by() -> dict[int, list[str]]:
    """For each zoning, the names of the categories that choose their unit by it."""
    coverage = Coverage()
    found: dict[int, list[str]] = defaultdict(list)
    for one in coverage.leaves:
        if (by := coverage.zoning(one)) is not None:
            found[by.pk].append(one.name)
    return found


class ZoningForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(
        label=gettext_lazy("Nom du découpage"),
        max_length=120,
        error_messages={"required": gettext_lazy("Donnez un nom au découpage.")},
    )
    use_required_attribute = False


def found_zoning(pk: int, agent: Agent) -> Zoning:
    """404 for what is not this town's; whoever does not arrange it is told so."""
    zoning = Zoning.objects.filter(pk=pk).first()
    if zoning is None:
        raise Http404
    require(can_arrange(agent))
    return zoning


def as_read(zoning: Zoning, version: int | None) -> Zoning:
    """At the version of the page; that the worker has placed the cases meanwhile is nobody's change."""
    row = Zoning.objects.get(pk=zoning.pk)
    if version is not None and any(event.kind != "zoning.placed" for event in since(row, version)):
        row.version = version
    return row


@writes
@at_desk
def zoning(request: HttpRequest, agent: Agent, zoning_id: int) -> HttpResponse:
    found = found_zoning(zoning_id, agent)
    if request.method != "POST":
        form = ZoningForm(initial={"name": found.name, "version": found.version, **kept_for(request)})
        return _page(request, agent, found, form, Saved())
    form = ZoningForm(request.POST)
    saved = save(
        form, lambda: rename_zoning(as_read(found, form.cleaned_data["version"]), name=form.cleaned_data["name"], by=agent)
    )
    if saved.is_done:
        messages.success(request, _("C’est enregistré."))
        return redirect("backoffice:zoning", zoning_id)
    return _page(request, agent, found_zoning(zoning_id, agent), form, saved)


def _page(request: HttpRequest, agent: Agent, found: Zoning, form: forms.Form, saved: Saved) -> HttpResponse:
    rows = District.objects.filter(zoning=found)
    pks = dict(rows.filter(ended_on__isnull=True).values_list("code", "pk"))
    drawing = drawing_of(found)
    context: dict[str, object] = {
        "zoning": found,
        "form": form,
        "meanwhile": saved.meanwhile,
        "drawing": drawing,
        "listed": [(piece, pks.get(piece.outline.code)) for piece in drawing.pieces],
        "ended": list(rows.filter(ended_on__isnull=False).defer("geometry")),
        "categories": routed_by()[found.pk],
        "is_first": not Zoning.objects.filter(pk__lt=found.pk).exists(),
        "changes": changes(history(found).reverse()[:SHOWN]),
    }
    return show_section(request, agent, "backoffice/organisation/zoning.html", context, section="zonings", status=saved.status)
