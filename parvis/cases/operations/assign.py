"""Take a case, or give it to an agent of its unit."""

from django.utils.translation import gettext as _

from parvis.cases import policy
from parvis.cases.confiding import confidants_of
from parvis.cases.events import CaseAssigned, CaseTaken
from parvis.cases.models import Case, Status
from parvis.cases.moves import MOVED, begin
from parvis.cases.operations.confide import BY_HAND, confide
from parvis.directory.models import Agent
from parvis.kernel.events import record
from parvis.kernel.operations import Refused, lock, operation, require, require_ours


@operation
def take(case: Case, *, by: Agent) -> Case:
    """The agent takes the case on; a new one is then under way. Taken twice, it is taken once."""
    case = lock(case)
    require(policy.may("take", by, case))
    _require_under_way(case)
    if case.assignee_id == by.pk and case.status != Status.NEW:
        return case
    fact = CaseTaken(assignee_id=by.pk, previous_id=case.assignee_id)
    case.assignee = by
    begin(case)
    case.save(update_fields=["assignee", *MOVED])
    record(case, fact, by=by)
    return case


@operation
def assign(case: Case, *, to: Agent, by: Agent, naming: bool = False) -> Case:
    """Give the case to an agent of its unit, or to a contractor. Given twice, it is given once.

    A confidential one goes to somebody named on it; or, `naming` them, to somebody who is from now on.
    """
    case = lock(case)
    require(policy.may("assign", by, case))
    require_ours(to)
    _require_under_way(case)
    if not policy.can_be_given(to, case):
        raise Refused(_("Cet agent n’est pas du service chargé de la demande."), "to")
    if not policy.may_open(to, case):
        _require_naming(case, to, naming, by)
        case = confide(case, [*confidants_of(case), to], cause=BY_HAND, by=by)
    if case.assignee_id != to.pk:
        fact = CaseAssigned(assignee_id=to.pk, previous_id=case.assignee_id)
        case.assignee = to
        case.save(update_fields=["assignee"])
        record(case, fact, by=by)
    return case


def _require_naming(case: Case, to: Agent, naming: bool, by: Agent) -> None:
    if not policy.may("restrict", by, case):
        raise Refused(_("Cette demande est confidentielle : donnez-la à quelqu’un qui y est nommé."), "to")
    if not naming:
        raise Refused(_("%s ne peut pas ouvrir cette demande : cochez la case pour l’y nommer.") % to, "naming")


def _require_under_way(case: Case) -> None:
    if case.is_closed:
        raise Refused(_("Une demande close ne peut plus être attribuée."))
    if case.is_resolved:
        raise Refused(_("Cette demande est déjà résolue : elle attend sa clôture."))
