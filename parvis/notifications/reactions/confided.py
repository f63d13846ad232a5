"""A case has become confidential, or is open to others than before: what was not sent yet goes to nobody who cannot open it."""

from parvis.cases.events import CaseRestricted
from parvis.cases.models import Case
from parvis.cases.policy import can_see
from parvis.kernel.deliveries import on
from parvis.kernel.leases import State
from parvis.kernel.models import Event
from parvis.notifications.digest import take_back_lines
from parvis.notifications.models import ON_SCREEN, DigestLine, Recipient, Sending
from parvis.notifications.queries import sendings_of


@on(CaseRestricted, name="notifications.confided")
def take_letters_back(event: Event) -> None:
    """What is in a worker's hands is left to it: it may be at the server already, and its fate is to be true."""
    case = Case.objects.select_related("category", "unit").get(pk=event.subject_id)
    if not case.is_confidential:
        return
    waiting = sendings_of(case).filter(state__in=[State.PENDING, State.PARKED], lease__isnull=True)
    shown = sendings_of(case).filter(ON_SCREEN)
    rows = (*waiting.exclude(recipient=Recipient.REQUESTER), *shown)
    others = [row.pk for row in rows if not _may_read(row, case)]
    Sending.objects.filter(pk__in=others).update(state=State.DROPPED)
    days = Sending.objects.filter(pk__in=DigestLine.objects.filter(case=case).values("sending"), subject_kind="")
    for sending in days.select_related("agent"):
        if not _may_read(sending, case) and not take_back_lines(sending, case):
            Sending.objects.filter(pk=sending.pk, state=State.PENDING, lease__isnull=True).update(state=State.DROPPED)


def _may_read(sending: Sending, case: Case) -> bool:
    return sending.agent is not None and can_see(sending.agent, case)
