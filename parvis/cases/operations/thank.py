"""Thank for a compliment, which ends there."""

from django.utils.translation import gettext as _

from parvis.cases import policy
from parvis.cases.models import Case, Kind, MessageKind, Outcome
from parvis.cases.operations.close import end
from parvis.cases.operations.converse import write_down
from parvis.directory.models import Agent
from parvis.kernel.operations import Refused, lock, operation, require


@operation
def thank(case: Case, *, by: Agent, saying: str = "") -> Case:
    """Whoever handles the case thanks, even where closing is reserved: there is no work for a head to confirm. Asked twice,
    done once. `saying`: words for the requester, who is told that the team has read theirs."""
    case = lock(case)
    require(policy.may("thank", by, case))
    if case.category.kind != Kind.COMPLIMENT:
        raise Refused(_("Seule une félicitation se termine par un remerciement."))
    if case.is_closed:
        if case.outcome == Outcome.THANKED:
            return case
        raise Refused(_("Cette demande est déjà close."))
    words = write_down(case, MessageKind.REPLY, saying, by=by) if saying.strip() else None
    return end(case, Outcome.THANKED, words=words, by=by)
