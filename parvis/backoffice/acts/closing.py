"""…/cloture, …/classement, …/remerciement: confirm that it is done, close without follow-up, or thank."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.backoffice.acting import Act, ActForm, acts, words
from parvis.cases.events import CaseClosed
from parvis.cases.models import Case, Outcome
from parvis.cases.operations.close import close, drop
from parvis.cases.operations.thank import thank
from parvis.directory.models import Agent
from parvis.notifications.models import ReplyUse


class ClosingForm(ActForm):
    text = words(gettext_lazy("Un mot pour le demandeur"), required=False)

    def furnish(self) -> None:
        resolution = self.case.resolution
        if resolution is not None and "text" in self.fields:
            self.fields["text"].help_text = _("Sans rien de votre part, il lira : « %s »") % resolution.text
        else:
            self.fields["text"].help_text = _("Il lui est envoyé avec la nouvelle.")


class DroppingForm(ActForm):
    use = ReplyUse.DROP
    outcome = forms.ChoiceField(
        label=gettext_lazy("Pourquoi ?"),
        choices=[
            (Outcome.NO_FOLLOW_UP, gettext_lazy("Sans suite")),
            (Outcome.NOT_COMPETENT, gettext_lazy("Hors de la compétence de la commune")),
            (Outcome.DUPLICATE, gettext_lazy("Déjà signalée")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choisissez pourquoi la demande est classée sans suite.")},
    )
    text = words(
        gettext_lazy("Motif"),
        help_text=gettext_lazy("Ces mots sont envoyés au demandeur : dites-lui pourquoi, et qui peut l’aider."),
    )


@acts(
    Act(
        verb="close",
        slug="cloture",
        title=gettext_lazy("Clôturer la demande"),
        submit=gettext_lazy("Clôturer"),
        icon="circle-check",
        form=ClosingForm,
        facts=(CaseClosed,),
        is_told=True,
    )
)
def closing(case: Case, form: ActForm, agent: Agent) -> str:
    close(case, saying=form.cleaned_data["text"], by=agent)
    return _("La demande %s est close : le demandeur est prévenu.") % case.number


@acts(
    Act(
        verb="drop",
        slug="classement",
        title=gettext_lazy("Classer sans suite"),
        submit=gettext_lazy("Classer sans suite"),
        icon="archive",
        form=DroppingForm,
        facts=(CaseClosed,),
        is_grave=True,
        is_told=True,
    )
)
def dropping(case: Case, form: ActForm, agent: Agent) -> str:
    outcome = Outcome(form.cleaned_data["outcome"])
    drop(case, outcome=outcome, because=form.cleaned_data["text"], by=agent)
    return _("La demande %s est classée : le demandeur est prévenu.") % case.number


class ThankingForm(ActForm):
    text = words(
        gettext_lazy("Un mot pour le demandeur"),
        required=False,
        help_text=gettext_lazy("Il apprend que l’équipe a lu son message, et lit ces mots s’il y en a."),
    )


@acts(
    Act(
        verb="thank",
        slug="remerciement",
        title=gettext_lazy("Remercier"),
        submit=gettext_lazy("Remercier"),
        icon="hand-heart",
        form=ThankingForm,
        facts=(CaseClosed,),
        is_told=True,
    )
)
def thanking(case: Case, form: ActForm, agent: Agent) -> str:
    thank(case, saying=form.cleaned_data["text"], by=agent)
    return _("Le demandeur est remercié : la demande %s est close.") % case.number
