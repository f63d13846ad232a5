"""Open a closed case again, with a reason: an agent does, or the requester when the work has not held."""

from django.utils.translation import gettext as _

from parvis.cases import policy
from parvis.cases.actors import Requester
from parvis.cases.events import CaseReopened
from parvis.cases.models import Case, Message, MessageKind, Status
from parvis.cases.moves import MOVED, move
from parvis.cases.operations.converse import write_down
from parvis.cases.operations.set_due import set_due
from parvis.directory.models import Agent
from parvis.kernel import clock
from parvis.kernel.actors import Actor
from parvis.kernel.events import record
from parvis.kernel.operations import Refused, lock, operation, require
from parvis.kernel.tenancy import current

ENDED = ["outcome", "closed_at", "closed_on", "resolved_at", "resolved_as", "resolution"]


@operation
def reopen(case: Case, *, because: str, by: Agent) -> Case:
    """The case is under way again. The date promised before was kept or broken: a new one is to be given,
    and the delay of the category begins again."""
    case = lock(case)
    require(policy.may("reopen", by, case))
    if not case.is_closed:
        raise Refused(_("Cette demande n’est pas close."))
    return _open_again(case, write_down(case, MessageKind.REASON, because, by=by), by=by)


@operation
def insist(case: Case, *, because: str, by: Requester) -> Case:
    """What was said to be done does not hold. Within the town's delay the case is under way again, and it is the unit's to
    give out: whoever had it may be away."""
    case = lock(case)
    require(policy.can_follow(by, case))
    if not case.is_contestable(clock.today(current())):
        raise Refused(_("Cette demande ne peut plus être rouverte : faites-en une nouvelle."))
    case.assignee = None
    case.save(update_fields=["assignee"])
    return _open_again(case, write_down(case, MessageKind.ANSWER, because, by=by, told=True), by=by)


def _open_again(case: Case, reason: Message, *, by: Actor) -> Case:
    fact = CaseReopened(previous_outcome=case.outcome, message_id=reason.pk)
    move(case, Status.OPEN)
    case.outcome, case.closed_at, case.closed_on = "", None, None
    case.resolved_at, case.resolved_as, case.resolution, case.estimated_on = None, "", None, None
    case.save(update_fields=[*ENDED, *MOVED, "estimated_on"])
    record(case, fact, by=by)
    set_due(case, since=clock.today(current()))
    return case
