"""/agents/demarrage/personnes: who one is, and a few colleagues, invited together."""

from functools import partial

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from parvis.backoffice.keeping import kept_for
from parvis.backoffice.organisation.saving import save
from parvis.backoffice.organisation.units import by_tree, indented
from parvis.backoffice.seats import at_desk
from parvis.backoffice.starting.steps import after, show_step
from parvis.directory.models import Agent, Membership, Role, Unit
from parvis.directory.operations.agents import describe_agent
from parvis.directory.operations.newcomers import welcome
from parvis.directory.operations.posts import post
from parvis.directory.policy import can_arrange
from parvis.directory.queries import units_in_use
from parvis.kernel.fronts import writes
from parvis.kernel.operations import require
from parvis.notifications.inviting import invite

LINES = 4


class PersonForm(forms.Form):
    """A line: left empty, it is nobody."""

    first_name = forms.CharField(label=gettext_lazy("Prénom"), required=False, max_length=80)
    last_name = forms.CharField(label=gettext_lazy("Nom"), required=False, max_length=80)
    email = forms.CharField(label=gettext_lazy("Adresse e-mail, s’il y en a une"), required=False, max_length=254)
    unit = forms.ChoiceField(label=gettext_lazy("Service"), required=False)
    is_head = forms.BooleanField(label=gettext_lazy("Chef de service"), required=False)
    use_required_attribute = False

    def clean(self) -> dict[str, object]:
        said = self.cleaned_data
        if any(said.get(name) for name in ("first_name", "last_name", "email")):
            for name, words in (("first_name", _("Donnez le prénom.")), ("last_name", _("Donnez le nom."))):
                if not said.get(name) and name not in self.errors:
                    self.add_error(name, words)
        return said

    @property
    def is_somebody(self) -> bool:
        return bool(self.cleaned_data.get("first_name"))


@writes
@at_desk
def people(request: HttpRequest, agent: Agent) -> HttpResponse:
    require(can_arrange(agent))
    units = {str(unit.pk): unit for unit, _depth in by_tree(list(units_in_use()))}
    you, lines = _forms(request, agent, units)
    status = 200
    if request.method == "POST":
        new: list[Agent] = []
        status = _add_all(you, lines, units, agent, new)
        if status == 200:
            for one in new:
                if one.email:
                    invite(one, by=agent)
            if new:
                words = ngettext("%d personne est ajoutée.", "%d personnes sont ajoutées.", len(new)) % len(new)
                messages.success(request, words)
            return after("start-people")
    context: dict[str, object] = {
        "you": you,
        "lines": lines,
        "is_alone": len(units) == 1,
        "colleagues": list(Agent.objects.colleagues().exclude(pk=agent.pk).order_by("last_name", "first_name")),
    }
    return show_step(request, agent, "backoffice/starting/people.html", context, step="start-people", status=status)


def _forms(request: HttpRequest, agent: Agent, units: dict[str, Unit]) -> tuple[PersonForm, list[PersonForm]]:
    held = Membership.objects.filter(agent=agent).order_by("-role", "pk").first()
    first = next(iter(units))
    is_named = agent.first_name != "Administrateur"  # what `parvis create-authority` calls somebody whose name it is not told
    known = {
        "vous-first_name": agent.first_name if is_named else "",
        "vous-last_name": agent.last_name if is_named else "",
        "vous-unit": str(held.unit_id) if held else first,
        "vous-is_head": held is None or held.role == Role.HEAD,
        **kept_for(request),
    }
    made = []
    for prefix in ("vous", *(f"personne{number}" for number in range(1, LINES + 1))):
        initial = {key.removeprefix(f"{prefix}-"): value for key, value in known.items() if key.startswith(f"{prefix}-")}
        form = PersonForm(request.POST or None, prefix=prefix, initial={"unit": first, **initial})
        unit = form.fields["unit"]
        assert isinstance(unit, forms.ChoiceField)
        unit.choices = indented([(one, one.path.count("/") - 2) for one in units.values()])
        made.append(form)
    del made[0].fields["email"]
    return made[0], made[1:]


def _add_all(you: PersonForm, lines: list[PersonForm], units: dict[str, Unit], agent: Agent, new: list[Agent]) -> int:
    """Everybody or nobody: each line says what is wrong with it."""
    if not all([form.is_valid() for form in (you, *lines)]):
        return 422
    statuses = []
    with transaction.atomic():
        statuses.append(save(you, lambda: _settle(agent, you.cleaned_data, units)).status)
        for line in lines:
            if line.is_somebody and not _is_there(line.cleaned_data):
                statuses.append(save(line, partial(_add, line.cleaned_data, units, agent, new)).status)
        if max(statuses) != 200:
            transaction.set_rollback(True)
    return max(statuses)


def _settle(agent: Agent, said: dict[str, str], units: dict[str, Unit]) -> None:
    """Who sits here says their own name, and where they work."""
    person = Agent.objects.get(pk=agent.pk)
    if said["first_name"]:
        person = describe_agent(person, said={name: said[name] for name in ("first_name", "last_name")}, by=agent)
    if said["unit"]:
        post(person, to=units[said["unit"]], role=_role(said), by=agent)


def _add(said: dict[str, str], units: dict[str, Unit], agent: Agent, new: list[Agent]) -> None:
    person = {**{name: said[name] for name in ("first_name", "last_name", "email")}, "phone": ""}
    unit = units[said["unit"] or next(iter(units))]
    new.append(welcome(unit, role=_role(said), person=person, by=agent))


def _role(said: dict[str, str]) -> Role:
    return Role.HEAD if said["is_head"] else Role.AGENT


def _is_there(said: dict[str, str]) -> bool:
    """Sent twice, a line adds nobody twice."""
    names = Agent.objects.in_post().filter(first_name__iexact=said["first_name"], last_name__iexact=said["last_name"])
    return names.filter(email__iexact=said["email"]).exists()
