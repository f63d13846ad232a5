"""Facts about the queues, the rules of letters, and the words that agents take up."""

from dataclasses import dataclass
from typing import ClassVar

from parvis.kernel.events import Fact, fact


@fact
@dataclass(frozen=True, kw_only=True)
class WorkSentAgain(Fact):
    """An administrator had something parked done again. `queue`: sending, delivery or timer.

    Its subject is the administrator: the case did not change, and those who work on it need not read it again. The
    server's reason may hold an address: it is not copied here.
    """

    kind: ClassVar[str] = "queue.sent_again"
    personal: ClassVar[tuple[str, ...]] = ()
    queue: str
    work_id: int


@fact
@dataclass(frozen=True, kw_only=True)
class RuleWritten(Fact):
    """A rule about letters was made, or changed: only what is another than before, by its name. `before` is empty for a new
    one. An address may be somebody's."""

    kind: ClassVar[str] = "rule.written"
    personal: ClassVar[tuple[str, ...]] = ("before", "after")
    before: dict[str, str] | None
    after: dict[str, str] | None


@fact
@dataclass(frozen=True, kw_only=True)
class RuleSwitched(Fact):
    kind: ClassVar[str] = "rule.switched"
    personal: ClassVar[tuple[str, ...]] = ()
    is_active: bool


@fact
@dataclass(frozen=True, kw_only=True)
class RuleEnded(Fact):
    """It is there no more; what it had sent stays on the cases."""

    kind: ClassVar[str] = "rule.ended"
    personal: ClassVar[tuple[str, ...]] = ()


@fact
@dataclass(frozen=True, kw_only=True)
class ReplyTemplateWritten(Fact):
    """Words to take up were written, or changed: only what is another than before. `before` is empty for new ones. They may
    name somebody."""

    kind: ClassVar[str] = "reply_template.written"
    personal: ClassVar[tuple[str, ...]] = ("before", "after")
    before: dict[str, str] | None
    after: dict[str, str] | None


@fact
@dataclass(frozen=True, kw_only=True)
class ReplyTemplateEnded(Fact):
    """It is offered no more; what was written with it stays."""

    kind: ClassVar[str] = "reply_template.ended"
    personal: ClassVar[tuple[str, ...]] = ()
