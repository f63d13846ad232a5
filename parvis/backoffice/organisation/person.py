"""/agents/personnes/…: one person: coordinates, posts, rights, the way in, and what changed."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.backoffice.keeping import kept_for
from parvis.backoffice.meanwhile import changes
from parvis.backoffice.organisation.outsider_forms import AccessForm, KindForm
from parvis.backoffice.organisation.saving import Saved, save, tell
from parvis.backoffice.organisation.sections import show_section
from parvis.backoffice.seats import at_desk
from parvis.cases.readings.seeing import scopes_in_words
from parvis.directory.models import Absence, Agent
from parvis.directory.operations.agents import describe_agent, entitle, posts_of
from parvis.directory.operations.credentials import print_code
from parvis.directory.operations.recognise import forget_identities
from parvis.directory.operations.suspension import suspend, take_back
from parvis.directory.policy import can_announce, can_arrange, can_manage
from parvis.kernel import clock
from parvis.kernel.codes import spaced
from parvis.kernel.events import history
from parvis.kernel.fronts import writes
from parvis.kernel.operations import Refused, Stale, require
from parvis.kernel.tenancy import current
from parvis.notifications.inviting import invite
from parvis.ui.templatetags.ui import site_name

SHOWN = 20


class PersonForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    first_name = forms.CharField(
        label=gettext_lazy("Prénom"), max_length=80, error_messages={"required": gettext_lazy("Donnez le prénom.")}
    )
    last_name = forms.CharField(
        label=gettext_lazy("Nom"), max_length=80, error_messages={"required": gettext_lazy("Donnez le nom.")}
    )
    email = forms.CharField(
        label=gettext_lazy("Adresse où lui écrire"),
        help_text=gettext_lazy("Celle avec laquelle la personne se connecte ne change pas."),
        required=False,
        max_length=254,
    )
    phone = forms.CharField(label=gettext_lazy("Téléphone"), required=False, max_length=30)
    use_required_attribute = False


class RightsForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    is_supervisor = forms.BooleanField(
        label=gettext_lazy("Voit toutes les demandes de la commune (superviseur)"), required=False
    )
    is_administrator = forms.BooleanField(label=gettext_lazy("Règle la commune (administrateur)"), required=False)
    use_required_attribute = False


def found_person(pk: int, agent: Agent) -> Agent:
    """Oneself, or whoever one may manage; 404 for anybody else, of whom one need not know."""
    person = Agent.objects.filter(pk=pk).select_related("user").first()
    if person is None or not can_announce(agent, person, posts_of(person)):
        raise Http404
    return person


@writes
@at_desk
def person(request: HttpRequest, agent: Agent, person_id: int) -> HttpResponse:
    found = found_person(person_id, agent)
    if request.method != "POST":
        return person_page(request, agent, found, _form(request, found), Saved())
    require(can_manage(agent, found, posts_of(found)))
    form = PersonForm(request.POST)
    saved = save(form, lambda: _describe(found, form.cleaned_data, agent))
    if saved.is_done:
        messages.success(request, _("C’est enregistré."))
        return redirect("backoffice:person", person_id)
    return person_page(request, agent, found, form, saved)


def _form(request: HttpRequest, found: Agent) -> PersonForm:
    known = {name: getattr(found, name) for name in ("first_name", "last_name", "email", "phone", "version")}
    return PersonForm(initial={**known, **kept_for(request)})


def _describe(found: Agent, typed: dict[str, str], agent: Agent) -> None:
    found.version = int(typed["version"] or 0)
    describe_agent(found, said={name: typed[name] for name in ("first_name", "last_name", "email", "phone")}, by=agent)


def person_page(request: HttpRequest, agent: Agent, found: Agent, form: forms.Form, saved: Saved) -> HttpResponse:
    today = clock.today(current())
    posts = posts_of(found)
    absences = Absence.objects.filter(agent=found, ends_on__gte=today).select_related("deputy")
    context: dict[str, object] = {
        "person": found,
        "form": form,
        "meanwhile": saved.meanwhile,
        "posts": posts,
        "can_manage": can_manage(agent, found, posts),
        "is_me": found.pk == agent.pk,
        "rights": RightsForm(initial=vars(found)) if can_arrange(agent) and found.is_colleague else None,
        "vouched_by": sorted({site_name(one.issuer) for one in found.identities.all()}),
        **_outside(found, agent),
        "absences": [(one, one.starts_on <= today) for one in absences],
        "changes": changes(history(found).reverse()[:SHOWN]),
    }
    return show_section(request, agent, "backoffice/organisation/person.html", context, section="people", status=saved.status)


def _outside(found: Agent, agent: Agent) -> dict[str, object]:
    """What the person is to the town hall, and what is opened to them if they are not of it; an administrator's choice."""
    if not can_arrange(agent):
        return {}
    known = {"version": found.version, "kind": found.kind}
    if found.is_colleague:
        return {"kind_form": KindForm(initial=known)}
    return {
        "kind_form": KindForm(initial=known),
        "access_form": AccessForm(initial=known).offer(),
        "accesses": scopes_in_words(found),
    }


