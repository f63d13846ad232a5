"""…/attribution: give the case to an agent of its unit, or to a group."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.backoffice.acting import Act, ActForm, acts
from parvis.cases import policy
from parvis.cases.events import CaseAssigned
from parvis.cases.group_events import CaseGrouped
from parvis.cases.grouping import groups_in_post
from parvis.cases.models import Case, Group
from parvis.cases.operations.assign import assign
from parvis.cases.operations.give_to_group import give_to_group
from parvis.cases.readings.takers import takers_of
from parvis.directory.models import Agent

# Before the id of a group, among those of agents.
MARK = "g"


class AssignmentForm(ActForm):
    """`to`: an agent's id; or that of a group, after its mark; or the mark alone: no group any more."""

    to = forms.ChoiceField(
        label=gettext_lazy("À qui ?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choisissez un agent."),
            "invalid_choice": gettext_lazy("Cet agent n’est pas du service chargé de la demande."),
        },
    )

    naming = forms.BooleanField(
        label=gettext_lazy("Lui ouvrir cette demande confidentielle, si ce n’est déjà fait"), required=False
    )

    def furnish(self) -> None:
        if not self.case.is_confidential or not policy.may("restrict", self.agent, self.case):
            del self.fields["naming"]
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)
        self.agents = {str(one.pk): one for one in takers_of(self.case)}
        offered = groups_for(self.case)
        self.groups = {value: group for value, _label, group in offered}
        named = [(value, label) for value, label, _group in offered]
        field.choices = [*((pk, str(one)) for pk, one in self.agents.items()), *named]


@acts(
    Act(
        verb="assign",
        slug="attribution",
        title=gettext_lazy("Attribuer la demande"),
        submit=gettext_lazy("Attribuer"),
        icon="user-plus",
        form=AssignmentForm,
        facts=(CaseAssigned, CaseGrouped),
    )
)
def assignment(case: Case, form: ActForm, agent: Agent) -> str:
    assert isinstance(form, AssignmentForm)
    chosen = str(form.cleaned_data["to"])
    if chosen in form.groups:
        group = form.groups[chosen]
        give_to_group(case, to=group, by=agent)
        return _("La demande est confiée au groupe « %s ».") % group if group else _("La demande n’est plus à un groupe.")
    to = form.agents[chosen]
    assign(case, to=to, by=agent, naming=form.cleaned_data.get("naming", False))
    return _("La demande est attribuée à %s.") % to


def groups_for(case: Case) -> list[tuple[str, str, Group | None]]:
    """What is offered beside agents: its value, its words, the group; none of a confidential case, which is open to names."""
    if case.is_confidential:
        return []
    found = [(f"{MARK}{one.pk}", _("Groupe « %s »") % one.name, one) for one in groups_in_post() if one.pk != case.group_id]
    return [*found, *([(MARK, _("Aucun groupe : le service"), None)] if case.group_id else [])]
