"""Who may do what to a case: pure rules, read by the page that shows the button and by the operation behind it."""

from collections.abc import Callable

from parvis.cases.actors import Requester, Visitor
from parvis.cases.hand import hand_of
from parvis.cases.models import Case, Kind, Outcome, Stage, Status
from parvis.cases.publishing import can_be_published
from parvis.directory.models import Agent
from parvis.kernel import clock
from parvis.kernel.actors import Actor
from parvis.kernel.tenancy import current

Rule = Callable[[Actor, Case], bool]


def can_see(by: Actor, case: Case) -> bool:
    """The Python of `CaseQuerySet.visible_to`."""
    if not isinstance(by, Agent):
        return can_follow(by, case)
    if by.authority_id != case.authority_id or not by.is_in_post:
        return False
    hand = hand_of(by)
    return (
        by.is_supervisor
        or case.unit_id in hand.units
        or case.assignee_id in hand.agents
        or hand.owns(case.category_id, case.district_id)
    )


def can_take(by: Actor, case: Case) -> bool:
    """Those who do the work of the unit; a supervisor sees all and takes nothing."""
    return isinstance(by, Agent) and can_see(by, case) and case.unit_id in hand_of(by).units


def can_handle(by: Actor, case: Case) -> bool:
    """Note, reply, ask, promise, assign, transfer, resolve: whoever sees the case as an agent."""
    return isinstance(by, Agent) and can_see(by, case)


def can_close(by: Actor, case: Case) -> bool:
    """Closing may be reserved to the head and the category owners of the unit's cases."""
    if not isinstance(by, Agent) or not can_see(by, case):
        return False
    hand = hand_of(by)
    return (
        by.is_supervisor
        or not case.unit.is_closing_reserved
        or case.unit_id in hand.headed
        or hand.owns(case.category_id, case.district_id)
    )


def can_move_to(by: Actor, case: Case, stage: Stage) -> bool:
    """A stage that ends the case is for whoever may close."""
    return can_close(by, case) if stage.is_ending else can_handle(by, case)


def can_follow(by: Actor, case: Case) -> bool:
    """Only the holder of the private link acts as the requester."""
    return isinstance(by, Requester) and by.case_id == case.pk


def can_be_told(by: Actor, case: Case) -> bool:
    """Anybody, of what is public anyway."""
    return isinstance(by, Visitor) and case.category.is_public and case.outcome != Outcome.WITHDRAWN


RIGHTS: dict[str, Rule] = {
    "see": can_see,
    "take": can_take,
    "assign": can_handle,
    "transfer": can_handle,
    "promise": can_handle,
    "prioritise": can_handle,
    "note": can_handle,
    "reply": can_handle,
    "ask": can_handle,
    "move": can_handle,
    "thank": can_handle,
    "resolve": can_handle,
    "publish": can_handle,
    "keep": can_handle,
    "send_back": can_close,
    "close": can_close,
    "drop": can_close,
    "reopen": can_close,
    "answer": can_follow,
    "withdraw": can_follow,
    "correct": can_follow,
    "correct_email": can_follow,
    "add_photos": can_follow,
    "insist": can_follow,
    "follow": can_be_told,
    "congratulate": can_be_told,
}

# What the state of the case leaves possible; a right on an impossible thing shows no button.
POSSIBLE: dict[str, Callable[[Case], bool]] = {
    "see": lambda case: True,
    "take": lambda case: not case.is_closed and not case.is_resolved,
    "assign": lambda case: not case.is_closed and not case.is_resolved,
    "transfer": lambda case: not case.is_closed and not case.is_resolved,
    "promise": lambda case: not case.is_closed and not case.is_resolved and case.category.can_be_late,
    "prioritise": lambda case: not case.is_closed,
    "note": lambda case: True,
    "reply": lambda case: bool(case.requester_email),
    "ask": lambda case: not case.is_closed and not case.is_resolved and bool(case.requester_email),
    "move": lambda case: not case.is_closed and not case.is_resolved,
    "thank": lambda case: not case.is_closed and case.category.kind == Kind.COMPLIMENT,
    "resolve": lambda case: not case.is_closed and not case.is_resolved and case.category.kind != Kind.COMPLIMENT,
    "publish": can_be_published,
    "keep": can_be_published,
    "send_back": lambda case: case.is_resolved,
    "close": lambda case: case.is_resolved,
    "drop": lambda case: not case.is_closed,
    "reopen": lambda case: case.is_closed,
    "answer": lambda case: not case.is_closed,
    "withdraw": lambda case: case.status in (Status.NEW, Status.OPEN, Status.WAITING),
    "correct": lambda case: case.status == Status.NEW,
    "correct_email": lambda case: case.status == Status.NEW and bool(case.requester_email),
    "add_photos": lambda case: not case.is_closed,
    "insist": lambda case: case.is_contestable(clock.today(current())),
    "follow": lambda case: not case.is_closed,
    "congratulate": lambda case: case.is_lately_done(clock.now()),
}


def may(verb: str, by: Actor, case: Case) -> bool:
    return RIGHTS[verb](by, case)


def abilities(by: Actor, case: Case) -> frozenset[str]:
    """What this person can do to this case now: the buttons of the page."""
    return frozenset(verb for verb, rule in RIGHTS.items() if POSSIBLE[verb](case) and rule(by, case))
