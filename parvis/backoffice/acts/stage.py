"""…/etape: bring the case to a stage of the town's own, with the words that the requester gets."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.backoffice.acting import Act, ActForm, acts, words
from parvis.cases.endings import WITHOUT_FOLLOW_UP
from parvis.cases.events import CaseMoved
from parvis.cases.models import Case, Stage
from parvis.cases.operations.move_to_stage import move_to_stage
from parvis.cases.readings.stages import moves_of
from parvis.directory.models import Agent


class StageForm(ActForm):
    """`to`: a link says which; the next one unless it does."""

    to = forms.ChoiceField(
        label=gettext_lazy("Étape"),
        widget=forms.HiddenInput,
        error_messages={
            "required": gettext_lazy("Choisissez une étape."),
            "invalid_choice": gettext_lazy("Cette étape n’est plus proposée pour cette demande."),
        },
    )
    text = words(gettext_lazy("Message au demandeur"), required=False, rows=6)

    def furnish(self) -> None:
        offered = {str(stage.pk): stage for stage in moves_of(self.case, self.agent)}
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)
        here = [(str(self.case.stage.pk), self.case.stage.name)] if self.case.stage else []  # asked twice, done once
        field.choices = [*here, *((pk, stage.name) for pk, stage in offered.items())]
        asked = str((self.data if self.is_bound else self.initial).get("to", ""))
        stage = offered.get(asked) or (None if asked else _next(self.case, list(offered.values())))
        if stage is not None:
            field.initial = str(stage.pk)
            self.title = self.submit = _("Étape : %s") % stage.name
            self._ask_for(stage)

    def _ask_for(self, stage: Stage) -> None:
        is_silent = not (stage.public_name or stage.is_ending)
        if is_silent:
            del self.fields["text"]
            self.is_told = False
            return
        text = self.fields["text"]
        text.initial = stage.message
        if stage.is_waiting:
            text.label, text.help_text = (
                _("Votre question"),
                _("Le demandeur la reçoit par e-mail ; la demande attend sa réponse."),
            )
        elif stage.is_ending:
            needs_reason = stage.outcome in WITHOUT_FOLLOW_UP
            text.help_text = (
                _("Ces mots sont envoyés au demandeur : dites-lui pourquoi, et qui peut l’aider.")
                if needs_reason
                else _("Il lui est envoyé avec la nouvelle.")
            )
        else:
            text.help_text = _("Il lit l’étape, « %s », et ces mots. Changez-les si besoin.") % stage.public_name


def _next(case: Case, offered: list[Stage]) -> Stage | None:
    """The first after where it is; else the first there is."""
    here = case.stage.position if case.stage is not None else -1
    return next((stage for stage in offered if stage.position > here), offered[0] if offered else None)


@acts(
    Act(
        verb="move",
        slug="etape",
        title=gettext_lazy("Changer d’étape"),
        submit=gettext_lazy("Changer d’étape"),
        icon="milestone",
        form=StageForm,
        facts=(CaseMoved,),
        is_told=True,
        asked=("to",),
        is_done=lambda case, form: str(case.stage_id) == form.cleaned_data["to"],
    )
)
def staging(case: Case, form: ActForm, agent: Agent) -> str:
    to = Stage.objects.get(pk=int(form.cleaned_data["to"]))
    move_to_stage(case, to=to, saying=form.cleaned_data.get("text", ""), by=agent)
    return _("La demande %(number)s est à l’étape : %(stage)s.") % {"number": case.number, "stage": to.name}
