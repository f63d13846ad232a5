"""From which status a case may go to which; the database refuses a closed case without an end, and an end without closing."""

from django.utils.translation import gettext as _

from parvis.cases.models import Case, Status
from parvis.kernel.operations import Refused

MOVES: dict[Status, frozenset[Status]] = {
    Status.NEW: frozenset({Status.OPEN, Status.WAITING, Status.CLOSED}),
    Status.OPEN: frozenset({Status.WAITING, Status.CLOSED}),
    Status.WAITING: frozenset({Status.OPEN, Status.CLOSED}),
    Status.CLOSED: frozenset({Status.OPEN}),
}


def move(case: Case, to: Status) -> None:
    """Change the status in memory; asked for the one it has, change nothing."""
    now = Status(case.status)
    if to != now and to not in MOVES[now]:
        raise Refused(_("Cette demande ne peut pas passer à cet état."))
    case.status = to


def begin(case: Case) -> None:
    """What was new is under way; what is further along stays there."""
    if case.status == Status.NEW:
        move(case, Status.OPEN)
