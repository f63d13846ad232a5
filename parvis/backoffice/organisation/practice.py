"""/agents/formation: open the practice town, see how far it is made, begin it anew, close it."""

from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.backoffice.organisation.saving import save, tell
from parvis.backoffice.organisation.sections import show_section
from parvis.backoffice.seats import at_desk
from parvis.carrying.parts import BY_KEY
from parvis.directory.models import Agent
from parvis.directory.policy import can_practise
from parvis.kernel.fronts import writes
from parvis.kernel.operations import require
from parvis.kernel.tenancy import current
from parvis.practice.models import Practice, Stage, State
from parvis.practice.operations.ask import close_practice, halt_practice, open_practice, restart_practice, resume_practice
from parvis.practice.where import host_of, practice_here, site_of, trouble_with

ALL, SOME = "all", "some"
STAGES = [
    (Stage.TOWN, gettext_lazy("La ville")),
    (Stage.SEATS, gettext_lazy("Les personnes")),
    (Stage.CONFIGURATION, gettext_lazy("Les réglages de la commune")),
    (Stage.CASES, gettext_lazy("Les demandes inventées")),
]


class SeatsForm(forms.Form):
    """Who has a seat there."""

    who = forms.ChoiceField(
        label=gettext_lazy("Qui s’y entraîne"),
        widget=forms.RadioSelect,
        initial=ALL,
        choices=[
            (ALL, gettext_lazy("Toutes les personnes de la commune, et celles qui arriveront")),
            (SOME, gettext_lazy("Seulement celles que je choisis, et les administrateurs")),
        ],
    )
    people = forms.MultipleChoiceField(
        label=gettext_lazy("Personnes choisies"), required=False, widget=forms.CheckboxSelectMultiple
    )
    use_required_attribute = False

    def offer(self) -> "SeatsForm":
        there = Agent.objects.in_post().filter(user__isnull=False, is_administrator=False)
        people = self.fields["people"]
        assert isinstance(people, forms.MultipleChoiceField)
        people.choices = [(str(one.pk), str(one)) for one in there.order_by("last_name", "first_name")]
        return self

    @property
    def said(self) -> tuple[bool, list[int]]:
        return self.cleaned_data["who"] == ALL, [int(pk) for pk in self.cleaned_data["people"]]


@writes
@at_desk
def practice(request: HttpRequest, agent: Agent) -> HttpResponse:
    """None yet: what it is, and where it will be. Then how far it is made. Then what is there."""
    _require_real(agent)
    found = practice_here()
    form = SeatsForm(request.POST if request.method == "POST" and found is None else None).offer()
    status = HTTPStatus.OK
    if request.method == "POST":
        if found is None:
            saved = save(form, lambda: open_practice(is_for_all=form.said[0], people=form.said[1], by=agent))
            status = HTTPStatus(saved.status)
        elif "arreter" in request.POST:
            tell(request, lambda: halt_practice(found, by=agent), _("C’est arrêté : ce qui est fait reste."))
        elif "reprendre" in request.POST:
            tell(request, lambda: resume_practice(found, by=agent), _("Cela reprend."))
        if status == HTTPStatus.OK:
            return redirect("backoffice:practice")
    context: dict[str, object] = {"practice": found, "form": form, **_place(), **(_standing(found) if found else {})}
    return show_section(request, agent, "backoffice/organisation/practice.html", context, section="practice", status=status)


@writes
@at_desk
def restarting(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Say what goes, then begin anew."""
    _require_real(agent)
    found = _found()
    chosen = {"who": ALL if found.is_for_all else SOME, "people": [str(pk) for pk in found.people]}
    form = SeatsForm(request.POST if request.method == "POST" else None, initial=chosen).offer()
    status = HTTPStatus.OK
    if request.method == "POST":
        saved = save(form, lambda: restart_practice(found, is_for_all=form.said[0], people=form.said[1], by=agent))
        if saved.is_done:
            messages.success(request, _("La ville d’entraînement recommence."))
            return redirect("backoffice:practice")
        status = HTTPStatus(saved.status)
    context: dict[str, object] = {"practice": found, "form": form}
    template = "backoffice/organisation/practice_restart.html"
    return show_section(request, agent, template, context, section="practice", status=status)


@writes
@at_desk
def closing(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Say what goes, then close."""
    _require_real(agent)
    found = _found()
    if request.method == "POST":
        tell(request, lambda: close_practice(found, by=agent), _("La ville d’entraînement se ferme."))
        return redirect("backoffice:practice")
    template = "backoffice/organisation/practice_closing.html"
    return show_section(request, agent, template, {"practice": found}, section="practice")


def _require_real(agent: Agent) -> None:
    """In a practice town there is no such page."""
    if current().is_practice:
        raise Http404
    require(can_practise(agent))


def _found() -> Practice:
    found = practice_here()
    if found is None:
        raise Http404
    return found


def _place() -> dict[str, object]:
    host = host_of(current())
    return {"host": host, "site": site_of(current(), host), "trouble": trouble_with(host)}


def _standing(found: Practice) -> dict[str, object]:
    """`steps`: each with its name, whether it is done, and whether it is the present one."""
    order = list(Stage)
    here = order.index(Stage(found.stage))
    steps = [(name, order.index(stage) < here, stage == found.stage) for stage, name in STAGES]
    refused = [(BY_KEY[one["part"]].title, one["name"], one["why"]) for one in found.refused]
    town = found.town
    is_shut = town is not None and town.closed_at is not None and found.state == State.READY
    return {"steps": steps, "refused": refused, "is_shut": is_shut, "site": town.site_url if town else ""}
