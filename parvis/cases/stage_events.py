"""Facts about stages: which there are, what they say, and what became of them."""

from dataclasses import dataclass
from typing import ClassVar

from parvis.kernel.events import Fact, fact

NOTHING: tuple[str, ...] = ()


@fact
@dataclass(frozen=True, kw_only=True)
class StagesCreated(Fact):
    kind: ClassVar[str] = "stages.created"
    personal: ClassVar[tuple[str, ...]] = NOTHING


@fact
@dataclass(frozen=True, kw_only=True)
class StagesRenamed(Fact):
    kind: ClassVar[str] = "stages.renamed"
    personal: ClassVar[tuple[str, ...]] = ("name", "previous_name")
    name: str | None
    previous_name: str | None


@fact
@dataclass(frozen=True, kw_only=True)
class StageAdded(Fact):
    kind: ClassVar[str] = "stages.added"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    stage_id: int


@fact
@dataclass(frozen=True, kw_only=True)
class StageDescribed(Fact):
    """What is said of it changed: only the fields that did."""

    kind: ClassVar[str] = "stages.described"
    personal: ClassVar[tuple[str, ...]] = ("before", "after")
    stage_id: int
    before: dict[str, str] | None
    after: dict[str, str] | None


@fact
@dataclass(frozen=True, kw_only=True)
class StagePlaced(Fact):
    """Its place among those of its set."""

    kind: ClassVar[str] = "stages.placed"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    stage_id: int
    position: int
    previous_position: int


@fact
@dataclass(frozen=True, kw_only=True)
class StageRetired(Fact):
    """No case goes to it any more. Its open cases went to another stage, or are in none."""

    kind: ClassVar[str] = "stages.retired"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    stage_id: int
    into_stage_id: int | None
    open_cases: int
