"""Who may do what to a case: pure rules, read by the page that shows the button and by the operation behind it."""

from collections.abc import Callable

from parvis.cases.actors import Requester, Visitor
from parvis.cases.allowed import allows, covers
from parvis.cases.hand import hand_of
from parvis.cases.models import Case, Kind, Outcome, Stage, Status
from parvis.cases.publishing import can_be_published
from parvis.directory.models import Agent, AgentKind
from parvis.kernel import clock
from parvis.kernel.actors import Actor
from parvis.kernel.tenancy import current

Rule = Callable[[Actor, Case], bool]


def _by_role(action: str) -> Rule:
    """Whether one of the agent's roles on the case may, as the town has it."""

    def rule(by: Actor, case: Case) -> bool:
        if not isinstance(by, Agent) or by.authority_id != case.authority_id or not by.is_in_post:
            return False
        return allows(hand_of(by), action, case)

    return rule


_sees = _by_role("see")
can_close = _by_role("close")
can_identify = _by_role("identity")


def can_see(by: Actor, case: Case) -> bool:
    """The Python of `CaseQuerySet.visible_to`."""
    return _sees(by, case) if isinstance(by, Agent) else can_follow(by, case)


def can_be_given(agent: Agent, case: Case) -> bool:
    """To whoever works in its unit, is of its group, or is named on it; or to a contractor: of those cases only, where it
    has been said which. Of a confidential case, `may_open` says whether they are named already."""
    if not agent.is_in_post:
        return False
    hand = hand_of(agent)
    if agent.kind == AgentKind.CONTRACTOR:
        return not hand.scopes or any(covers(scope, case) for scope in hand.scopes) or can_see(agent, case)
    return case.unit_id in hand.units or case.pk in hand.entrusted or case.group_id in hand.groups


def may_open(agent: Agent, case: Case) -> bool:
    """Whether the agent is not kept from it by its being confidential."""
    return not case.is_confidential or case.pk in hand_of(agent).entrusted


def can_move_to(by: Actor, case: Case, stage: Stage) -> bool:
    """A stage that ends the case is for whoever may close."""
    return may("move", by, case) and (not stage.is_ending or can_close(by, case))


def can_follow(by: Actor, case: Case) -> bool:
    """Only the holder of the private link acts as the requester."""
    return isinstance(by, Requester) and by.case_id == case.pk


def can_be_told(by: Actor, case: Case) -> bool:
    """Anybody, of what is public anyway."""
    return isinstance(by, Visitor) and case.is_public and case.outcome != Outcome.WITHDRAWN


RIGHTS: dict[str, Rule] = {
    "see": can_see,
    "take": _by_role("take"),
    "assign": _by_role("assign"),
    "transfer": _by_role("transfer"),
    "promise": _by_role("promise"),
    "prioritise": _by_role("prioritise"),
    "note": _by_role("note"),
    "reply": _by_role("reply"),
    "ask": _by_role("ask"),
    "move": _by_role("move"),
    "restrict": _by_role("restrict"),
    "lift": _by_role("restrict"),
    "thank": _by_role("thank"),
    "resolve": _by_role("resolve"),
    "publish": _by_role("publish"),
    "keep": _by_role("publish"),
    "send_back": _by_role("send_back"),
    "close": can_close,
    "drop": _by_role("drop"),
    "reopen": _by_role("reopen"),
    "answer": can_follow,
    "withdraw": can_follow,
    "correct": can_follow,
    "correct_email": can_follow,
    "choose_letters": can_follow,
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
    "reply": lambda case: case.is_reachable,
    "ask": lambda case: not case.is_closed and not case.is_resolved and case.is_reachable,
    "move": lambda case: not case.is_closed and not case.is_resolved,
    "restrict": lambda case: True,
    "lift": lambda case: case.is_confidential,
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
    "correct_email": lambda case: case.status == Status.NEW and case.is_reachable,
    "choose_letters": lambda case: not case.is_closed and case.is_reachable,
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
