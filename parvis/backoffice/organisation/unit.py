"""/agents/services/…: one unit: what it is, who works there, what changed; and its end."""

from collections.abc import Callable, Mapping

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.backoffice.keeping import kept_for
from parvis.backoffice.meanwhile import changes
from parvis.backoffice.organisation.owners import charges_of
from parvis.backoffice.organisation.saving import Saved, save, tell
from parvis.backoffice.organisation.sections import show_section
from parvis.backoffice.organisation.units import by_tree, indented, run_by
from parvis.backoffice.seats import at_desk
from parvis.backoffice.tablet import device_of
from parvis.cases.operations.dissolve import dissolve
from parvis.cases.readings.coverage import Coverage
from parvis.directory.models import Agent, Membership, Role, SharedDevice, Unit
from parvis.directory.operations.arrange_unit import arrange_unit
from parvis.directory.operations.posts import post, unpost
from parvis.directory.policy import can_give, can_run
from parvis.kernel.events import history
from parvis.kernel.fronts import writes
from parvis.kernel.operations import require
from parvis.kernel.typed import whole_number

SHOWN = 20
FIELDS = ("name", "email", "phone", "opening")
NO_POST = ""


class UnitForm(forms.Form):
    """What is said of a unit. `version`: of the unit as the page showed it."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(
        label=gettext_lazy("Nom"), max_length=120, error_messages={"required": gettext_lazy("Donnez le nom du service.")}
    )
    under = forms.ChoiceField(label=gettext_lazy("Sous"), required=False)
    email = forms.CharField(label=gettext_lazy("Adresse e-mail"), required=False, max_length=254)
    phone = forms.CharField(label=gettext_lazy("Téléphone"), required=False, max_length=30)
    opening = forms.CharField(
        label=gettext_lazy("Horaires"),
        help_text=gettext_lazy("Comme sur la porte : lun-ven 8:30-12:00 13:30-17:30; sam 9:00-12:00"),
        required=False,
        max_length=300,
    )
    is_closing_reserved = forms.BooleanField(
        label=gettext_lazy("La clôture est réservée au chef et aux responsables de catégorie"),
        help_text=gettext_lazy(
            "L’agent indique que c’est terminé ; la demande se clôt, et l’usager est prévenu, quand ils confirment."
        ),
        required=False,
    )
    use_required_attribute = False


def found_unit(pk: int, agent: Agent) -> Unit:
    """404 for what is not this town's, or has ended; whoever does not run it is told so."""
    unit = Unit.objects.filter(pk=pk, ended_on__isnull=True).select_related("parent").first()
    if unit is None:
        raise Http404
    require(can_run(agent, unit))
    return unit


@writes
@at_desk
def unit(request: HttpRequest, agent: Agent, unit_id: int) -> HttpResponse:
    found = found_unit(unit_id, agent)
    if request.method != "POST":
        known = {name: getattr(found, name) for name in (*FIELDS, "is_closing_reserved", "version")}
        form = _form(agent, found, initial={**known, "under": str(found.parent_id or ""), **kept_for(request)})
        return _page(request, agent, found, form, Saved())
    form = _form(agent, found, request.POST)
    saved = save(form, lambda: _change(found, form.cleaned_data, agent))
    if saved.is_done:
        messages.success(request, _("C’est enregistré."))
        return redirect("backoffice:unit", unit_id)
    return _page(request, agent, found, form, saved)


def _form(
    agent: Agent, found: Unit, data: Mapping[str, object] | None = None, initial: dict[str, object] | None = None
) -> UnitForm:
    form = UnitForm(data, initial=initial)
    above = [(one, depth) for one, depth in by_tree(list(run_by(agent))) if not one.path.startswith(found.path)]
    if found.parent is None or not can_run(agent, found.parent):
        del form.fields["under"]  # whoever does not run what is above moves nothing
    else:
        under = form.fields["under"]
        assert isinstance(under, forms.ChoiceField)
        under.choices = indented(above)
    return form


def _change(found: Unit, typed: dict[str, object], agent: Agent) -> None:
    row = Unit.objects.get(pk=found.pk)
    row.version = int(str(typed["version"] or 0))
    above = typed.get("under")
    arrange_unit(
        row,
        said={name: str(typed[name]) for name in FIELDS},
        reserved=bool(typed["is_closing_reserved"]),
        under=Unit.objects.get(pk=int(str(above))) if above else None,
        by=agent,
    )


