"""Facts about categories: what they are, where their cases go, and who answers for them."""

from dataclasses import dataclass
from typing import ClassVar

from parvis.kernel.events import Fact, fact

NOTHING: tuple[str, ...] = ()


@fact
@dataclass(frozen=True, kw_only=True)
class CategoryCreated(Fact):
    kind: ClassVar[str] = "category.created"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    parent_id: int | None
    case_kind: str


@fact
@dataclass(frozen=True, kw_only=True)
class QuestionsSet(Fact):
    """What is asked with a case of the category; the versions are kept."""

    kind: ClassVar[str] = "category.questions_set"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    form_id: int | None
    previous_id: int | None


@fact
@dataclass(frozen=True, kw_only=True)
class RuleSet(Fact):
    kind: ClassVar[str] = "category.rule_set"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    district_id: int | None
    unit_id: int
    agent_id: int | None


@fact
@dataclass(frozen=True, kw_only=True)
class RuleGrouped(Fact):
    """The rule of a place sends its cases to a group of people, or to none any more."""

    kind: ClassVar[str] = "category.rule_grouped"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    district_id: int | None
    group_id: int | None
    previous_group_id: int | None


@fact
@dataclass(frozen=True, kw_only=True)
class OwnerNamed(Fact):
    kind: ClassVar[str] = "category.owner_named"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    district_id: int | None
    agent_id: int


@fact
@dataclass(frozen=True, kw_only=True)
class CategoryDescribed(Fact):
    """What is said of the category changed: only the fields that did. Other things are written by their ids."""

    kind: ClassVar[str] = "category.described"
    personal: ClassVar[tuple[str, ...]] = ("before", "after")
    before: dict[str, str] | None
    after: dict[str, str] | None


@fact
@dataclass(frozen=True, kw_only=True)
class CategoryPlaced(Fact):
    """Its place among its sisters."""

    kind: ClassVar[str] = "category.placed"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    position: int
    previous_position: int


@fact
@dataclass(frozen=True, kw_only=True)
class CategoryRetired(Fact):
    """It is offered to nobody any more. Its open cases stay in it, or went to another category."""

    kind: ClassVar[str] = "category.retired"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    into_category_id: int | None
    open_cases: int


@fact
@dataclass(frozen=True, kw_only=True)
class CategoryBroughtBack(Fact):
    kind: ClassVar[str] = "category.brought_back"
    personal: ClassVar[tuple[str, ...]] = NOTHING


@fact
@dataclass(frozen=True, kw_only=True)
class RuleChanged(Fact):
    """A rule that was there sends elsewhere."""

    kind: ClassVar[str] = "category.rule_changed"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    district_id: int | None
    unit_id: int
    agent_id: int | None
    previous_unit_id: int
    previous_agent_id: int | None


@fact
@dataclass(frozen=True, kw_only=True)
class RuleUnset(Fact):
    kind: ClassVar[str] = "category.rule_unset"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    district_id: int | None
    previous_unit_id: int
    previous_agent_id: int | None


@fact
@dataclass(frozen=True, kw_only=True)
class OwnerUnnamed(Fact):
    kind: ClassVar[str] = "category.owner_unnamed"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    district_id: int | None
    agent_id: int
