"""Facts about a town as those who keep the installation see it: its names, whether it is open, its queues. All are about its
reception, like its creation."""

from dataclasses import dataclass
from typing import ClassVar

from parvis.kernel.events import Fact, fact

NOTHING: tuple[str, ...] = ()


@fact
@dataclass(frozen=True, kw_only=True)
class HostChosen(Fact):
    """The name of the town's site is another: the one before still leads there."""

    kind: ClassVar[str] = "authority.host_chosen"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    host: str
    previous: str


@fact
@dataclass(frozen=True, kw_only=True)
class HostAdded(Fact):
    """One more name leads to the town's site."""

    kind: ClassVar[str] = "authority.host_added"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    host: str


@fact
@dataclass(frozen=True, kw_only=True)
class HostRemoved(Fact):
    """A name does not lead there any more."""

    kind: ClassVar[str] = "authority.host_removed"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    host: str


@fact
@dataclass(frozen=True, kw_only=True)
class TownClosed(Fact):
    """Nothing of the town is served nor sent; all of it is kept."""

    kind: ClassVar[str] = "authority.closed"
    personal: ClassVar[tuple[str, ...]] = NOTHING


@fact
@dataclass(frozen=True, kw_only=True)
class TownReopened(Fact):
    """As it was; what waited leaves."""

    kind: ClassVar[str] = "authority.reopened"
    personal: ClassVar[tuple[str, ...]] = NOTHING


@fact
@dataclass(frozen=True, kw_only=True)
class QueueResumed(Fact):
    """What had stopped in one of the town's queues is tried again, by whoever keeps the installation."""

    kind: ClassVar[str] = "authority.queue_resumed"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    queue: str
    number: int
