"""…/prise-en-charge: take the case on."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.backoffice.acting import Act, ActForm, acts
from parvis.cases.events import CaseTaken
from parvis.cases.models import Case
from parvis.cases.operations.assign import take
from parvis.directory.models import Agent


@acts(
    Act(
        verb="take",
        slug="prise-en-charge",
        title=gettext_lazy("Prendre en charge"),
        submit=gettext_lazy("Prendre en charge"),
        icon="user-check",
        form=ActForm,
        facts=(CaseTaken,),
    )
)
def taking(case: Case, form: ActForm, agent: Agent) -> str:
    take(case, by=agent)
    return _("La demande %s est à vous.") % case.number
