"""Bring a case to a stage of its category: a move of its status, in the town's own words."""

from django.utils.translation import gettext as _

from parvis.cases import policy
from parvis.cases.endings import WITHOUT_FOLLOW_UP
from parvis.cases.events import CaseMoved
from parvis.cases.models import Case, MessageKind, Outcome, Stage, Status
from parvis.cases.moves import MOVED, move
from parvis.cases.operations.close import drop
from parvis.cases.operations.converse import write_down
from parvis.cases.operations.resolve import resolve
from parvis.cases.operations.thank import thank
from parvis.cases.staging import refusal
from parvis.directory.models import Agent
from parvis.kernel.events import record
from parvis.kernel.operations import Refused, lock, operation, require, require_ours


@operation
def move_to_stage(case: Case, *, to: Stage, by: Agent, saying: str | None = None) -> Case:
    """The case is at that stage, and has its status. `saying`: what the requester is written; the stage's own message unless
    it is given. Asked twice, done once.

    A stage that waits for the requester needs a question. One that ends the case needs the right to close, and is told as
    any end is, with a reason where that end needs one.
    """
    require_ours(to)
    # Held first, as whoever retires it does: its status cannot change under the case.
    to = Stage.objects.select_for_update(of=("self",)).get(pk=to.pk)
    case = lock(case)
    require(policy.can_move_to(by, case, to))
    if case.stage_id == to.pk:
        return case
    if (why := refusal(case, to)) != "":
        raise Refused(why, "to")
    text = (to.message if saying is None else saying).strip()
    return _end(case, to, text, by) if to.is_ending else _go(case, to, text, by)


def _go(case: Case, to: Stage, text: str, by: Agent) -> Case:
    if to.is_waiting and not text:
        raise Refused(_("Dites au demandeur ce que vous attendez de lui."), "saying")
    kind = MessageKind.QUESTION if to.is_waiting else MessageKind.REPLY
    words = write_down(case, kind, text, by=by, told=True) if text else None
    previous = case.stage_id
    move(case, Status(to.status))
    case.stage = to
    case.save(update_fields=MOVED)
    return _told(case, to, previous, words.pk if words else None, by)


def _end(case: Case, to: Stage, text: str, by: Agent) -> Case:
    previous, outcome = case.stage_id, Outcome(to.outcome)
    if outcome in WITHOUT_FOLLOW_UP:
        case = drop(case, outcome=outcome, because=text, by=by)
    elif outcome == Outcome.THANKED:
        case = thank(case, saying=text, by=by)
    else:
        case = resolve(case, outcome=outcome, saying=text, by=by)
    case.stage = to
    case.save(update_fields=["stage"])
    return _told(case, to, previous, None, by)


def _told(case: Case, to: Stage, previous: int | None, message_id: int | None, by: Agent) -> Case:
    fact = CaseMoved(stage_id=to.pk, previous_stage_id=previous, status=to.status, message_id=message_id)
    record(case, fact, by=by)
    return case
