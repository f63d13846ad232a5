"""Give a case to a group: any of its members takes it."""

from django.utils.translation import gettext as _

from parvis.cases import policy
from parvis.cases.group_events import CaseGrouped
from parvis.cases.grouping import can_be_given_cases
from parvis.cases.models import Case, Group
from parvis.directory.models import Agent
from parvis.kernel.events import record
from parvis.kernel.operations import Refused, lock, operation, require, require_ours


@operation
def give_to_group(case: Case, *, to: Group | None, by: Agent) -> Case:
    """All its members see the case, whatever their unit, and nobody has it until one takes it; its unit stays. None: it is no
    group's any more. The same again says nothing.

    Refuses a group with nobody in post, and a confidential case, which is open to names.
    """
    case = lock(case)
    require(policy.may("assign", by, case))
    require_ours(to)
    if case.is_closed or case.is_resolved:
        raise Refused(_("Une demande résolue ou close ne peut plus être confiée."))
    if to is not None and case.is_confidential:
        raise Refused(_("Une demande confidentielle se confie à quelqu’un, pas à un groupe."), "group")
    if to is not None and not can_be_given_cases(Group.objects.get(pk=to.pk)):
        raise Refused(_("Personne de ce groupe n’est en poste."), "group")
    if case.group_id != (to.pk if to else None):
        fact = CaseGrouped(group_id=to.pk if to else None, previous_group_id=case.group_id, previous_id=case.assignee_id)
        case.group, case.assignee = to, case.assignee if to is None else None
        case.save(update_fields=["group", "assignee"])
        record(case, fact, by=by)
    return case
