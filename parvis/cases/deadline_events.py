"""Facts about the deadline of a case: that it has one, that it comes near, that it went by."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from parvis.kernel.events import Fact, fact

NOTHING: tuple[str, ...] = ()


@fact
@dataclass(frozen=True, kw_only=True)
class CaseDue(Fact):
    """The delay of its category ends on that day; None where it has none any more."""

    kind: ClassVar[str] = "case.due"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    due_on: date | None
    previous_on: date | None


@fact
@dataclass(frozen=True, kw_only=True)
class DeadlineNear(Fact):
    """Whoever holds the case is reminded, some days before."""

    kind: ClassVar[str] = "case.deadline_near"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    deadline_on: date


@fact
@dataclass(frozen=True, kw_only=True)
class DeadlinePassed(Fact):
    """The deadline went by with the work not done. `height`: 0, whoever holds the case is reminded; 1, so is the head of its
    unit; each more, the head of one unit further up."""

    kind: ClassVar[str] = "case.deadline_passed"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    deadline_on: date
    height: int


@fact
@dataclass(frozen=True, kw_only=True)
class DelayApplied(Fact):
    """The delay of a category and its reminders were applied to the cases that were open already; `count`: those whose
    deadline moved, but the confidential."""

    kind: ClassVar[str] = "category.delay_applied"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    count: int
