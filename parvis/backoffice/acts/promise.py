"""…/echeance: promise the requester a date."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.backoffice.acting import Act, ActForm, acts
from parvis.cases.events import CasePromised
from parvis.cases.models import Case
from parvis.cases.operations.promise import promise
from parvis.cases.voices.promised import promised_of
from parvis.directory.models import Agent
from parvis.kernel import clock
from parvis.kernel.tenancy import current
from parvis.ui.words import full_day


class PromiseForm(ActForm):
    on = forms.DateField(
        label=gettext_lazy("Avant le"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        error_messages={
            "required": gettext_lazy("Choisissez une date."),
            "invalid": gettext_lazy("Écrivez la date ainsi : 24/11/2026."),
        },
    )

    def furnish(self) -> None:
        field = self.fields["on"]
        field.widget.attrs["min"] = clock.today(current()).isoformat()
        field.initial = self.case.estimated_on
        field.label, field.help_text = _("%s prévue avant le") % promised_of(self.case), _("Le demandeur reçoit cette date.")


@acts(
    Act(
        verb="promise",
        slug="echeance",
        title=gettext_lazy("Annoncer une date"),
        submit=gettext_lazy("Annoncer cette date"),
        icon="calendar-check",
        form=PromiseForm,
        facts=(CasePromised,),
        is_told=True,
    )
)
def deadline(case: Case, form: ActForm, agent: Agent) -> str:
    on = form.cleaned_data["on"]
    promise(case, on=on, by=agent)
    return _("La date est annoncée : avant le %s.") % full_day(on)
