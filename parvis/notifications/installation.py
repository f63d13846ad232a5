"""What waits and what has stopped, town by town, for whoever keeps the installation: numbers, times and kinds of failures;
never a word of a letter, nor to whom it goes."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, F, Min, Q
from django.utils.translation import gettext as _

from parvis.kernel import clock
from parvis.kernel.leases import State
from parvis.kernel.models import Authority, Delivery, Timer
from parvis.notifications import refusals
from parvis.notifications.models import Sending
from parvis.notifications.queries import QUEUES, Work
from parvis.notifications.tasks import task_in_words

LABEL = {Sending: "template", Delivery: "reaction", Timer: "name"}
_NAME = r"([A-Za-z]{2,40}(?:Error|Exception|Disconnected|Refused)|gaierror)"
_FIRST = re.compile(rf"{_NAME}(?::|$)", re.ASCII)
_LAST = re.compile(rf"\({_NAME}\)$", re.ASCII)
_ANSWER = re.compile(r"[245]\d\d\b")
MOST, SHOWN = 2000, 10


@dataclass
class Standing:
    """Of one town's queues. `oldest_at`: since when the first of those that are due has been waiting."""

    letters_waiting: int = 0
    letters_stopped: int = 0
    work_waiting: int = 0
    work_stopped: int = 0
    oldest_at: datetime | None = None

    @property
    def stopped(self) -> int:
        return self.letters_stopped + self.work_stopped

    @property
    def waiting(self) -> int:
        return self.letters_waiting + self.work_waiting


@dataclass
class Stopped:
    """What has stopped, of one kind, for one sort of reason. `pieces`: the first of them, to be tried again one by one."""

    queue: str
    kind: str
    label: str
    why: str
    number: int = 0
    pieces: "list[tuple[int, datetime, int]]" = field(default_factory=list)


def standings(towns: Iterable[Authority]) -> dict[int, Standing]:
    """By the town's id; three queries, however many towns."""
    return _standings(Q(authority__in=[town.pk for town in towns]))


def every_standing() -> dict[int, Standing]:
    """The same, of the towns where something waits or has stopped."""
    return _standings(Q())


def _standings(which: Q) -> dict[int, Standing]:
    found: dict[int, Standing] = defaultdict(Standing)
    for model in QUEUES:
        for town, due, parked, oldest_at in _counted(model, which):
            standing = found[town]
            if model is Sending:
                standing.letters_waiting, standing.letters_stopped = due, parked
            else:
                standing.work_waiting, standing.work_stopped = standing.work_waiting + due, standing.work_stopped + parked
            standing.oldest_at = min((at for at in (standing.oldest_at, oldest_at) if at is not None), default=None)
    return found


def _counted(model: type[Work], which: Q) -> list[tuple[int, int, int, datetime | None]]:
    """Of each town: how many are due, how many have stopped, since when the first of those that are due."""
    due, parked = Q(state=State.PENDING, due_at__lte=clock.now()), Q(state=State.PARKED)
    rows = model.everywhere.filter(which, due | parked).order_by().values_list("authority")
    return list(rows.annotate(n=Count("pk", filter=due), stopped=Count("pk", filter=parked), oldest=Min("due_at", filter=due)))


def troubled() -> set[int]:
    """The towns of which something has stopped."""
    return {pk for model in QUEUES for pk in model.everywhere.filter(state=State.PARKED).values_list("authority", flat=True)}


def stopped(town: Authority) -> list[Stopped]:
    """By kind and sort of reason, the most numerous first; of the two thousand oldest of each queue."""
    found: dict[tuple[str, str, str], Stopped] = {}
    for model, queue in QUEUES.items():
        rows = model.everywhere.filter(authority=town, state=State.PARKED).annotate(kind=F(LABEL[model]))
        told = rows.order_by("due_at").values_list("kind", "error", "pk", "due_at", "failures")[:MOST]
        for kind, error, pk, due_at, failures in told:
            why = reason(queue, error)
            one = found.setdefault((queue, kind, why), Stopped(queue, kind, label_of(kind), why))
            one.number += 1
            if len(one.pieces) < SHOWN:
                one.pieces.append((pk, due_at, failures))
    return sorted(found.values(), key=lambda one: -one.number)


def waiting(town: Authority) -> list[tuple[str, int, datetime]]:
    """What is due: its kind, how many, since when."""
    found: list[tuple[str, int, datetime]] = []
    for model in QUEUES:
        rows = model.everywhere.filter(authority=town, state=State.PENDING, due_at__lte=clock.now())
        by_kind = rows.order_by().values_list(LABEL[model]).annotate(n=Count("pk"), since=Min("due_at"))
        found += [(label_of(kind), n, since) for kind, n, since in by_kind]
    return sorted(found, key=lambda one: one[2])


def reason(queue: str, error: str) -> str:
    """The sort of failure alone: its own words may hold an address, or what somebody wrote."""
    code = _ANSWER.match(error) if queue == "sending" else None
    if code is not None:
        return f"{refusals.in_words(error)} ({code[0]})"
    # Of a letter the class comes last, in brackets; of other work first.
    named = _LAST.search(error) or _FIRST.match(error)
    if named is None:
        return _("raison inconnue")
    unreachable = _("le serveur de messagerie est injoignable")
    told = {
        "TimeoutError": _("le serveur de messagerie met trop de temps à répondre"),
        "SMTPServerDisconnected": _("le serveur de messagerie a coupé la connexion"),
        "SSLError": _("la connexion chiffrée au serveur de messagerie échoue"),
        "ConnectionRefusedError": unreachable,
        "gaierror": unreachable,
        "OSError": unreachable,
    }
    return f"{told[named[1]]} ({named[1]})" if queue == "sending" and named[1] in told else named[1]


def label_of(kind: str) -> str:
    """A kind of letter or of work, in words; its own name for what is rare."""
    letters = {
        "account/invitation": _("Lettre : invitation"),
        "account/forgotten_password": _("Lettre : mot de passe oublié"),
    }
    folders = {
        "requester": _("Lettre au demandeur"),
        "agents": _("Lettre à un agent"),
        "followers": _("Lettre à qui suit une demande"),
        "rule": _("Lettre d’une règle de la commune"),
        "digest": _("Lettre du jour"),
    }
    return letters.get(kind) or folders.get(kind.partition("/")[0]) or task_in_words(kind)
