"""/agents/personnes: who works in the town hall, found by name; and somebody new."""

from collections import defaultdict
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.backoffice.keeping import kept_for
from parvis.backoffice.organisation.alone import unseen
from parvis.backoffice.organisation.saving import save
from parvis.backoffice.organisation.sections import require_some, show_section
from parvis.backoffice.organisation.units import by_tree, indented, named, run_by
from parvis.backoffice.seats import at_desk, works_alone
from parvis.directory.absences import today_s
from parvis.directory.models import Agent, AgentKind, Membership, Role, Unit
from parvis.directory.operations.newcomers import welcome
from parvis.directory.operations.qualify import add_outsider
from parvis.directory.policy import can_arrange, can_give
from parvis.kernel.fronts import reads, writes
from parvis.kernel.paging import page_of
from parvis.notifications.inviting import invite

SIZE = 60
STATES = {"": gettext_lazy("En poste"), "suspendus": gettext_lazy("Suspendues"), "partis": gettext_lazy("Parties")}


@dataclass(frozen=True)
class Row:
    person: Agent
    posts: list[str]
    marks: list[str]


def seen_by(agent: Agent) -> QuerySet[Agent]:
    """An administrator sees everybody, a head whoever works in what they run."""
    if can_arrange(agent):
        return Agent.objects.all()
    return Agent.objects.filter(pk__in=Membership.objects.filter(unit__in=agent.reach.headed).values("agent"))


@reads
@at_desk
def people(request: HttpRequest, agent: Agent) -> HttpResponse:
    """In three queries, however many people."""
    require_some(agent)
    state = request.GET.get("etat", "")
    words = request.GET.get("q", "").strip()[:100]
    found = named(words, seen_by(agent))
    if state == "partis":
        found = found.filter(ended_on__isnull=False)
    elif state == "suspendus":
        found = found.filter(ended_on__isnull=True, suspended_on__isnull=False)
    else:
        state, found = "", found.filter(ended_on__isnull=True, suspended_on__isnull=True)
    page = page_of(found, by=("last_name", "pk"), after=request.GET.get("apres", ""), size=SIZE)
    context: dict[str, object] = {
        "rows": _rows(page.rows),
        "next": page.next,
        "q": words,
        "state": state,
        "states": list(STATES.items()),
    }
    return show_section(request, agent, "backoffice/organisation/people.html", context, section="people")


def _rows(found: list[Agent]) -> list[Row]:
    posts: dict[int, list[str]] = defaultdict(list)
    held = Membership.objects.filter(agent__in=found).select_related("unit").order_by("-role", "unit__name")
    for one in held:
        posts[one.agent_id].append(f"{Role(one.role).label}, {one.unit}" if one.role != Role.AGENT else one.unit.name)
    away = {absent for absent, _deputy in today_s()}
    return [Row(person, posts[person.pk], _marks(person, is_away=person.pk in away)) for person in found]


def _marks(person: Agent, *, is_away: bool) -> list[str]:
    said = [
        (person.is_administrator, _("administre")),
        (person.is_supervisor, _("voit tout")),
        (not person.is_colleague, str(AgentKind(person.kind).label)),
        (is_away, _("absence aujourd’hui")),
        (person.user_id is None, _("ne peut pas se connecter")),
    ]
    return [words for is_so, words in said if is_so]


class NewPersonForm(forms.Form):
    first_name = forms.CharField(
        label=gettext_lazy("Prénom"), max_length=80, error_messages={"required": gettext_lazy("Donnez le prénom.")}
    )
    last_name = forms.CharField(
        label=gettext_lazy("Nom"), max_length=80, error_messages={"required": gettext_lazy("Donnez le nom.")}
    )
    email = forms.CharField(
        label=gettext_lazy("Adresse e-mail professionnelle"),
        help_text=gettext_lazy(
            "Une invitation y part, avec de quoi choisir un mot de passe. Sans adresse, un identifiant et un code "
            "s’impriment à la page suivante."
        ),
        required=False,
        max_length=254,
    )
    phone = forms.CharField(label=gettext_lazy("Téléphone"), required=False, max_length=30)
    kind = forms.ChoiceField(
        label=gettext_lazy("Cette personne est"),
        help_text=gettext_lazy("Un élu ou une entreprise n’est d’aucun service : laissez les deux choix suivants."),
        widget=forms.RadioSelect,
        choices=[(one.value, str(one.label).capitalize()) for one in AgentKind],
    )
    unit = forms.ChoiceField(label=gettext_lazy("Service"), error_messages={"required": gettext_lazy("Choisissez un service.")})
    role = forms.ChoiceField(label=gettext_lazy("Ce qu’elle y fait"), choices=[(Role.AGENT, "")])
    use_required_attribute = False


@writes
@at_desk
def new_person(request: HttpRequest, agent: Agent) -> HttpResponse:
    require_some(agent)
    tree = by_tree(list(run_by(agent)))
    initial = {"unit": request.GET.get("service", ""), "role": Role.AGENT, "kind": AgentKind.COLLEAGUE, **kept_for(request)}
    form = NewPersonForm(request.POST or None, initial=initial)
    units = {str(unit.pk): unit for unit, _depth in tree}
    unit, role = form.fields["unit"], form.fields["role"]
    assert isinstance(unit, forms.ChoiceField) and isinstance(role, forms.ChoiceField)
    unit.choices = indented(tree)
    given = [one for one in Role if any(can_give(agent, there, one) for there in units.values())]
    role.choices = [(one.value, str(one.label).capitalize()) for one in given]
    if not can_arrange(agent):
        del form.fields["kind"]
    if works_alone(agent):
        form.initial["unit"] = unit.choices[0][0]
        form.fields["kind"].help_text = ""
        unseen(form, "unit", "role")
    unit.required = role.required = request.POST.get("kind", AgentKind.COLLEAGUE) == AgentKind.COLLEAGUE
    status = 200
    if request.method == "POST":
        made: list[Agent] = []
        saved = save(form, lambda: made.append(_add(form.cleaned_data, units, agent)))
        if saved.is_done:
            _greet(request, made[0], agent)
            return redirect("backoffice:person", made[0].pk)
        status = saved.status
    return show_section(
        request, agent, "backoffice/organisation/new_person.html", {"form": form}, section="people", status=status
    )


def _add(said: dict[str, str], units: dict[str, Unit], agent: Agent) -> Agent:
    person = {name: said[name] for name in ("first_name", "last_name", "email", "phone")}
    kind = AgentKind(said.get("kind") or AgentKind.COLLEAGUE)
    if kind != AgentKind.COLLEAGUE:
        return add_outsider(**person, as_kind=kind, by=agent)
    return welcome(units[said["unit"]], role=Role(said["role"]), person=person, by=agent)


def _greet(request: HttpRequest, person: Agent, agent: Agent) -> None:
    if person.email:
        invite(person, by=agent)
        messages.success(
            request, _("%(who)s est là ; l’invitation part à %(address)s.") % {"who": person, "address": person.email}
        )
    else:
        messages.success(request, _("%s est là. Imprimez son identifiant et son code.") % person)
