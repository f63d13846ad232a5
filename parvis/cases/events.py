"""The facts of a case's life. Words are in `Message` rows: facts hold their ids."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from parvis.kernel.events import Fact, fact

NOTHING: tuple[str, ...] = ()


@fact
@dataclass(frozen=True, kw_only=True)
class CaseReceived(Fact):
    """It came in and was routed. `rule` says what routed it: category × district, category, reception…"""

    kind: ClassVar[str] = "case.received"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    category_id: int
    unit_id: int
    assignee_id: int | None
    district_id: int | None
    channel: str
    rule: str


@fact
@dataclass(frozen=True, kw_only=True)
class CaseTaken(Fact):
    """An agent took it; `assignee_id` is theirs."""

    kind: ClassVar[str] = "case.taken"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    assignee_id: int
    previous_id: int | None


@fact
@dataclass(frozen=True, kw_only=True)
class CaseAssigned(Fact):
    kind: ClassVar[str] = "case.assigned"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    assignee_id: int
    previous_id: int | None


@fact
@dataclass(frozen=True, kw_only=True)
class CaseHandedOver(Fact):
    """Whoever had the case left the town hall, or their unit was dissolved: it goes to another, or to nobody yet.

    Told to nobody case by case: whoever inherits is told once, by `AgentLeft` or `UnitDissolved`.
    """

    kind: ClassVar[str] = "case.handed_over"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    unit_id: int
    previous_unit_id: int
    assignee_id: int | None
    previous_id: int | None


@fact
@dataclass(frozen=True, kw_only=True)
class CaseTransferred(Fact):
    """`message_id`: the reason, between colleagues."""

    kind: ClassVar[str] = "case.transferred"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    unit_id: int
    previous_id: int
    message_id: int


@fact
@dataclass(frozen=True, kw_only=True)
class CasePromised(Fact):
    """A date was given to the requester, or changed (`previous_on`)."""

    kind: ClassVar[str] = "case.promised"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    estimated_on: date
    previous_on: date | None


@fact
@dataclass(frozen=True, kw_only=True)
class CasePrioritised(Fact):
    kind: ClassVar[str] = "case.prioritised"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    priority: int
    previous: int


@fact
@dataclass(frozen=True, kw_only=True)
class CaseNoted(Fact):
    kind: ClassVar[str] = "case.noted"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    message_id: int


@fact
@dataclass(frozen=True, kw_only=True)
class CaseReplied(Fact):
    kind: ClassVar[str] = "case.replied"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    message_id: int


@fact
@dataclass(frozen=True, kw_only=True)
class RequesterAsked(Fact):
    """The case waits for the requester's answer."""

    kind: ClassVar[str] = "case.requester_asked"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    message_id: int


@fact
@dataclass(frozen=True, kw_only=True)
class RequesterAnswered(Fact):
    kind: ClassVar[str] = "case.requester_answered"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    message_id: int


@fact
@dataclass(frozen=True, kw_only=True)
class CaseResolved(Fact):
    """The work is done. `minutes`: how long it took, if said; the event's `started_at`: when it began."""

    kind: ClassVar[str] = "case.resolved"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    outcome: str
    message_id: int | None
    minutes: int | None


@fact
@dataclass(frozen=True, kw_only=True)
class CaseSentBack(Fact):
    """Whoever may close found the work not done; `message_id`: why, between colleagues."""

    kind: ClassVar[str] = "case.sent_back"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    message_id: int


@fact
@dataclass(frozen=True, kw_only=True)
class CaseClosed(Fact):
    """`message_id`: words for the requester: the reason, when it is closed without follow-up."""

    kind: ClassVar[str] = "case.closed"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    outcome: str
    message_id: int | None


@fact
@dataclass(frozen=True, kw_only=True)
class CaseReopened(Fact):
    kind: ClassVar[str] = "case.reopened"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    previous_outcome: str
    message_id: int


@fact
@dataclass(frozen=True, kw_only=True)
class CaseMoved(Fact):
    """It is at another stage, which is of that status. `message_id`: what the requester is written with it; none where the
    stage ends the case, for the end has its own letter."""

    kind: ClassVar[str] = "case.moved"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    stage_id: int
    previous_stage_id: int | None
    status: str
    message_id: int | None


@fact
@dataclass(frozen=True, kw_only=True)
class CaseRestaged(Fact):
    """Its stage was retired, or is none of its new category's: it is at another, or at none. Told to nobody."""

    kind: ClassVar[str] = "case.restaged"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    stage_id: int | None
    previous_stage_id: int | None


@fact
@dataclass(frozen=True, kw_only=True)
class WordsPublished(Fact):
    """An agent looked at what the requester wrote: everybody may read it, but so many passages."""

    kind: ClassVar[str] = "case.words_published"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    masked: int


