"""Facts about groups: what each is, who is of it, and which cases it is given."""

from dataclasses import dataclass
from typing import ClassVar

from parvis.kernel.events import Fact, fact

NOTHING: tuple[str, ...] = ()


@fact
@dataclass(frozen=True, kw_only=True)
class GroupCreated(Fact):
    kind: ClassVar[str] = "group.created"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    unit_id: int | None


@fact
@dataclass(frozen=True, kw_only=True)
class GroupDescribed(Fact):
    """Only the fields that changed. Other things are written by their ids."""

    kind: ClassVar[str] = "group.described"
    personal: ClassVar[tuple[str, ...]] = ("before", "after")
    before: dict[str, str] | None
    after: dict[str, str] | None


@fact
@dataclass(frozen=True, kw_only=True)
class GroupJoined(Fact):
    kind: ClassVar[str] = "group.joined"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    agent_id: int


@fact
@dataclass(frozen=True, kw_only=True)
class GroupQuitted(Fact):
    kind: ClassVar[str] = "group.quitted"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    agent_id: int


@fact
@dataclass(frozen=True, kw_only=True)
class GroupDissolved(Fact):
    """Its cases and what was routed to it go to another, or stay with their units."""

    kind: ClassVar[str] = "group.dissolved"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    into_group_id: int | None


@fact
@dataclass(frozen=True, kw_only=True)
class CaseGrouped(Fact):
    """It is given to a group, any of whom takes it; None: to none any more. `previous_id`: who had it until then."""

    kind: ClassVar[str] = "case.grouped"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    group_id: int | None
    previous_group_id: int | None
    previous_id: int | None
