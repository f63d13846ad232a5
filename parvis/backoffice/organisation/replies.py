"""/agents/reponses-types: the words that agents take up when they write to a requester: the list, one of them, its end."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.backoffice.keeping import kept_for
from parvis.backoffice.meanwhile import changes
from parvis.backoffice.organisation.alone import unseen
from parvis.backoffice.organisation.saving import Saved, save, tell
from parvis.backoffice.organisation.sections import require_some, show_section
from parvis.backoffice.organisation.units import by_tree, indented, run_by
from parvis.backoffice.seats import at_desk, works_alone
from parvis.cases.models import Case
from parvis.cases.readings.coverage import Coverage
from parvis.cases.readings.search import numbered
from parvis.directory.models import Agent, Unit
from parvis.directory.policy import can_arrange, can_run
from parvis.kernel.events import history
from parvis.kernel.fronts import reads, writes
from parvis.kernel.operations import require
from parvis.kernel.text import fold
from parvis.notifications.language import faults_of
from parvis.notifications.models import ReplyTemplate, ReplyUse
from parvis.notifications.operations.reply_templates import (
    Wording,
    create_reply_template,
    end_reply_template,
    write_reply_template,
)
from parvis.notifications.reply_templates import fields, filled

SHOWN = 20


class ReplyForm(forms.Form):
    """`version`: of the words as the page showed them."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(
        label=gettext_lazy("Nom"),
        help_text=gettext_lazy("Entre agents : « Pièce commandée »."),
        max_length=80,
        error_messages={"required": gettext_lazy("Donnez un nom.")},
    )
    body = forms.CharField(
        label=gettext_lazy("Texte"),
        help_text=gettext_lazy("L’agent le relit et peut le changer avant l’envoi. Les champs se prennent en dessous."),
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": gettext_lazy("Écrivez le texte de la réponse.")},
    )
    use = forms.ChoiceField(label=gettext_lazy("Proposée pour"), choices=ReplyUse.choices, required=False)
    unit = forms.ChoiceField(label=gettext_lazy("Service, et ceux en dessous"), required=False)
    category = forms.ChoiceField(label=gettext_lazy("Catégorie, ou thème"), required=False)
    use_required_attribute = False

    def offer(self, agent: Agent) -> None:
        self.units = {str(one.pk): one for one in run_by(agent)}
        whole = [("", _("Toute la commune"))] if can_arrange(agent) else []
        self._choose("unit", [*whole, *indented(by_tree(list(self.units.values())))])
        coverage = Coverage()
        in_use = [one for one in coverage.all.values() if one.ended_on is None]
        self._choose("category", [("", _("Toutes")), *((str(one.pk), coverage.path(one)) for one in in_use)])
        self.categories = {str(one.pk): one for one in in_use}

    def _choose(self, name: str, choices: list[tuple[str, object]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    @property
    def wording(self) -> Wording:
        said = self.cleaned_data
        unit, category = self.units.get(said["unit"]), self.categories.get(said["category"])
        return Wording(name=said["name"], body=said["body"], use=said["use"], unit=unit, category=category)


@dataclass(frozen=True)
class Group:
    """`unit`: whose words they are, None for the whole town's; `is_ours`: this agent may change them."""

    unit: Unit | None
    templates: list[ReplyTemplate]
    is_ours: bool


@reads
@at_desk
def replies(request: HttpRequest, agent: Agent) -> HttpResponse:
    """The town's, then unit by unit; a head sees those of the town, and of the units that are theirs or above."""
    require_some(agent)
    found = list(ReplyTemplate.objects.filter(ended_on__isnull=True).select_related("unit", "category").order_by("pk"))
    ours = {one.pk for one in run_by(agent)}
    above = {int(part) for one in run_by(agent) for part in one.path.strip("/").split("/")}
    seen = [one for one in found if can_arrange(agent) or one.unit_id in (None, *ours, *above)]
    units = {one.unit_id: one.unit for one in seen}
    seen.sort(key=lambda one: fold(one.name))
    groups = [
        Group(unit, [one for one in seen if one.unit_id == pk], can_run(agent, unit))
        for pk, unit in sorted(units.items(), key=lambda pair: pair[1].path if pair[1] else "")
    ]
    return show_section(request, agent, "backoffice/organisation/replies.html", {"groups": groups}, section="replies")


@writes
@at_desk
def new_reply(request: HttpRequest, agent: Agent) -> HttpResponse:
    require_some(agent)
    return _reply(request, agent, None)


@writes
@at_desk
def reply(request: HttpRequest, agent: Agent, reply_id: int) -> HttpResponse:
    return _reply(request, agent, found_reply(reply_id, agent))


def found_reply(pk: int, agent: Agent) -> ReplyTemplate:
    """404 for what is not this town's, or has ended; whoever does not run its unit is told so."""
    found = ReplyTemplate.objects.filter(pk=pk, ended_on__isnull=True).select_related("unit").first()
    if found is None:
        raise Http404
    require(can_run(agent, found.unit))
    return found


def _reply(request: HttpRequest, agent: Agent, found: ReplyTemplate | None) -> HttpResponse:
    form = ReplyForm(request.POST or None, initial={**_known(found), **kept_for(request)})
    form.offer(agent)
    if works_alone(agent):
        unseen(form, "unit")
    saved, tried = Saved(), ""
    number = str(request.POST.get("demande", "")).strip()
    if "apercu" in request.POST:
        tried = _tried(form, number, agent)
    elif request.method == "POST":
        saved = save(form, lambda: _keep(found, form, agent))
        if saved.is_done:
            messages.success(request, _("C’est enregistré : les agents la trouvent en écrivant au demandeur."))
            return redirect("backoffice:replies")
    context: dict[str, object] = {
        "reply": found,
        "form": form,
        "meanwhile": saved.meanwhile,
        "fields": [one for one in fields() if not (works_alone(agent) and one.is_of_a_unit)],
        "number": number,
        "tried": tried,
        "changes": changes(history(found).reverse()[:SHOWN]) if found else [],
    }
    status = 422 if form.errors else saved.status
    return show_section(request, agent, "backoffice/organisation/reply.html", context, section="replies", status=status)


def _known(found: ReplyTemplate | None) -> dict[str, object]:
    if found is None:
        return {}
    plain = {name: getattr(found, name) for name in ("name", "body", "use", "version")}
    return {**plain, "unit": str(found.unit_id or ""), "category": str(found.category_id or "")}


def _keep(found: ReplyTemplate | None, form: ReplyForm, agent: Agent) -> None:
    if found is None:
        create_reply_template(form.wording, by=agent)
        return
    row = ReplyTemplate.objects.get(pk=found.pk)
    row.version = form.cleaned_data["version"] or 0
    write_reply_template(row, wording=form.wording, by=agent)


def _tried(form: ReplyForm, number: str, agent: Agent) -> str:
    """What the words become on a case that this agent sees; "" where they cannot, and the form says why."""
    if not form.is_valid():
        return ""
    if faults := faults_of(form.cleaned_data["body"], {one.name for one in fields()}):
        form.add_error("body", " ".join(faults))
        return ""
    seen = Case.objects.visible_to(agent).select_related("category__parent", "unit", "district")
    case = numbered(number, seen)
    if case is None:
        form.add_error(None, _("Aucune demande que vous voyiez n’a ce numéro : écrivez-le comme 2026/000123."))
        return ""
    return filled(form.cleaned_data["body"], case, by=agent)


@writes
@at_desk
def reply_end(request: HttpRequest, agent: Agent, reply_id: int) -> HttpResponse:
    """A button of its page."""
    found = found_reply(reply_id, agent)
    if request.method != "POST":
        return redirect("backoffice:reply", found.pk)
    tell(request, lambda: end_reply_template(found, by=agent), _("« %s » n’est plus proposée.") % found.name)
    return redirect("backoffice:replies")
