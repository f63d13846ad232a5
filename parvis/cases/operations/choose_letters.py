"""The requester says how much the town writes to them about this case."""

from django.utils.translation import gettext as _

from parvis.cases import policy
from parvis.cases.actors import Requester
from parvis.cases.events import LettersChosen
from parvis.cases.models import Case
from parvis.kernel.events import record
from parvis.kernel.operations import Refused, lock, operation, require


@operation
def choose_letters(case: Case, *, less: bool, by: Requester) -> Case:
    """`less`: answers, questions and the end alone; else every step. The same again says nothing new.

    What the law has sent goes all the same.
    """
    case = lock(case)
    require(policy.can_follow(by, case))
    if not policy.POSSIBLE["choose_letters"](case):
        raise Refused(_("Cette demande est terminée, ou n’a pas d’adresse e-mail : il n’y a rien à régler."))
    if case.is_written_less == less:
        return case
    case.is_written_less = less
    case.save(update_fields=["is_written_less"])
    record(case, LettersChosen(is_written_less=less), by=by)
    return case
