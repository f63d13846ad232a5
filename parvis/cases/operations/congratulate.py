"""Say bravo for a job done."""

from django.utils.translation import gettext as _

from parvis.cases import policy
from parvis.cases.actors import Visitor
from parvis.cases.events import BravoSaid
from parvis.cases.models import Bravo, Case
from parvis.kernel import clock
from parvis.kernel.events import record
from parvis.kernel.operations import Refused, operation, require, require_ours


@operation
def congratulate(case: Case, *, by: Visitor) -> Bravo:
    """One more, for the team that did it. Refuses what is not done, or was so long ago that it is archived."""
    require_ours(case)
    require(policy.can_be_told(by, case))
    now = clock.now()
    if not case.is_lately_done(now):
        raise Refused(_("Cette demande n’est pas réparée, ou l’est depuis longtemps."))
    bravo = Bravo.objects.create(case=case, said_at=now, updated_at=now)
    record(bravo, BravoSaid(case_id=case.pk), by=by)
    return bravo
