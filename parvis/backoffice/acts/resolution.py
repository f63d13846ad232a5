"""…/resolution, …/reprise: say that the work is done, or that it is to be done again."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.backoffice.acting import Act, ActForm, acts, words
from parvis.backoffice.photos import PhotoForm
from parvis.cases import policy
from parvis.cases.endings import ENDINGS
from parvis.cases.events import CaseResolved, CaseSentBack
from parvis.cases.models import Case, Kind, Outcome
from parvis.cases.operations import resolve as operations
from parvis.directory.models import Agent
from parvis.kernel.tenancy import current
from parvis.notifications.models import ReplyUse


class ResolutionForm(PhotoForm):
    use = ReplyUse.RESOLVE
    outcome = forms.ChoiceField(
        label=gettext_lazy("L’idée est-elle retenue ?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Dites si l’idée est retenue ou non.")},
    )
    started_at = forms.DateTimeField(
        label=gettext_lazy("Début de l’intervention"),
        required=False,
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
        input_formats=["%Y-%m-%dT%H:%M", "%d/%m/%Y %H:%M"],
        error_messages={"invalid": gettext_lazy("Écrivez le jour et l’heure ainsi : 24/11/2026 14:05.")},
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("Durée, en minutes"),
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "min": 1}),
        error_messages={"invalid": gettext_lazy("Écrivez la durée en minutes, par exemple 35.")},
    )
    text = words(gettext_lazy("Un mot pour le demandeur"), required=False)

    field_order = ["outcome", "started_at", "minutes", "photo", "text"]

    def furnish(self) -> None:
        super().furnish()
        endings = ENDINGS[self.case.category.kind]
        if len(endings) > 1:
            labels = [(str(one), str(one.label)[:1].upper() + str(one.label)[1:]) for one in endings]
            self.fields["outcome"] = forms.ChoiceField(
                label=self.fields["outcome"].label,
                widget=forms.RadioSelect,
                choices=labels,
                error_messages=self.fields["outcome"].error_messages,
            )
        else:
            del self.fields["outcome"]
        if self.case.category.kind == Kind.IDEA:
            self.title = self.submit = _("Répondre à l’idée")
            self.fields["text"].required = True
            self.fields["text"].label = _("Pourquoi ?")
            self.fields["text"].error_messages["required"] = _("Dites pourquoi : ces mots sont envoyés à l’auteur de l’idée.")
            del self.fields["minutes"]
        if not self.case.is_repair:
            del self.fields["started_at"]
            del self.fields["photo"]
        elif not self.fields["photo"].help_text:
            self.fields["photo"].help_text = self._who_sees_the_photo()
        if policy.can_close(self.agent, self.case):
            self.fields["text"].help_text = _("Il lui est envoyé aussitôt, avec la nouvelle.")
        else:
            self.fields["text"].help_text = _("Il lui sera envoyé à la clôture, que le chef de service confirme.")

    def _who_sees_the_photo(self) -> str:
        if self.case.is_public:
            return _("Le demandeur et tous les habitants la voient une fois la demande close. Ni visage, ni plaque.")
        return _("Le demandeur la voit une fois la demande close. Ni visage, ni plaque.")

    def clean_started_at(self) -> datetime | None:
        """Typed on the clock of the town hall."""
        typed: datetime | None = self.cleaned_data["started_at"]
        return typed.replace(tzinfo=ZoneInfo(current().time_zone)) if typed else None


class AgainForm(ActForm):
    text = words(
        gettext_lazy("Que reste-t-il à faire ?"), help_text=gettext_lazy("Entre collègues : le demandeur ne le lit pas.")
    )


@acts(
    Act(
        verb="resolve",
        slug="resolution",
        title=gettext_lazy("Indiquer que c’est terminé"),
        submit=gettext_lazy("C’est terminé"),
        icon="circle-check",
        form=ResolutionForm,
        facts=(CaseResolved,),
        is_told=True,
    )
)
def resolution(case: Case, form: ActForm, agent: Agent) -> str:
    given = form.cleaned_data
    outcome = Outcome(given["outcome"]) if given.get("outcome") else None
    done = operations.resolve(
        case,
        by=agent,
        outcome=outcome,
        saying=given["text"],
        started_at=given.get("started_at"),
        minutes=given.get("minutes"),
        form_key=form.form_key if isinstance(form, PhotoForm) else None,
    )
    if done.is_closed:
        return _("C’est terminé : le demandeur est prévenu.")
    return _("C’est terminé : la demande attend sa clôture.")


@acts(
    Act(
        verb="send_back",
        slug="reprise",
        title=gettext_lazy("Renvoyer à refaire"),
        submit=gettext_lazy("Renvoyer à refaire"),
        icon="undo-2",
        form=AgainForm,
        facts=(CaseSentBack,),
    )
)
def again(case: Case, form: ActForm, agent: Agent) -> str:
    operations.send_back(case, because=form.cleaned_data["text"], by=agent)
    return _("La demande est à reprendre : l’agent qui l’a en charge est prévenu.")
