"""What waits, what is parked and why, and what was sent about a case."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from parvis.cases.models import Case
from parvis.directory.models import Agent
from parvis.kernel import clock
from parvis.kernel.leases import State
from parvis.kernel.models import Delivery, Subject, Timer
from parvis.notifications import refusals
from parvis.notifications.models import ON_SCREEN, Channel, DigestLine, Sending
from parvis.notifications.tasks import task_in_words

Work = Sending | Delivery | Timer
QUEUES: dict[type[Work], str] = {Sending: "sending", Delivery: "delivery", Timer: "timer"}
UNREAD = ON_SCREEN & Q(read_at__isnull=True, shredded_at__isnull=True)
WORDS = ("text", "html")
# A letter about a confidential case, or that says something of one among others: those named on it read its fate on its card,
# and nobody else is told that there is one.
_SECRET = Q(
    Exists(Case.everywhere.filter(pk=OuterRef("subject_id"), is_confidential=True)),
    subject_kind=Case.subject_kind(),
) | Q(Exists(DigestLine.everywhere.filter(sending=OuterRef("pk"), case__is_confidential=True)))
MOST = 200


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A line of the queue's page. `queue` and `pk` find the row again (`find`); `what` says it in words.

    `why`: what went wrong last, in French; `said`: the same in the words of the server or of the failure, for whoever keeps
    the machines. Both are "" when nothing has gone wrong yet.
    """

    queue: str
    pk: int
    what: str
    to: str
    why: str
    said: str
    due_at: datetime
    failures: int
    fate: str


def parked() -> list[Piece]:
    """What has stopped for good, oldest first: somebody is to look and to send again."""
    return _pieces(Q(state=State.PARKED))


def waiting() -> list[Piece]:
    """What is due and not done, and what failed and will be tried again; a timer for a later day is no worry."""
    return _pieces(Q(state=State.PENDING) & (Q(due_at__lte=clock.now()) | Q(failures__gt=0)))


def parked_count() -> int:
    letters = Sending.objects.filter(state=State.PARKED).exclude(_SECRET).count()
    return letters + sum(model.objects.filter(state=State.PARKED).count() for model in (Delivery, Timer))


def find(queue: str, pk: int) -> Work:
    """The row behind a line of the page; raises ObjectDoesNotExist when it is not this authority's."""
    if queue == "sending":
        return Sending.objects.get(pk=pk)
    return Delivery.objects.get(pk=pk) if queue == "delivery" else Timer.objects.get(pk=pk)


def sendings_of(case: Subject) -> QuerySet[Sending]:
    """All that was written about a case, oldest first, without the words; each says its `fate`."""
    about = Sending.objects.filter(subject_kind=case.subject_kind(), subject_id=case.pk)
    return about.select_related("agent").defer(*WORDS).order_by("pk")


def letters_here() -> QuerySet[Sending]:
    """All that this town has written, for the mailbox of a demo or a practice town: what is told on a screen is no letter."""
    return Sending.objects.filter(channel=Channel.EMAIL)


def notices_of(agent: Agent) -> QuerySet[Sending]:
    """What this agent is told on the screen, without what has been forgotten since."""
    return Sending.objects.filter(ON_SCREEN, agent=agent, shredded_at__isnull=True)


def shown_on(case: Case) -> QuerySet[Sending]:
    """The same for its card, with the letters of a day that say something of it."""
    about = Q(subject_kind=case.subject_kind(), subject_id=case.pk)
    in_a_day = Q(pk__in=DigestLine.objects.filter(case=case).values("sending"))
    return Sending.objects.filter(about | in_a_day).select_related("agent").defer(*WORDS).order_by("pk")


def _pieces(which: Q) -> list[Piece]:
    sendings = list(Sending.objects.filter(which).exclude(_SECRET).defer(*WORDS).order_by("due_at", "pk")[:MOST])
    others: list[Delivery | Timer] = [
        *Delivery.objects.filter(which).order_by("due_at", "pk")[:MOST],
        *Timer.objects.filter(which).order_by("due_at", "pk")[:MOST],
    ]
    numbers = _numbers(others)
    pieces = [
        *(_piece(row, row.subject, refusals.in_words(row.error), row.address, row.fate) for row in sendings),
        *(_piece(row, _task(row, numbers), _("Le logiciel n’a pas pu le faire.")) for row in others),
    ]
    return sorted(pieces, key=lambda piece: piece.due_at)


def _piece(row: Work, what: str, why: str, to: str = "", fate: str = "") -> Piece:
    return Piece(
        queue=QUEUES[type(row)], pk=row.pk, what=what, to=to, why=why if row.error else "", said=row.error,
        due_at=row.due_at, failures=row.failures, fate=fate,
    )  # fmt: skip


def _task(row: Delivery | Timer, numbers: dict[int, str]) -> str:
    name = row.reaction if isinstance(row, Delivery) else row.name
    said = task_in_words(name)
    number = numbers.get(row.subject_id) if row.subject_kind == Case.subject_kind() else None
    return _("%(task)s, demande n° %(number)s") % {"task": said, "number": number} if number else said


def _numbers(rows: list[Delivery | Timer]) -> dict[int, str]:
    ids = {row.subject_id for row in rows if row.subject_kind == Case.subject_kind()}
    named = Case.objects.ordinary().filter(pk__in=ids).only("year", "sequence") if ids else ()
    return {case.pk: case.number for case in named}
