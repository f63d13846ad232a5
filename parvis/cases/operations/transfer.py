"""Hand a case over to another unit, with a reason."""

from django.utils.translation import gettext as _

from parvis.cases import policy
from parvis.cases.events import CaseTransferred
from parvis.cases.models import Case, MessageKind
from parvis.cases.operations.converse import write_down
from parvis.directory.models import Agent, Unit
from parvis.kernel.events import record
from parvis.kernel.operations import Refused, lock, operation, require, require_ours


@operation
def transfer(case: Case, *, to: Unit, because: str, by: Agent) -> Case:
    """The other unit has it, and nobody there yet, nor any group. The reason stays between colleagues; the requester is told
    where it is."""
    case = lock(case)
    require(policy.may("transfer", by, case))
    require_ours(to)
    if case.is_closed or case.is_resolved:
        raise Refused(_("Une demande résolue ou close ne peut plus être transférée."))
    if to.ended_on is not None:
        raise Refused(_("Ce service n’existe plus."), "to")
    if to.pk == case.unit_id:
        raise Refused(_("La demande est déjà confiée à ce service."), "to")
    if not because.strip():
        raise Refused(_("Dites pourquoi vous transférez la demande."), "because")
    reason = write_down(case, MessageKind.REASON, because, by=by)
    fact = CaseTransferred(unit_id=to.pk, previous_id=case.unit_id, message_id=reason.pk)
    case.unit, case.assignee, case.group = to, None, None
    case.save(update_fields=["unit", "assignee", "group"])
    record(case, fact, by=by)
    return case
