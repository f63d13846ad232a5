"""The history as agents read it: with names, reasons and notes."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parvis.cases import events as facts
from parvis.cases.group_events import CaseGrouped
from parvis.cases.mention_events import CaseMentioned
from parvis.cases.models import MessageKind, Outcome, Priority
from parvis.cases.narrative import Names, Said, day
from parvis.cases.voices.confided import told_of_confidence
from parvis.cases.voices.corrected import after, before, earlier
from parvis.cases.voices.timed import told_of_time
from parvis.kernel.events import Fact
from parvis.ui.words import listed


def told_to_colleagues(fact: Fact, names: Names) -> Said | None:
    """Nothing is kept from an agent who sees the case. The sentence follows the name of whoever did it."""
    told = _handling(fact, names) or _staging(fact, names) or _publishing(fact) or _talk(fact, names) or _ending(fact, names)
    return told or told_of_confidence(fact, names) or told_of_time(fact, names) or _grouping(fact, names)


def _handling(fact: Fact, names: Names) -> Said | None:
    match fact:
        case facts.CaseReceived():
            to = names.unit(fact.unit_id)
            detail = _("Confiée d’office à %(unit)s.") % {"unit": to}
            if fact.assignee_id:
                detail = _("Confiée d’office à %(agent)s, %(unit)s.") % {"agent": names.agent(fact.assignee_id), "unit": to}
            if (other := names.case.again_of) is not None and not other.is_confidential:
                return Said("globe", _("dit que la demande n° %s n’est pas réparée") % other.number, detail)
            return Said("globe", _("fait la demande"), detail)
        case facts.CaseImported():
            return Said("archive", _("reprend la demande d’un autre registre"), _("Référence %s.") % fact.key)
        case facts.CaseTaken():
            return Said("user-check", _("prend la demande en charge"), _instead_of(fact.previous_id, names))
        case facts.CaseAssigned():
            sentence = _("attribue la demande à %s") % names.agent(fact.assignee_id)
            return Said("user-plus", sentence, _instead_of(fact.previous_id, names))
        case facts.CaseTransferred():
            sentence = _("transfère de %(old)s à %(new)s") % {
                "old": names.unit(fact.previous_id),
                "new": names.unit(fact.unit_id),
            }
            return Said("arrow-left-right", sentence, quote=names.words(fact.message_id))
        case facts.CaseHandedOver():
            return _handed_over(fact, names)
        case facts.CaseRecategorised():
            return Said("tag", _("range la demande dans une autre catégorie : la sienne est retirée"))
        case facts.CasePromised():
            detail = _("Avant : %s.") % day(fact.previous_on) if fact.previous_on else ""
            return Said("calendar-check", _("annonce une date : avant le %s") % day(fact.estimated_on), detail)
        case facts.CasePrioritised():
            return Said("flag", _("change la priorité"), str(Priority(fact.priority).label))
        case facts.PromisePassed():
            sentence = _("relance : la date annoncée, %s, est passée") % day(fact.estimated_on)
            return Said("clock-alert", sentence)
    return None


def _grouping(fact: Fact, names: Names) -> Said | None:
    match fact:
        case CaseMentioned():
            whom = [names.agent(pk) for pk in fact.named] + [_("le groupe « %s »") % names.group(pk) for pk in fact.groups]
            return Said("at-sign", _("prévient %s") % listed([one for one in whom if one]))
        case CaseGrouped(group_id=None):
            return Said("user-minus", _("retire la demande du groupe « %s »") % names.group(fact.previous_group_id))
        case CaseGrouped():
            before = _("Avant, au groupe « %s ».") % names.group(fact.previous_group_id) if fact.previous_group_id else ""
            detail = " ".join(filter(None, (_instead_of(fact.previous_id, names), before)))
            return Said("users", _("confie la demande au groupe « %s »") % names.group(fact.group_id), detail)
    return None


def _handed_over(fact: facts.CaseHandedOver, names: Names) -> Said:
    if fact.unit_id != fact.previous_unit_id:
        sentence = _("confie à %(new)s ce qu’avait %(old)s, qui n’existe plus") % {
            "old": names.unit(fact.previous_unit_id),
            "new": names.unit(fact.unit_id),
        }
        return Said("arrow-left-right", sentence)
    if fact.assignee_id:
        sentence = _("confie à %s ce qu’avait quelqu’un qui s’en va") % names.agent(fact.assignee_id)
        return Said("user-plus", sentence, _instead_of(fact.previous_id, names))
    return Said("user-minus", _("remet la demande à prendre : qui l’avait s’en va"), _instead_of(fact.previous_id, names))


def _staging(fact: Fact, names: Names) -> Said | None:
    match fact:
        case facts.CaseMoved():
            before = names.stage(fact.previous_stage_id)
            detail = _("Avant : %s.") % before if before else ""
            return Said(
                "milestone", _("passe à l’étape : %s") % names.stage(fact.stage_id), detail, names.words(fact.message_id)
            )
        case facts.CaseRestaged(stage_id=None):
            before = names.stage(fact.previous_stage_id)
            return Said("milestone", _("sort la demande de l’étape %s, qui n’est plus proposée") % before)
        case facts.CaseRestaged():
            before = names.stage(fact.previous_stage_id)
            sentence = _("range la demande à l’étape %s") % names.stage(fact.stage_id)
            return Said("milestone", sentence, _("Avant : %s.") % before if before else "")
    return None


def _publishing(fact: Fact) -> Said | None:
    match fact:
        case facts.WordsPublished():
            detail = ""
            if fact.masked:
                detail = ngettext("%d passage masqué.", "%d passages masqués.", fact.masked) % fact.masked
            return Said("eye", _("publie ce que le demandeur a écrit"), detail)
        case facts.WordsKept():
            return Said("eye-off", _("garde privé ce que le demandeur a écrit"))
        case facts.PhotoPublished():
            return Said("eye", _("publie une photo"), _("Des parties en sont couvertes.") if fact.is_covered else "")
        case facts.PhotoKept():
            return Said("eye-off", _("garde une photo privée"))
    return None


def _talk(fact: Fact, names: Names) -> Said | None:
    match fact:
        case facts.CaseNoted():
            return Said("notebook-pen", _("écrit une note interne"), quote=names.words(fact.message_id), is_note=True)
        case facts.CaseReplied():
            return Said("reply", _("répond au demandeur"), quote=names.words(fact.message_id))
        case facts.RequesterAsked():
            return Said("message-circle-question-mark", _("demande une précision"), quote=names.words(fact.message_id))
        case facts.RequesterAnswered():
            return Said("message-circle", _("écrit"), quote=names.words(fact.message_id))
        case facts.CaseCorrected():
            return Said("pencil", _("corrige sa demande"), before(fact), quote=after(fact))
        case facts.EmailCorrected():
            return Said("mail", _("corrige son adresse e-mail"), earlier(fact.email_before))
        case facts.LettersChosen():
            return Said("mail", _("demande moins d’e-mails") if fact.is_written_less else _("demande tous les e-mails"))
        case facts.PhotosAdded():
            return Said("camera", ngettext("ajoute une photo", "ajoute %(count)d photos", fact.count) % {"count": fact.count})
    return None


def _ending(fact: Fact, names: Names) -> Said | None:
    match fact:
        case facts.CaseResolved():
            sentence = _("indique que c’est terminé")
            return Said("wrench", sentence, quote=names.words(fact.message_id), minutes=fact.minutes)
        case facts.CaseSentBack():
            return Said("undo-2", _("renvoie la demande à refaire"), quote=names.words(fact.message_id))
        case facts.CaseClosed():
            reason = names.messages.get(fact.message_id or 0)
            quote = reason.text if reason and reason.kind == MessageKind.REASON else ""
            return Said("circle-check", _("clôture"), _capital(Outcome(fact.outcome).label), quote=quote, is_end=True)
        case facts.CaseReopened():
            return Said("rotate-ccw", _("rouvre la demande"), quote=names.words(fact.message_id))
        case facts.CaseShredded():
            return Said("eraser", _("efface les mots et les coordonnées du demandeur"))
    return None


def _instead_of(previous_id: int | None, names: Names) -> str:
    return _("À la place de %s.") % names.agent(previous_id) if previous_id else ""


def _capital(label: object) -> str:
    text = str(label)
    return f"{text[:1].upper()}{text[1:]}."