def _page(request: HttpRequest, agent: Agent, found: Unit, form: forms.Form, saved: Saved) -> HttpResponse:
    posts = list(Membership.objects.filter(unit=found, agent__ended_on__isnull=True).select_related("agent"))
    order = {Role.HEAD: 0, Role.DEPUTY: 1, Role.AGENT: 2}
    posts.sort(key=lambda one: (order[Role(one.role)], one.agent.last_name, one.agent.first_name))
    roles = [role for role in Role if can_give(agent, found, role)]
    context: dict[str, object] = {
        "unit": found,
        "form": form,
        "meanwhile": saved.meanwhile,
        "posts": [(one, can_give(agent, found, Role(one.role))) for one in posts],
        "roles": roles,
        "others": _others(found, posts),
        "below": list(Unit.objects.filter(parent=found, ended_on__isnull=True).order_by("name")),
        "can_end": found.parent is not None and can_run(agent, found.parent),
        "charges": charges_of(found, agent, Coverage()),
        "devices": SharedDevice.objects.filter(unit=found, ended_on__isnull=True),
        "this_device": device_of(request),
        "changes": changes(history(found).reverse()[:SHOWN]),
    }
    return show_section(request, agent, "backoffice/organisation/unit.html", context, section="units", status=saved.status)


def _others(found: Unit, posts: list[Membership]) -> list[Agent]:
    """Whoever works elsewhere in the town hall and could work here too."""
    here = [one.agent_id for one in posts]
    return list(Agent.objects.colleagues().exclude(pk__in=here).order_by("last_name", "first_name"))


@writes
@at_desk
def members(request: HttpRequest, agent: Agent, unit_id: int) -> HttpResponse:
    """Give somebody a role in the unit, another one, or none any more."""
    found = found_unit(unit_id, agent)
    if request.method == "POST":
        person = Agent.objects.filter(pk=whole_number(request.POST.get("agent", "")) or 0, ended_on__isnull=True).first()
        role = request.POST.get("role", "")
        if person is None or role not in (NO_POST, *Role.values):
            messages.error(request, _("Choisissez une personne et ce qu’elle fait dans le service."))
            return redirect("backoffice:unit", unit_id)
        act: Callable[[], Agent]
        if role == NO_POST:
            act, done = lambda: unpost(person, of=found, by=agent), _("%s ne travaille plus dans ce service.")
        else:
            act, done = lambda: post(person, to=found, role=Role(role), by=agent), _("C’est fait pour %s.")
        tell(request, act, done % person)
    return redirect("backoffice:unit", unit_id)


class EndForm(forms.Form):
    into = forms.ChoiceField(
        label=gettext_lazy("Qui reprend son travail ?"),
        help_text=gettext_lazy("Ses agents, ses demandes en cours et les catégories dont il est chargé y vont."),
        error_messages=dict.fromkeys(["required", "invalid_choice"], gettext_lazy("Choisissez le service qui reprend.")),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    use_required_attribute = False


@writes
@at_desk
def ending(request: HttpRequest, agent: Agent, unit_id: int) -> HttpResponse:
    found = found_unit(unit_id, agent)
    require(found.parent is not None and can_run(agent, found.parent))
    form = EndForm(request.POST or None, initial={"into": str(found.parent_id), "version": found.version, **kept_for(request)})
    heirs = {str(one.pk): (one, depth) for one, depth in by_tree(list(run_by(agent))) if one.pk != found.pk}
    into = form.fields["into"]
    assert isinstance(into, forms.ChoiceField)
    into.choices = indented(list(heirs.values()))
    saved = Saved()
    if request.method == "POST":
        name = found.name

        def end() -> None:
            found.version = form.cleaned_data["version"] or 0
            dissolve(found, into=heirs[form.cleaned_data["into"]][0], by=agent)

        saved = save(form, end)
        if saved.is_done:
            messages.success(request, _("Le service « %s » n’existe plus ; rien de ce qu’il avait n’est perdu.") % name)
            return redirect("backoffice:units")
    context: dict[str, object] = {"unit": found, "form": form, "meanwhile": saved.meanwhile}
    return show_section(request, agent, "backoffice/organisation/end_unit.html", context, section="units", status=saved.status)
