"""…/priorite: say how much the case presses, among colleagues."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.backoffice.acting import Act, ActForm, acts
from parvis.cases.events import CasePrioritised
from parvis.cases.models import Case, Priority
from parvis.cases.operations.promise import prioritise
from parvis.directory.models import Agent


class PriorityForm(ActForm):
    priority = forms.TypedChoiceField(
        label=gettext_lazy("Priorité"),
        choices=Priority.choices,
        coerce=int,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Elle range les listes des agents ; le demandeur ne la voit pas."),
        error_messages={
            "required": gettext_lazy("Choisissez une priorité."),
            "invalid_choice": gettext_lazy("Choisissez une priorité de la liste."),
        },
    )

    def furnish(self) -> None:
        self.fields["priority"].initial = self.case.priority


@acts(
    Act(
        verb="prioritise",
        slug="priorite",
        title=gettext_lazy("Changer la priorité"),
        submit=gettext_lazy("Enregistrer"),
        icon="flag",
        form=PriorityForm,
        facts=(CasePrioritised,),
    )
)
def priority(case: Case, form: ActForm, agent: Agent) -> str:
    chosen = Priority(form.cleaned_data["priority"])
    prioritise(case, priority=chosen, by=agent)
    return _("%s.") % chosen.label
