"""Facts about the practice town, as the real one tells them: all are about its reception."""

from dataclasses import dataclass
from typing import ClassVar

from parvis.kernel.events import Fact, fact

NOTHING: tuple[str, ...] = ()


@fact
@dataclass(frozen=True, kw_only=True)
class PracticeOpened(Fact):
    """A practice town is asked for, at that address."""

    kind: ClassVar[str] = "practice.opened"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    host: str


@fact
@dataclass(frozen=True, kw_only=True)
class PracticeMade(Fact):
    """It is ready. `refused`: how many things of the configuration could not be brought there."""

    kind: ClassVar[str] = "practice.made"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    cases: int
    refused: int


@fact
@dataclass(frozen=True, kw_only=True)
class PracticeRestarted(Fact):
    """All that was done there is erased, and it is made anew."""

    kind: ClassVar[str] = "practice.restarted"
    personal: ClassVar[tuple[str, ...]] = NOTHING


@fact
@dataclass(frozen=True, kw_only=True)
class PracticeClosed(Fact):
    """It is erased, whole."""

    kind: ClassVar[str] = "practice.closed"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    host: str
