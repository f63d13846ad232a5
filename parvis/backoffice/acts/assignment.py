"""…/attribution: give the case to an agent of its unit."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.backoffice.acting import Act, ActForm, acts
from parvis.cases import policy
from parvis.cases.events import CaseAssigned
from parvis.cases.models import Case
from parvis.cases.operations.assign import assign
from parvis.cases.readings.takers import takers_of
from parvis.directory.models import Agent


class AssignmentForm(ActForm):
    to: "forms.ModelChoiceField[Agent]" = forms.ModelChoiceField(
        label=gettext_lazy("À qui ?"),
        queryset=None,
        empty_label=None,
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
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Agent.objects.filter(pk__in=[agent.pk for agent in takers_of(self.case)])


@acts(
    Act(
        verb="assign",
        slug="attribution",
        title=gettext_lazy("Attribuer la demande"),
        submit=gettext_lazy("Attribuer"),
        icon="user-plus",
        form=AssignmentForm,
        facts=(CaseAssigned,),
    )
)
def assignment(case: Case, form: ActForm, agent: Agent) -> str:
    to: Agent = form.cleaned_data["to"]
    assign(case, to=to, by=agent, naming=form.cleaned_data.get("naming", False))
    return _("La demande est attribuée à %s.") % to
