"""Open a closed case again, with a reason."""

from django.utils.translation import gettext as _

from parvis.cases import policy
from parvis.cases.events import CaseReopened
from parvis.cases.models import Case, MessageKind, Status
from parvis.cases.moves import move
from parvis.cases.operations.converse import write_down
from parvis.directory.models import Agent
from parvis.kernel.events import record
from parvis.kernel.operations import Refused, lock, operation, require

ENDED = ["outcome", "closed_at", "closed_on", "resolved_at", "resolved_as", "resolution"]


@operation
def reopen(case: Case, *, because: str, by: Agent) -> Case:
    """The case is under way again. The date promised before was kept or broken: a new one is to be given."""
    case = lock(case)
    require(policy.can_close(by, case))
    if not case.is_closed:
        raise Refused(_("Cette demande n’est pas close."))
    reason = write_down(case, MessageKind.REASON, because, by=by)
    fact = CaseReopened(previous_outcome=case.outcome, message_id=reason.pk)
    move(case, Status.OPEN)
    case.outcome, case.closed_at, case.closed_on = "", None, None
    case.resolved_at, case.resolved_as, case.resolution, case.estimated_on = None, "", None, None
    case.save(update_fields=[*ENDED, "status", "estimated_on"])
    record(case, fact, by=by)
    return case
