"""…/note, …/reponse, …/precision: write on the case, to colleagues or to the requester."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.backoffice.acting import Act, ActForm, acts, words
from parvis.cases.events import CaseNoted, CaseReplied, RequesterAsked
from parvis.cases.models import Case
from parvis.cases.operations import converse
from parvis.directory.models import Agent
from parvis.notifications.models import ReplyUse


class NoteForm(ActForm):
    text = words(gettext_lazy("Note interne"), help_text=gettext_lazy("Entre collègues : le demandeur ne la lit jamais."))


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
    converse.note(case, text=form.cleaned_data["text"], by=agent)
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
