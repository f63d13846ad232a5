"""…/note, …/reponse, …/precision: write on the case, to colleagues or to the requester."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.backoffice.acting import Act, ActForm, acts, words
from parvis.backoffice.acts.assignment import MARK
from parvis.cases.events import CaseNoted, CaseReplied, RequesterAsked
from parvis.cases.grouping import groups_in_use
from parvis.cases.mentions import Mentions
from parvis.cases.models import Case, Group, GroupMember
from parvis.cases.operations import converse
from parvis.cases.readings.seers import seers_of
from parvis.directory.models import Agent
from parvis.notifications.models import ReplyUse


class NoteForm(ActForm):
    """`told`: of agents and groups, by their ids, after a mark for groups."""

    text = words(gettext_lazy("Note interne"), help_text=gettext_lazy("Entre collègues : le demandeur ne la lit jamais."))
    told = forms.MultipleChoiceField(
        label=gettext_lazy("Prévenir"),
        help_text=gettext_lazy("Ils sont prévenus de cette note. « @Prénom Nom » ou « @Groupe » dans la note fait de même."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": gettext_lazy("Cette personne ne voit plus cette demande : choisissez de nouveau.")},
    )

    def furnish(self) -> None:
        seers = seers_of(self.case)
        self.agents = {str(one.pk): one for one in seers if one.pk != self.agent.pk}
        self.groups = groups_among(self.case, seers)
        named = [(key, _("Groupe « %s »") % one.name) for key, one in self.groups.items()]
        field = self.fields["told"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [*named, *((key, str(one)) for key, one in self.agents.items())]
        if not field.choices:
            del self.fields["told"]

    @property
    def whom(self) -> Mentions:
        chosen = self.cleaned_data.get("told", ())
        agents = [self.agents[key] for key in chosen if key in self.agents]
        return Mentions(tuple(agents), tuple(self.groups[key] for key in chosen if key in self.groups))


def groups_among(case: Case, seers: list[Agent]) -> dict[str, Group]:
    """Those that somebody who sees the case is of, but whoever opens a confidential one by name."""
    if case.is_confidential:
        return {}
    there = GroupMember.objects.filter(agent__in=[one.pk for one in seers]).order_by().values("group")
    return {f"{MARK}{one.pk}": one for one in groups_in_use().filter(pk__in=there)}


class ReplyForm(ActForm):
    use = ReplyUse.REPLY
    text = words(gettext_lazy("Votre réponse"), help_text=gettext_lazy("Le demandeur la reçoit par e-mail."), rows=6)


class QuestionForm(ActForm):
    use = ReplyUse.ASK
    text = words(
        gettext_lazy("Votre question"),
        help_text=gettext_lazy("Le demandeur la reçoit par e-mail ; la demande attend sa réponse."),
    )


@acts(
    Act(
        verb="note",
        slug="note",
        title=gettext_lazy("Écrire une note interne"),
        submit=gettext_lazy("Garder la note"),
        icon="notebook-pen",
        form=NoteForm,
        facts=(CaseNoted,),
        # A note contradicts nothing that a colleague may have done meanwhile.
        does_not_clash=True,
    )
)
def note(case: Case, form: ActForm, agent: Agent) -> str:
    assert isinstance(form, NoteForm)
    converse.note(case, text=form.cleaned_data["text"], to=form.whom, by=agent)
    return _("La note est gardée, entre collègues.")


@acts(
    Act(
        verb="reply",
        slug="reponse",
        title=gettext_lazy("Répondre au demandeur"),
        submit=gettext_lazy("Envoyer la réponse"),
        icon="reply",
        form=ReplyForm,
        facts=(CaseReplied,),
        is_told=True,
    )
)
def reply(case: Case, form: ActForm, agent: Agent) -> str:
    converse.reply(case, text=form.cleaned_data["text"], by=agent)
    return _("La réponse part au demandeur.")


@acts(
    Act(
        verb="ask",
        slug="precision",
        title=gettext_lazy("Demander une précision"),
        submit=gettext_lazy("Poser la question"),
        icon="message-circle-question-mark",
        form=QuestionForm,
        facts=(RequesterAsked,),
        is_told=True,
    )
)
def question(case: Case, form: ActForm, agent: Agent) -> str:
    converse.ask(case, text=form.cleaned_data["text"], by=agent)
    return _("La question part au demandeur : la demande attend sa réponse.")
