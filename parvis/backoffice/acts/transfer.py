"""…/transfert: hand the case over to another unit."""

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.backoffice.acting import Act, ActForm, acts, words
from parvis.cases.events import CaseTransferred
from parvis.cases.models import Case
from parvis.cases.operations import transfer as operations
from parvis.directory.models import Agent, Unit
from parvis.directory.queries import units_in_use

if TYPE_CHECKING:
    UnitChoice = forms.ModelChoiceField[Unit]
else:
    UnitChoice = forms.ModelChoiceField


class UnitField(UnitChoice):
    """Units in the order of the tree, each indented under the one above."""

    def label_from_instance(self, obj: Unit) -> str:
        depth = obj.path.strip("/").count("/")
        return "\u2003" * depth + obj.name


class TransferForm(ActForm):
    to = UnitField(
        label=gettext_lazy("À quel service ?"),
        queryset=None,
        empty_label=gettext_lazy("Choisissez un service"),
        error_messages={
            "required": gettext_lazy("Choisissez le service qui recevra la demande."),
            "invalid_choice": gettext_lazy("Ce service n’existe plus."),
        },
    )
    text = words(
        gettext_lazy("Pourquoi ?"),
        help_text=gettext_lazy("Ce motif reste entre agents. Le demandeur saura quel service suit sa demande."),
    )

    def furnish(self) -> None:
        if self.case.is_confidential:
            self.explained = _("Elle reste confidentielle : ce service ne la verra que si quelqu’un y est nommé.")
        field = self.fields["to"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = units_in_use().exclude(pk=self.case.unit_id)


@acts(
    Act(
        verb="transfer",
        slug="transfert",
        title=gettext_lazy("Transférer à un autre service"),
        submit=gettext_lazy("Transférer"),
        icon="arrow-left-right",
        form=TransferForm,
        facts=(CaseTransferred,),
        is_told=True,
    )
)
def transfer(case: Case, form: ActForm, agent: Agent) -> str:
    to: Unit = form.cleaned_data["to"]
    operations.transfer(case, to=to, because=form.cleaned_data["text"], by=agent)
    return _("La demande %(number)s est transférée à %(unit)s.") % {"number": case.number, "unit": to.name}
