"""…/reouverture: open a closed case again."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.backoffice.acting import Act, ActForm, acts, words
from parvis.cases.events import CaseReopened
from parvis.cases.models import Case
from parvis.cases.operations.reopen import reopen
from parvis.directory.models import Agent


class ReopeningForm(ActForm):
    text = words(
        gettext_lazy("Pourquoi ?"),
        help_text=gettext_lazy("Entre collègues : le demandeur sait seulement que la demande est rouverte."),
    )


@acts(
    Act(
        verb="reopen",
        slug="reouverture",
        title=gettext_lazy("Rouvrir la demande"),
        submit=gettext_lazy("Rouvrir"),
        icon="rotate-ccw",
        form=ReopeningForm,
        facts=(CaseReopened,),
        is_told=True,
    )
)
def reopening(case: Case, form: ActForm, agent: Agent) -> str:
    reopen(case, because=form.cleaned_data["text"], by=agent)
    return _("La demande %s est rouverte.") % case.number
