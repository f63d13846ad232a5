"""An address was mistyped: what was not sent there yet never will be, and the receipt goes to the right one."""

from parvis.cases.events import EmailCorrected
from parvis.cases.models import Case
from parvis.kernel.deliveries import on
from parvis.kernel.leases import State
from parvis.kernel.models import Event
from parvis.notifications.about import about
from parvis.notifications.limits import may_acknowledge
from parvis.notifications.models import Recipient
from parvis.notifications.queries import sendings_of
from parvis.notifications.reactions.requester import receipt
from parvis.notifications.telling import Gate
from parvis.notifications.writing import Addressee


@on(EmailCorrected, name="notifications.email_corrected")
def write_to_the_right_address(event: Event) -> None:
    """One receipt is enough: the first may have been written after the correction, to the right address already.

    What is in a worker's hands is left to it: it may be at the server already, and its fate is to be true.
    """
    case = Case.objects.select_related("category").get(pk=event.subject_id)
    letters = sendings_of(case).filter(recipient=Recipient.REQUESTER)
    mistaken = letters.exclude(address=case.requester_email).filter(state__in=[State.PENDING, State.PARKED])
    mistaken.filter(lease__isnull=True).update(state=State.DROPPED)
    words = receipt(case, case.unit_id)
    has_one = letters.filter(address=case.requester_email, template=words.template).exists()
    if case.requester_email and not has_one and may_acknowledge(case.requester_email):
        Gate(case, event).tell(words, to=Addressee(Recipient.REQUESTER, case.requester_email), about=about(case))
