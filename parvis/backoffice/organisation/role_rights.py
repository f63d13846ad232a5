"""/agents/reglages/droits: what each role may do on cases, and …/droits/chef where one role is changed."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.backoffice.meanwhile import changes
from parvis.backoffice.organisation.saving import Saved, save, tell
from parvis.backoffice.organisation.sections import show_section
from parvis.backoffice.organisation.upon_reception import upon_reception
from parvis.backoffice.seats import at_desk
from parvis.cases.access_events import RightChanged
from parvis.cases.operations.rights import reset_rights, rights, set_rights
from parvis.cases.roles import ACTIONS, DEFAULTS, CaseRole, why_locked
from parvis.directory.models import Agent
from parvis.directory.policy import can_arrange
from parvis.directory.queries import reception
from parvis.kernel.events import history
from parvis.kernel.fronts import writes
from parvis.kernel.operations import require

SHOWN = 20
# In addresses, which are for ever and in French.
SLUGS = {
    CaseRole.AGENT: "agent",
    CaseRole.HOLDER: "attributaire",
    CaseRole.DEPUTY: "adjoint",
    CaseRole.HEAD: "chef",
    CaseRole.OWNER: "responsable",
    CaseRole.SUPERVISOR: "superviseur",
    CaseRole.COUNCILLOR: "elu",
    CaseRole.CONTRACTOR: "entreprise",
    CaseRole.GROUP: "membre-du-groupe",
    CaseRole.READER: "membre-qui-voit",
    CaseRole.NAMED: "personne-nommee",
}
ROLES = {slug: role for role, slug in SLUGS.items()}


@dataclass(frozen=True)
class Cell:
    """`is_changed`: by the town."""

    is_allowed: bool
    is_changed: bool


@dataclass(frozen=True)
class Line:
    words: str
    cells: list[Cell]


class RoleForm(forms.Form):
    """What is locked is shown as it is, and says why; it is not sent."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    allowed = forms.MultipleChoiceField(
        label=gettext_lazy("Sur les demandes de sa portée, ce rôle peut"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Cette action n’existe pas.")},
    )
    use_required_attribute = False

    def offer(self, role: CaseRole) -> "RoleForm":
        field = self.fields["allowed"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(action, str(words)) for action, words in ACTIONS.items() if not why_locked(role, action)]
        return self


@writes
@at_desk
def role_rights(request: HttpRequest, agent: Agent) -> HttpResponse:
    """The whole table; posted to, it is again what it was at first."""
    require(can_arrange(agent))
    if request.method == "POST":
        tell(request, lambda: reset_rights(reception(), by=agent), _("Les droits sont de nouveau ceux d’origine."))
        return redirect("backoffice:role-rights")
    allowed = rights()
    lines = [Line(str(words), [_cell(action, role, allowed) for role in CaseRole]) for action, words in ACTIONS.items()]
    context: dict[str, object] = {
        "roles": [(SLUGS[role], role.label, _changed(role, allowed)) for role in CaseRole],
        "lines": lines,
        "is_changed": any(cell.is_changed for line in lines for cell in line.cells),
        "changes": changes(history(reception()).filter(kind=RightChanged.kind).reverse()[:SHOWN]),
    }
    return show_section(request, agent, "backoffice/organisation/role_rights.html", context, section="role-rights")


@writes
@at_desk
def one_role(request: HttpRequest, agent: Agent, slug: str) -> HttpResponse:
    require(can_arrange(agent))
    role = ROLES.get(slug)
    if role is None:
        raise Http404
    held = {action for known, action in rights() if known == role}
    known = {"version": reception().version, "allowed": sorted(held)}
    form = RoleForm(request.POST or None, initial=known).offer(role)
    saved = Saved()
    if request.method == "POST":
        saved = save(form, lambda: _set(form, role, held, agent))
        if saved.is_done:
            messages.success(request, _("C’est enregistré."))
            return redirect("backoffice:role-rights")
    locked = [(str(words), action in held, why_locked(role, action)) for action, words in ACTIONS.items()]
    context: dict[str, object] = {
        "role": role.label,
        "slug": slug,
        "form": form,
        "meanwhile": saved.meanwhile,
        "locked": _by_reason([one for one in locked if one[2]]),
    }
    template = "backoffice/organisation/one_role.html"
    return show_section(request, agent, template, context, section="role-rights", status=saved.status)


def _set(form: RoleForm, role: CaseRole, held: set[str], agent: Agent) -> None:
    said = form.cleaned_data
    kept = {action for action in held if why_locked(role, action)}
    upon_reception(
        said["version"] or 0,
        (RightChanged,),
        lambda first: set_rights(first, role=role, allowed={*said["allowed"], *kept}, by=agent),
    )


def _cell(action: str, role: CaseRole, allowed: frozenset[tuple[str, str]]) -> Cell:
    is_allowed = (role.value, action) in allowed
    return Cell(is_allowed, is_allowed != (action in DEFAULTS[role]))


def _changed(role: CaseRole, allowed: frozenset[tuple[str, str]]) -> int:
    return sum(_cell(action, role, allowed).is_changed for action in ACTIONS)


def _by_reason(locked: list[tuple[str, bool, str]]) -> list[tuple[str, list[tuple[str, bool]]]]:
    """Each reason once, with the actions that it holds, and whether the role may."""
    reasons: dict[str, list[tuple[str, bool]]] = {}
    for words, is_allowed, reason in locked:
        reasons.setdefault(reason, []).append((words, is_allowed))
    return list(reasons.items())
