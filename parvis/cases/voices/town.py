"""The history in the town's voice: to the requester, with the thread; to everybody, without a word of it."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parvis.cases import events as facts
from parvis.cases.endings import WITHOUT_FOLLOW_UP
from parvis.cases.models import Case, Kind, Outcome, Status
from parvis.cases.narrative import Names, Said, day
from parvis.cases.voices.corrected import before
from parvis.cases.voices.promised import promised_of
from parvis.kernel.events import Fact


def told_to_everybody(fact: Fact, names: Names) -> Said | None:
    """No name, nothing that anyone wrote but the request once an agent has looked, and only the ends that stay in public."""
    match fact:
        case facts.CaseReceived():
            with_whom = _with(names.unit(fact.unit_id))
            return Said("send", _("Une personne fait cette demande."), with_whom, quote=names.case.shown_words)
        case facts.CaseImported():
            return Said("send", _("La demande est enregistrée."))
    return _progress(fact, names)


def told_to_the_requester(fact: Fact, names: Names) -> Said | None:
    """The thread and the progress; notes and reasons between colleagues are not part of it."""
    match fact:
        case facts.CaseReceived():
            return Said("send", _("Vous faites cette demande."), _with(names.unit(fact.unit_id)), names.case.words)
        case facts.CaseImported():
            return Said("send", _("La demande est enregistrée."))
        case facts.CaseReplied():
            return Said("reply", _("La mairie vous répond."), quote=names.told(fact.message_id))
        case facts.CaseMoved():
            return _stage(fact, names, quote=names.told(fact.message_id))
        case facts.RequesterAsked():
            sentence = _("La mairie vous demande une précision.")
            return Said("message-circle-question-mark", sentence, quote=names.told(fact.message_id))
        case facts.RequesterAnswered():
            return Said("message-circle", _("Vous écrivez à la mairie."), quote=names.told(fact.message_id))
        case facts.CaseClosed():
            return Said(
                _mark(fact.outcome),
                ending(fact.outcome, names.case.category.kind),
                quote=names.told(fact.message_id),
                is_end=True,
            )
        case facts.CaseCorrected():
            return Said("pencil", _("Vous corrigez votre demande."), before(fact))
        case facts.EmailCorrected():
            return Said("mail", _("Vous corrigez votre adresse e-mail."))
        case facts.LettersChosen():
            return Said(
                "mail", _("Vous demandez moins d’e-mails.") if fact.is_written_less else _("Vous demandez tous les e-mails.")
            )
        case facts.PhotosAdded():
            said = ngettext("Vous ajoutez une photo.", "Vous ajoutez %(count)d photos.", fact.count) % {"count": fact.count}
            return Said("camera", said)
        case facts.CaseReopened():
            return Said("rotate-ccw", _("La demande est rouverte."), quote=names.told(fact.message_id))
    return _progress(fact, names)


def _progress(fact: Fact, names: Names) -> Said | None:
    match fact:
        case facts.CaseTaken():
            is_idea = names.case.category.kind == Kind.IDEA
            return Said("user-check", _("L’idée est à l’étude.") if is_idea else _("Un agent prend la demande en charge."))
        case facts.CaseTransferred():
            return Said("arrow-left-right", _("La demande change de service."), _with(names.unit(fact.unit_id)))
        case facts.CasePromised():
            sentence = promise(fact.estimated_on, names.case)
            detail = _("La date annoncée avant était le %s.") % day(fact.previous_on) if fact.previous_on else ""
            return Said("calendar-check", sentence, detail)
        case facts.CaseMoved():
            return _stage(fact, names)
        case facts.CaseClosed():
            return Said(_mark(fact.outcome), ending(fact.outcome, names.case.category.kind), is_end=True)
        case facts.CaseReopened():
            return Said("rotate-ccw", _("La demande est rouverte."))
    return None


def _stage(fact: facts.CaseMoved, names: Names, quote: str = "") -> Said | None:
    """In the town's own words, if it has some for residents."""
    words = names.public_stage(fact.stage_id)
    if words:
        return Said("milestone", _("Étape : %s.") % words, quote=quote)
    return Said("reply", _("La mairie vous répond."), quote=quote) if quote else None


def promise(on: date, case: Case) -> str:
    return _("%(what)s prévue avant le %(day)s.") % {"what": promised_of(case), "day": day(on)}


def ending(outcome: str, kind: str) -> str:
    """How it ended, in a sentence."""
    if outcome == Outcome.DONE:
        return _("C’est réparé.") if kind == Kind.REPORT else _("C’est fait.")
    return {
        Outcome.ANSWERED: _("La mairie a répondu."),
        Outcome.KEPT: _("L’idée est retenue."),
        Outcome.NOT_KEPT: _("L’idée n’est pas retenue."),
        Outcome.THANKED: _("Votre message est transmis à l’équipe, qui vous remercie."),
        Outcome.NO_FOLLOW_UP: _("La demande est classée sans suite."),
        Outcome.NOT_COMPETENT: _("Cela ne relève pas de la commune."),
        Outcome.DUPLICATE: _("Cela avait déjà été signalé."),
        Outcome.WITHDRAWN: _("La demande est annulée par la personne qui l’a faite."),
    }[Outcome(outcome)]


def state(case: Case) -> str:
    """Where it stands, in a word or two: for badges, chips and lists."""
    if case.status == Status.CLOSED:
        if case.outcome == Outcome.DONE:
            return _("Réparé") if case.category.kind == Kind.REPORT else _("Fait")
        return _("Terminée")
    if case.status == Status.OPEN and case.category.kind == Kind.IDEA:
        return _("À l’étude")
    return {Status.NEW: _("Nouvelle"), Status.OPEN: _("En cours"), Status.WAITING: _("En attente")}[Status(case.status)]


def _mark(outcome: str) -> str:
    """A tick says that something was done for it."""
    return "archive" if outcome in (*WITHOUT_FOLLOW_UP, Outcome.NOT_KEPT, Outcome.WITHDRAWN) else "circle-check"


def _with(unit: str) -> str:
    return _("Suivie par : %s.") % unit if unit else ""
