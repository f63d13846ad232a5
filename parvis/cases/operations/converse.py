"""Write on a case: a note between colleagues, a reply, a question, the requester's answer."""

from django.utils.translation import gettext as _

from parvis.cases import policy
from parvis.cases.actors import Requester
from parvis.cases.admission import LONGEST
from parvis.cases.events import CaseNoted, CaseReplied, RequesterAnswered, RequesterAsked
from parvis.cases.mentions import Mentions, mentioning
from parvis.cases.models import Case, Message, MessageKind, Status
from parvis.cases.moves import MOVED, move
from parvis.directory.models import Agent
from parvis.kernel import clock
from parvis.kernel.actors import Actor
from parvis.kernel.events import record
from parvis.kernel.operations import Refused, lock, operation, require

NOBODY = Mentions()


@operation
def note(case: Case, *, text: str, by: Agent, to: Mentions = NOBODY) -> Case:
    """Words between colleagues: the requester never reads them. Those whom it is `to`, or whom its words name after an @,
    are told of it.

    Refuses somebody who cannot see the case.
    """
    case = lock(case)
    require(policy.may("note", by, case))
    message = write_down(case, MessageKind.NOTE, text, by=by)
    record(case, CaseNoted(message_id=message.pk), by=by)
    if (fact := mentioning(case, message, to, by=by)) is not None:
        record(case, fact, by=by)
    return case


@operation
def reply(case: Case, *, text: str, by: Agent) -> Case:
    """Words to the requester, who is told."""
    case = lock(case)
    require(policy.may("reply", by, case))
    _require_reachable(case)
    message = write_down(case, MessageKind.REPLY, text, by=by, told=True)
    record(case, CaseReplied(message_id=message.pk), by=by)
    return case


@operation
def ask(case: Case, *, text: str, by: Agent) -> Case:
    """A question to the requester; the case waits for the answer."""
    case = lock(case)
    require(policy.may("ask", by, case))
    _require_reachable(case)
    if case.is_closed or case.is_resolved:
        raise Refused(_("La demande est résolue ou close : répondez plutôt au demandeur."))
    message = write_down(case, MessageKind.QUESTION, text, by=by, told=True)
    move(case, Status.WAITING)
    case.save(update_fields=MOVED)
    record(case, RequesterAsked(message_id=message.pk), by=by)
    return case


@operation
def answer(case: Case, *, text: str, by: Requester) -> Case:
    """The requester writes; a case that waited for it goes on."""
    case = lock(case)
    require(policy.can_follow(by, case))
    if case.is_closed:
        raise Refused(_("Cette demande est close : vous pouvez en faire une nouvelle."))
    message = write_down(case, MessageKind.ANSWER, text, by=by, told=True)
    if case.status == Status.WAITING:
        move(case, Status.OPEN)
        case.save(update_fields=MOVED)
    record(case, RequesterAnswered(message_id=message.pk), by=by)
    return case


def write_down(case: Case, kind: MessageKind, text: str, *, by: Actor, told: bool = False) -> Message:
    """Keep the words in a row of their own, which can be shredded. Refuses nothing but blanks, and a book."""
    words = text.strip()
    if not words:
        raise Refused(_("Écrivez quelques mots."), "text")
    if len(words) > LONGEST:
        raise Refused(_("Ce texte est trop long : 10 000 caractères au plus."), "text")
    return Message.objects.create(
        case=case, kind=kind, agent=by if isinstance(by, Agent) else None, text=words, is_told=told, at=clock.now()
    )


def _require_reachable(case: Case) -> None:
    if not case.is_reachable:
        raise Refused(_("Le demandeur n’a pas laissé d’adresse e-mail : appelez-le ou écrivez-lui."))
