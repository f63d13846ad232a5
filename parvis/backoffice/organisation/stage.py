"""/agents/etapes/…/…: a stage of a set: what it says, its place, and its end."""

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from parvis.backoffice.keeping import kept_for
from parvis.backoffice.organisation.saving import Saved, save
from parvis.backoffice.organisation.sections import show_section
from parvis.backoffice.organisation.stage_forms import RetirementForm, StageForm, known
from parvis.backoffice.organisation.stages import found_set
from parvis.backoffice.seats import at_desk
from parvis.cases.models import Case, Stage, StageSet
from parvis.cases.operations.keep_stage import keep_stage
from parvis.cases.operations.retire_stage import retire_stage
from parvis.directory.models import Agent
from parvis.kernel.fronts import writes
from parvis.kernel.paging import capped_count


def found_stage(stages: StageSet, pk: int) -> Stage:
    stage = Stage.objects.filter(pk=pk, stage_set=stages, ended_on__isnull=True).first()
    if stage is None:
        raise Http404
    return stage


@writes
@at_desk
def new_stage(request: HttpRequest, agent: Agent, set_id: int) -> HttpResponse:
    return _stage(request, agent, found_set(set_id, agent), None)


@writes
@at_desk
def stage(request: HttpRequest, agent: Agent, set_id: int, stage_id: int) -> HttpResponse:
    stages = found_set(set_id, agent)
    return _stage(request, agent, stages, found_stage(stages, stage_id))


def _stage(request: HttpRequest, agent: Agent, stages: StageSet, found: Stage | None) -> HttpResponse:
    initial = {"version": stages.version, **(known(found) if found else {}), **kept_for(request)}
    form = StageForm(request.POST or None, initial=initial)
    form.offer(stages, found)
    saved = Saved()
    if request.method == "POST":
        saved = save(form, lambda: _keep(stages, found, form, agent))
        if saved.is_done:
            messages.success(request, _("C’est enregistré."))
            return redirect("backoffice:stage-set", stages.pk)
    context: dict[str, object] = {"set": stages, "stage": found, "form": form, "meanwhile": saved.meanwhile}
    template = "backoffice/organisation/stage.html"
    return show_section(request, agent, template, context, section="stages", status=saved.status)


def _keep(stages: StageSet, found: Stage | None, form: StageForm, agent: Agent) -> None:
    row = StageSet.objects.get(pk=stages.pk)
    row.version = form.cleaned_data["version"] or 0
    at = form.cleaned_data["at"]
    keep_stage(row, stage=found, said=form.said(), at=int(at) if at else None, by=agent)


@writes
@at_desk
def stage_end(request: HttpRequest, agent: Agent, set_id: int, stage_id: int) -> HttpResponse:
    stages = found_set(set_id, agent)
    found = found_stage(stages, stage_id)
    others = {str(one.pk): one for one in stages.stages.filter(ended_on__isnull=True, status=found.status).exclude(pk=found.pk)}
    form = RetirementForm(request.POST or None, initial={"version": stages.version, **kept_for(request)})
    form.offer(list(others.values()))
    saved = Saved()
    if request.method == "POST":

        def retire() -> None:
            row = StageSet.objects.get(pk=stages.pk)
            row.version = form.cleaned_data["version"] or 0
            retire_stage(row, stage=found, into=others.get(form.cleaned_data["into"]), by=agent)

        saved = save(form, retire)
        if saved.is_done:
            messages.success(request, _("L’étape « %s » est retirée.") % found.name)
            return redirect("backoffice:stage-set", stages.pk)
    held = capped_count(Case.objects.open().ordinary().filter(Q(stage=found) | Q(stage_before=found)))
    context: dict[str, object] = {"set": stages, "stage": found, "form": form, "meanwhile": saved.meanwhile, "held": held}
    template = "backoffice/organisation/stage_end.html"
    return show_section(request, agent, template, context, section="stages", status=saved.status)
