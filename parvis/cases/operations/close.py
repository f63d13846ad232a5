"""End a case: confirm it, close it without follow-up, withdraw it."""

from django.utils.translation import gettext as _

from parvis.cases import policy
from parvis.cases.actors import Requester
from parvis.cases.endings import WITHOUT_FOLLOW_UP
from parvis.cases.events import CaseClosed
from parvis.cases.models import Case, Message, MessageKind, Outcome, Status
from parvis.cases.moves import MOVED, move
from parvis.cases.operations.converse import write_down
from parvis.cases.operations.promise import TIMER
from parvis.cases.reminders import REMINDER
from parvis.directory.models import Agent
from parvis.kernel import clock
from parvis.kernel.actors import Actor
from parvis.kernel.events import record
from parvis.kernel.operations import Refused, lock, operation, require
from parvis.kernel.schedule import cancel
from parvis.kernel.tenancy import current


@operation
def close(case: Case, *, by: Agent, saying: str = "") -> Case:
    """Confirm that the work is done: the requester is told now, and the thirty days in public start."""
    case = lock(case)
    require(policy.can_close(by, case))
    if not case.is_resolved:
        raise Refused(_("Cette demande n’est pas encore résolue, ou elle est déjà close."))
    words = write_down(case, MessageKind.REPLY, saying, by=by) if saying.strip() else case.resolution
    return end(case, Outcome(case.resolved_as), words=words, by=by)


@operation
def drop(case: Case, *, outcome: Outcome, because: str, by: Agent) -> Case:
    """Close without follow-up. The reason is told to the requester: it is required, and theirs to read."""
    case = lock(case)
    require(policy.may("drop", by, case))
    if case.is_closed:
        raise Refused(_("Cette demande est déjà close."))
    if outcome not in WITHOUT_FOLLOW_UP:
        raise Refused(_("Choisissez pourquoi la demande est classée sans suite."), "outcome")
    if not because.strip():
        raise Refused(_("Dites pourquoi au demandeur : ces mots lui sont envoyés."), "because")
    reason = write_down(case, MessageKind.REASON, because, by=by)
    return end(case, outcome, words=reason, by=by)


@operation
def withdraw(case: Case, *, by: Requester) -> Case:
    """The requester gives up; asked twice, done once."""
    case = lock(case)
    require(policy.can_follow(by, case))
    if case.is_closed:
        if case.outcome == Outcome.WITHDRAWN:
            return case
        raise Refused(_("Cette demande est déjà close."))
    return end(case, Outcome.WITHDRAWN, words=None, by=by)


def end(case: Case, outcome: Outcome, *, words: Message | None, by: Actor) -> Case:
    """Write the end of a locked case down, with words that the requester may read from now on."""
    now = clock.now()
    move(case, Status.CLOSED)
    case.outcome, case.closed_at, case.closed_on = outcome, now, clock.civil(current(), now)
    case.save(update_fields=[*MOVED, "outcome", "closed_at", "closed_on"])
    cancel(case, TIMER, REMINDER)
    if words is not None:
        words.is_told = True
        words.save(update_fields=["is_told"])
    record(case, CaseClosed(outcome=outcome, message_id=words.pk if words else None), by=by)
    return case
