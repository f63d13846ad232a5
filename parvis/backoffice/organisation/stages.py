"""/agents/etapes: the sets of stages; one of them, with its stages in order and the categories that go by it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from parvis.backoffice.keeping import kept_for
from parvis.backoffice.meanwhile import changes
from parvis.backoffice.organisation.saving import Saved, save
from parvis.backoffice.organisation.sections import show_section
from parvis.backoffice.organisation.stage_forms import StageSetForm
from parvis.backoffice.seats import at_desk
from parvis.cases.models import StageSet
from parvis.cases.operations.arrange_stages import create_stage_set, rename_stage_set
from parvis.cases.operations.exemplify_stages import Example, exemplify_stages
from parvis.directory.models import Agent
from parvis.directory.policy import can_arrange
from parvis.kernel.events import history
from parvis.kernel.fronts import writes
from parvis.kernel.operations import require

SHOWN = 20


def found_set(pk: int, agent: Agent) -> StageSet:
    """404 for what is not this town's; whoever does not arrange it is told so."""
    stages = StageSet.objects.filter(pk=pk).first()
    if stages is None:
        raise Http404
    require(can_arrange(agent))
    return stages


@writes
@at_desk
def stages(request: HttpRequest, agent: Agent) -> HttpResponse:
    require(can_arrange(agent))
    example = request.POST.get("exemple", "")
    if example in list(Example):
        made = exemplify_stages(Example(example), by=agent)
        messages.success(request, _("Voici un exemple : changez-le, puis choisissez-le sur la page d’une catégorie."))
        return redirect("backoffice:stage-set", made.pk)
    form = StageSetForm(request.POST or None, initial=kept_for(request))
    saved = Saved()
    if request.method == "POST":
        new: list[StageSet] = []
        saved = save(form, lambda: new.append(create_stage_set(form.cleaned_data["name"], by=agent)))
        if saved.is_done:
            return redirect("backoffice:stage-set", new[0].pk)
    sets = StageSet.objects.order_by("name").prefetch_related("stages", "categories")
    rows = [(one, [stage.name for stage in one.stages.all() if stage.ended_on is None], one.categories.all()) for one in sets]
    context: dict[str, object] = {"rows": rows, "form": form}
    return show_section(request, agent, "backoffice/organisation/stages.html", context, section="stages", status=saved.status)


@writes
@at_desk
def stage_set(request: HttpRequest, agent: Agent, set_id: int) -> HttpResponse:
    found = found_set(set_id, agent)
    if request.method != "POST":
        form = StageSetForm(initial={"name": found.name, "version": found.version, **kept_for(request)})
        return _page(request, agent, found, form, Saved())
    form = StageSetForm(request.POST)

    def rename() -> None:
        row = StageSet.objects.get(pk=found.pk)
        row.version = form.cleaned_data["version"] or 0
        rename_stage_set(row, name=form.cleaned_data["name"], by=agent)

    saved = save(form, rename)
    if saved.is_done:
        messages.success(request, _("C’est enregistré."))
        return redirect("backoffice:stage-set", set_id)
    return _page(request, agent, found, form, saved)


def _page(request: HttpRequest, agent: Agent, found: StageSet, form: StageSetForm, saved: Saved) -> HttpResponse:
    all_ = list(found.stages.all())
    context: dict[str, object] = {
        "set": found,
        "form": form,
        "meanwhile": saved.meanwhile,
        "in_use": [one for one in all_ if one.ended_on is None],
        "retired": [one for one in all_ if one.ended_on is not None],
        "categories": found.categories.order_by("name"),
        "changes": changes(history(found).reverse()[:SHOWN]),
    }
    template = "backoffice/organisation/stage_set.html"
    return show_section(request, agent, template, context, section="stages", status=saved.status)
