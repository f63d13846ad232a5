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


# What a move changes, to be saved.
MOVED = ["status", "stage", "stage_before"]


def move(case: Case, to: Status) -> None:
    """Change the status in memory; asked for the one it has, change nothing. A stage is of its status: the case leaves it,
    and comes back to it when the requester has answered."""
    now = Status(case.status)
    if to == now:
        return
    if to not in MOVES[now]:
        raise Refused(_("Cette demande ne peut pas passer à cet état."))
    back, here = case.stage_before_id, case.stage_id
    case.stage_id = back if to == Status.OPEN else None
    case.stage_before_id = here if to == Status.WAITING else None
    case.status = to


def begin(case: Case) -> None:
    """What was new is under way; what is further along stays there."""
    if case.status == Status.NEW:
        move(case, Status.OPEN)
