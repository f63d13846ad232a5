"""Facts about zonings and the territory."""

from dataclasses import dataclass
from typing import ClassVar

from parvis.kernel.events import Fact, fact


@fact
@dataclass(frozen=True, kw_only=True)
class ZoningImported(Fact):
    kind: ClassVar[str] = "zoning.imported"
    personal: ClassVar[tuple[str, ...]] = ()
    added: int
    changed: int
    ended: int


@fact
@dataclass(frozen=True, kw_only=True)
class TerritorySet(Fact):
    """`pieces`: of how many polygons the outline is made."""

    kind: ClassVar[str] = "territory.set"
    personal: ClassVar[tuple[str, ...]] = ()
    pieces: int
