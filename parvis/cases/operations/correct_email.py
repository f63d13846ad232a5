"""The requester sees on the receipt that their address is mistyped, and gives the right one."""

from django.utils.translation import gettext as _

from parvis.cases import policy
from parvis.cases.actors import Requester
from parvis.cases.codes import new_private_key
from parvis.cases.emails import read_email
from parvis.cases.events import EmailCorrected
from parvis.cases.models import Case
from parvis.kernel import events
from parvis.kernel.events import record
from parvis.kernel.operations import Refused, lock, operation, require

# Whoever mistypes an address mistypes it once or twice; whoever has letters sent to many does so more often.
MOST = 3


@operation
def correct_email(case: Case, *, email: str, by: Requester) -> Case:
    """Another address, while the case is new: the town writes there from now on.

    The private link changes: the first may be in a stranger's letters. The same address again changes nothing. Refuses
    no address, and a fourth correction.
    """
    case = lock(case)
    require(policy.can_follow(by, case))
    if not policy.POSSIBLE["correct_email"](case):
        raise Refused(_("La mairie a déjà pris connaissance de cette demande : écrivez-lui plutôt un message."))
    before, after = case.requester_email, read_email(email)
    if after == before:
        return case
    if events.history(case).filter(kind=EmailCorrected.kind).count() >= MOST:
        raise Refused(_("Vous l’avez corrigée trois fois déjà : écrivez plutôt un message à la mairie."), "email")
    case.requester_email, case.private_key = after, new_private_key()
    case.save(update_fields=["requester_email", "private_key"])
    record(case, EmailCorrected(email_before=before, email_after=after), by=by)
    return case