@writes
@at_desk
def rights(request: HttpRequest, agent: Agent, person_id: int) -> HttpResponse:
    found = found_person(person_id, agent)
    require(can_arrange(agent))
    form = RightsForm(request.POST)
    if request.method == "POST" and form.is_valid():
        given = {name: bool(form.cleaned_data[name]) for name in ("is_supervisor", "is_administrator")}
        found.version = form.cleaned_data["version"] or 0
        tell(request, lambda: entitle(found, **given, by=agent), _("Les droits de %s sont enregistrés.") % found)
    return redirect("backoffice:person", person_id)


@writes
@at_desk
def suspension(request: HttpRequest, agent: Agent, person_id: int) -> HttpResponse:
    """Shut the door, or open it again."""
    found = found_person(person_id, agent)
    if request.method == "POST":
        require(can_manage(agent, found, posts_of(found)))
        if "reprise" in request.POST:
            tell(request, lambda: take_back(found, by=agent), _("%s peut de nouveau se connecter.") % found)
        else:
            tell(request, lambda: suspend(found, by=agent), _("%s ne peut plus se connecter.") % found)
    return redirect("backoffice:person", person_id)


@writes
@at_desk
def identities(request: HttpRequest, agent: Agent, person_id: int) -> HttpResponse:
    """Somebody else bears what a provider called this person: it is forgotten."""
    found = found_person(person_id, agent)
    if request.method == "POST":
        require(can_manage(agent, found, posts_of(found)))
        done = _("C’est oublié : la prochaine fois, %s sera reconnu à son adresse.") % found
        tell(request, lambda: forget_identities(found, by=agent), done)
    return redirect("backoffice:person", person_id)


@writes
@at_desk
def invitation(request: HttpRequest, agent: Agent, person_id: int) -> HttpResponse:
    found = found_person(person_id, agent)
    if request.method == "POST" and found.user is not None and not found.identifier:
        tell(request, lambda: invite(found, by=agent), _("L’invitation part à %s.") % found.email)
    return redirect("backoffice:person", person_id)


@writes
@at_desk
def code(request: HttpRequest, agent: Agent, person_id: int) -> HttpResponse:
    """The sheet to print, shown this once: the code is kept nowhere."""
    found = found_person(person_id, agent)
    if request.method != "POST":
        return redirect("backoffice:person", person_id)
    try:
        found, made = print_code(found, by=agent)
    except (Refused, Stale) as wrong:
        messages.error(
            request, wrong.message if isinstance(wrong, Refused) else _("Quelqu’un vient de changer ceci : regardez.")
        )
        return redirect("backoffice:person", person_id)
    context: dict[str, object] = {"person": found, "code": spaced(made), "site": current().link_to("/agents/")}
    answer = show_section(request, agent, "backoffice/organisation/code.html", context, section="people")
    answer["Cache-Control"] = "no-store"
    return answer
