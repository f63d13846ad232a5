"""Forgets addresses and words, and keeps the fact that a letter was sent."""

from datetime import timedelta

from parvis.cases.events import CaseShredded, FollowForgotten, FollowStopped
from parvis.cases.models import Case, Follower
from parvis.kernel import clock, worker
from parvis.kernel.deliveries import on
from parvis.kernel.leases import State
from parvis.kernel.models import Event, Subject
from parvis.notifications.digest import DIGEST, forget_lines
from parvis.notifications.models import Sending

# A letter that comes from no event holds a link that opens an account; Django's own is good for three days.
KEPT = timedelta(days=7)


def shred_sendings(subject: Subject) -> int:
    """Empty the letters about a case, or to a follower, of all that is personal; those not sent yet never will be.

    Servers name the address in what they answer: their words go too. Returns how many were touched.
    """
    about = Sending.objects.filter(subject_kind=subject.subject_kind(), subject_id=subject.pk, shredded_at__isnull=True)
    about.filter(state__in=[State.PENDING, State.PARKED]).update(state=State.DROPPED, lease=None, leased_until=None)
    nothing = dict.fromkeys(("address", "subject", "text", "html", "answer", "error", "unsubscribe", "link"), "")
    return about.update(**nothing, shredded_at=clock.now())


@on(CaseShredded, name="notifications.forget")
def forget(event: Event) -> None:
    """The letters of a case forget what the case has forgotten, and those of a day the lines about it."""
    case = Case.objects.get(pk=event.subject_id)
    shred_sendings(case)
    forget_lines(case)


@on(FollowStopped, FollowForgotten, name="notifications.forget_follower")
def forget_follower(event: Event) -> None:
    """The letters to somebody who is told no more name nobody."""
    shred_sendings(Follower.objects.get(pk=event.subject_id))


@worker.purge
def forget_old_links() -> int:
    """Letters of accounts, a week after they were written, sent or not."""
    old = Sending.everywhere.filter(event__isnull=True, written_at__lt=clock.now() - KEPT).exclude(template=DIGEST)
    return old.delete()[0]