@fact
@dataclass(frozen=True, kw_only=True)
class WordsKept(Fact):
    """An agent looked at what the requester wrote, and keeps it private."""

    kind: ClassVar[str] = "case.words_kept"
    personal: ClassVar[tuple[str, ...]] = NOTHING


@fact
@dataclass(frozen=True, kw_only=True)
class PhotoPublished(Fact):
    """An agent looked at a photo of the case (`photo_id`: of the tie): everybody may see it, or what is left uncovered."""

    kind: ClassVar[str] = "case.photo_published"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    photo_id: int
    is_covered: bool


@fact
@dataclass(frozen=True, kw_only=True)
class PhotoKept(Fact):
    """An agent looked at a photo of the case, and keeps it private."""

    kind: ClassVar[str] = "case.photo_kept"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    photo_id: int


@fact
@dataclass(frozen=True, kw_only=True)
class CaseShredded(Fact):
    """Who asked and what was written were forgotten."""

    kind: ClassVar[str] = "case.shredded"
    personal: ClassVar[tuple[str, ...]] = NOTHING


@fact
@dataclass(frozen=True, kw_only=True)
class PromisePassed(Fact):
    """The promised date went by with the work not done: Parvis reminds those who hold the case."""

    kind: ClassVar[str] = "case.promise_passed"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    estimated_on: date


@fact
@dataclass(frozen=True, kw_only=True)
class CaseImported(Fact):
    """It was taken over from another register."""

    kind: ClassVar[str] = "case.imported"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    system: str
    key: str


@fact
@dataclass(frozen=True, kw_only=True)
class CaseRecategorised(Fact):
    """It is of another category: its own was retired."""

    kind: ClassVar[str] = "case.recategorised"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    category_id: int
    previous_category_id: int


@fact
@dataclass(frozen=True, kw_only=True)
class FollowAsked(Fact):
    """An address was typed: it is asked to confirm, each time. Its subject, and that of the three below, is the follower:
    the case did not change, and those who work on it need not read it again."""

    kind: ClassVar[str] = "follow.asked"
    personal: ClassVar[tuple[str, ...]] = NOTHING


@fact
@dataclass(frozen=True, kw_only=True)
class FollowConfirmed(Fact):
    """Whoever reads that address wants it: the public steps are told from now on."""

    kind: ClassVar[str] = "follow.confirmed"
    personal: ClassVar[tuple[str, ...]] = NOTHING


@fact
@dataclass(frozen=True, kw_only=True)
class CaseRestricted(Fact):
    """It is confidential, open to those `named` and to no other. `cause`: by hand, by its category as it came in, or because
    nobody was left who could open it. `released_id`: who had it, and has it no more."""

    kind: ClassVar[str] = "case.restricted"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    named: list[int]
    previously: list[int]
    was_confidential: bool
    cause: str
    released_id: int | None


@fact
@dataclass(frozen=True, kw_only=True)
class CaseUnrestricted(Fact):
    """It is confidential no more."""

    kind: ClassVar[str] = "case.unrestricted"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    previously: list[int]


@fact
@dataclass(frozen=True, kw_only=True)
class FollowStopped(Fact):
    """No more letters, and the address is gone."""

    kind: ClassVar[str] = "follow.stopped"
    personal: ClassVar[tuple[str, ...]] = NOTHING


@fact
@dataclass(frozen=True, kw_only=True)
class FollowForgotten(Fact):
    """The address had had its day."""

    kind: ClassVar[str] = "follow.forgotten"
    personal: ClassVar[tuple[str, ...]] = NOTHING


@fact
@dataclass(frozen=True, kw_only=True)
class BravoSaid(Fact):
    """Somebody found the job well done; nothing is known of who. Its subject is the bravo."""

    kind: ClassVar[str] = "bravo.said"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    case_id: int


@fact
@dataclass(frozen=True, kw_only=True)
class CaseCorrected(Fact):
    """Its author wrote it otherwise, while it was new; None is what did not change, or was forgotten."""

    kind: ClassVar[str] = "case.corrected"
    personal: ClassVar[tuple[str, ...]] = ("words_before", "words_after", "address_before", "address_after")
    words_before: str | None
    words_after: str | None
    address_before: str | None
    address_after: str | None


@fact
@dataclass(frozen=True, kw_only=True)
class EmailCorrected(Fact):
    """The town would have written to somebody else; None is what was forgotten."""

    kind: ClassVar[str] = "case.email_corrected"
    personal: ClassVar[tuple[str, ...]] = ("email_before", "email_after")
    email_before: str | None
    email_after: str | None


@fact
@dataclass(frozen=True, kw_only=True)
class LettersChosen(Fact):
    """The requester is written to about the answers and the end alone, or about every step again."""

    kind: ClassVar[str] = "case.letters_chosen"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    is_written_less: bool


@fact
@dataclass(frozen=True, kw_only=True)
class PhotosAdded(Fact):
    """By the requester, after the report."""

    kind: ClassVar[str] = "case.photos_added"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    count: int
