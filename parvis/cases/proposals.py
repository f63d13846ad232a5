"""What a town is proposed to begin with, by its size: units, themes and their categories, read from files."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

import msgspec

from parvis.cases.models import Kind, Publication
from parvis.forms.questions import Question

FOLDER = Path(__file__).parent / "proposed"
# From so many inhabitants a town has its own organisation, which it imports.
METROPOLIS = 100_000


class Size(StrEnum):
    VILLAGE = "village"
    BOURG = "bourg"
    VILLE = "ville"

    def offers(self, one: "Size") -> bool:
        """Whether what is proposed from that size on is proposed to a town of this one."""
        order = list(Size)
        return order.index(one) <= order.index(self)


class UnitProposal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`instead`: the key of whoever has its work where it is not; "" for the reception."""

    key: str
    name: str
    in_village: str = ""
    size: Size = Size.VILLAGE
    instead: str = ""


class CategoryProposal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    key: str
    name: str
    pictogram: str
    size: Size = Size.VILLAGE
    unit: str = ""
    kind: Kind = Kind.REPORT
    publication: Publication | None = None
    is_danger: bool = False
    needs_place: bool = True
    asks_place: bool = True
    is_anonymous: bool = False
    notice: str = ""
    nearby_metres: int = 250
    reopening_days: int = 30
    goal_days: int = 0
    questions: tuple[Question, ...] = ()


class ThemeProposal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    key: str
    name: str
    pictogram: str
    unit: str
    category: tuple[CategoryProposal, ...]


@dataclass(frozen=True, kw_only=True)
class Beginning:
    """What was ticked, by the keys of the proposals, and the names as they were typed. `themes` names, and makes nothing:
    a theme is there when one of its categories is."""

    size: Size
    units: Mapping[str, str]
    themes: Mapping[str, str]
    categories: Mapping[str, str]


class _Units(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    unit: tuple[UnitProposal, ...]


class _Themes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    theme: tuple[ThemeProposal, ...]


def size_of(population: int) -> Size:
    if population < 2_000:
        return Size.VILLAGE
    return Size.BOURG if population < 10_000 else Size.VILLE


def proposed_units(size: Size) -> list[UnitProposal]:
    """The reception first, by its name in a town of that size."""
    found = []
    for one in _units():
        if size.offers(one.size):
            name = one.in_village if size == Size.VILLAGE and one.in_village else one.name
            found.append(msgspec.structs.replace(one, name=name))
    return found


def proposed_themes(size: Size) -> list[ThemeProposal]:
    """Each with what is proposed of it to a town of that size; none without a category."""
    found = []
    for one in _themes():
        categories = tuple(category for category in one.category if size.offers(category.size))
        if categories:
            found.append(msgspec.structs.replace(one, category=categories))
    return found


def timing(one: CategoryProposal, size: Size) -> dict[str, int]:
    """The delay, the reminders and the limit of a category in a town of that size. A village has no head above the agent, and
    a day's delay nothing to be reminded of beforehand."""
    days = one.goal_days * (2 if size == Size.VILLAGE and not one.is_danger else 1)
    limit = {"daily_limit": 10 if size == Size.VILLE else 5}
    if not days:
        return limit
    reminders = {"remind_before": 2 if days > 3 else 0, "remind_after": 1, "remind_every": 5}
    if size != Size.VILLAGE:
        reminders["remind_head_after"] = 1 if one.is_danger else 3
    return {"goal_days": days, **reminders, **limit}


def lineage(unit: str) -> Iterator[str]:
    """The key, then who stands instead of it, up to the reception."""
    instead = {one.key: one.instead for one in _units()}
    while unit:
        yield unit
        unit = instead[unit]


@lru_cache
def _units() -> tuple[UnitProposal, ...]:
    return msgspec.toml.decode((FOLDER / "units.toml").read_bytes(), type=_Units).unit


@lru_cache
def _themes() -> tuple[ThemeProposal, ...]:
    return msgspec.toml.decode((FOLDER / "categories.toml").read_bytes(), type=_Themes).theme
