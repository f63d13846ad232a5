"""Facts about who reads which cases, and what each role may do. The former are about the agent, the latter about the
reception, as the town's other choices are."""

from dataclasses import dataclass
from typing import ClassVar

from parvis.kernel.events import Fact, fact

NOTHING: tuple[str, ...] = ()


@fact
@dataclass(frozen=True, kw_only=True)
class AccessGiven(Fact):
    """To the cases of the unit, of the category, of the district, together: None limits nothing."""

    kind: ClassVar[str] = "access.given"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    unit_id: int | None
    category_id: int | None
    district_id: int | None


@fact
@dataclass(frozen=True, kw_only=True)
class AccessTaken(Fact):
    kind: ClassVar[str] = "access.taken"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    unit_id: int | None
    category_id: int | None
    district_id: int | None


@fact
@dataclass(frozen=True, kw_only=True)
class RightChanged(Fact):
    """What a role may do on cases: a cell of the table of rights."""

    kind: ClassVar[str] = "right.changed"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    role: str
    action: str
    is_allowed: bool
