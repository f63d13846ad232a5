"""Facts about zonings and the territory."""

from dataclasses import dataclass
from typing import ClassVar

from parvis.kernel.events import Fact, fact


@fact
@dataclass(frozen=True, kw_only=True)
class ZoningImported(Fact):
    """As it was told while only counts were kept; nothing records it any more."""

    kind: ClassVar[str] = "zoning.imported"
    personal: ClassVar[tuple[str, ...]] = ()
    added: int
    changed: int
    ended: int


@fact
@dataclass(frozen=True, kw_only=True)
class ZoningRedrawn(Fact):
    """By an import, or by hand: the codes of the districts. Outlines are heavy, and the town keeps its files: they stay out."""

    kind: ClassVar[str] = "zoning.redrawn"
    personal: ClassVar[tuple[str, ...]] = ()
    added: list[str]
    changed: list[str]
    ended: list[str]


@fact
@dataclass(frozen=True, kw_only=True)
class DistrictChanged(Fact):
    """`before` and `after`: of what changed among its name, its code and its area in m²."""

    kind: ClassVar[str] = "zoning.district_changed"
    personal: ClassVar[tuple[str, ...]] = ()
    district_id: int
    before: dict[str, str]
    after: dict[str, str]


@fact
@dataclass(frozen=True, kw_only=True)
class ZoningRenamed(Fact):
    kind: ClassVar[str] = "zoning.renamed"
    personal: ClassVar[tuple[str, ...]] = ()
    before: dict[str, str]
    after: dict[str, str]


@fact
@dataclass(frozen=True, kw_only=True)
class ZoningPlaced(Fact):
    """All that was open is where the new districts are. `moved`: how many of them are in another one than before."""

    kind: ClassVar[str] = "zoning.placed"
    personal: ClassVar[tuple[str, ...]] = ()
    count: int
    moved: int


@fact
@dataclass(frozen=True, kw_only=True)
class TerritorySet(Fact):
    """`pieces`: of how many polygons the outline is made."""

    kind: ClassVar[str] = "territory.set"
    personal: ClassVar[tuple[str, ...]] = ()
    pieces: int


@fact
@dataclass(frozen=True, kw_only=True)
class TerritoryRedrawn(Fact):
    """The town's outline is another. `before` and `after`: its area in m²; outlines are heavy, and stay out."""

    kind: ClassVar[str] = "territory.redrawn"
    personal: ClassVar[tuple[str, ...]] = ()
    before: dict[str, str]
    after: dict[str, str]
