"""Say what a category is, and its place among its sisters."""

from collections.abc import Mapping, Sequence

from django.db import models

from parvis.cases.category_events import CategoryDescribed, CategoryPlaced
from parvis.cases.models import Category, Kind, Publication, StageSet
from parvis.cases.soundness import require_sound
from parvis.directory import policy
from parvis.directory.models import Unit
from parvis.kernel.actors import Actor
from parvis.kernel.events import record
from parvis.kernel.operations import lock, operation, require, require_ours
from parvis.kernel.tenancy import TenantModel
from parvis.kernel.text import fold
from parvis.places.models import Zoning

Value = str | bool | int | Category | Unit | Zoning | StageSet | None
TOLD: dict[str, type | tuple[type, ...]] = {
    "name": str, "pictogram": str, "synonyms": str, "season_from": str, "season_to": str, "notice": str,
    "kind": Kind, "publication": Publication, "nearby_metres": int, "reopening_days": int,
    "goal_days": int, "goal_is_working": bool, "goal_is_told": bool, "daily_limit": int,
    "remind_before": int, "remind_after": int, "remind_head_after": int, "remind_every": int,
    "is_danger": bool, "is_anonymous": bool, "asks_place": bool, "needs_place": bool, "is_for_agents": bool,
    "is_confidential": bool,
    "parent": (Category, type(None)), "unit": (Unit, type(None)), "zoning": (Zoning, type(None)),
    "stages": (StageSet, type(None)),
}  # fmt: skip


@operation
def describe_category(category: Category, *, said: Mapping[str, Value], by: Actor) -> Category:
    """Change what is said of it; what is not named stays. The same again says nothing new. What was received before keeps
    what was decided of it then: its unit, what is public of it, the end of its delay.

    A place that is not asked is not needed. Refuses what could not be kept, by its field.
    """
    category = lock(category)
    require(policy.can_arrange(by))
    require(all(isinstance(value, TOLD[field]) for field, value in said.items()))
    require_ours(*(value for value in said.values() if isinstance(value, TenantModel)))
    before = {field: _written(category, field) for field in TOLD}
    for field, value in said.items():
        setattr(category, field, _tidy(field, value))
    category.needs_place = category.needs_place and category.asks_place
    after = {field: _written(category, field) for field in TOLD}
    changed = [field for field in TOLD if before[field] != after[field]]
    if not changed:
        return category
    require_sound(category)
    category.save(update_fields=changed)
    fact = CategoryDescribed(
        before={field: before[field] for field in changed}, after={field: after[field] for field in changed}
    )
    record(category, fact, by=by)
    return category


@operation
def place_category(category: Category, *, at: int, by: Actor) -> Category:
    """Put it at that place among its sisters, from 0; they make room. Beyond the last it is the last."""
    category = lock(category)
    require(policy.can_arrange(by))
    sisters = Category.objects.filter(parent=category.parent, ended_on__isnull=True).exclude(pk=category.pk)
    ordered = sorted(sisters.select_for_update(of=("self",)).order_by("pk"), key=in_order)
    _place([*ordered[: max(at, 0)], category, *ordered[max(at, 0) :]], by=by)
    return category


@operation
def put_in_order(ordered: Sequence[Category], *, by: Actor) -> None:
    """Sisters, first and in this order; those that are not named come after, as they were. The same order says nothing new."""
    require(policy.can_arrange(by))
    require_ours(*ordered)
    parent = ordered[0].parent
    live = Category.objects.filter(parent=parent, ended_on__isnull=True)
    found = {one.pk: one for one in sorted(live.select_for_update(of=("self",)).order_by("pk"), key=in_order)}
    wanted = [found.pop(one.pk) for one in ordered if one.pk in found]
    _place([*wanted, *found.values()], by=by)


def _place(sisters: Sequence[Category], *, by: Actor) -> None:
    for position, one in enumerate(sisters):
        if one.position != position:
            fact = CategoryPlaced(position=position, previous_position=one.position)
            one.position = position
            one.save(update_fields=["position"])
            record(one, fact, by=by)


def in_order(category: Category) -> tuple[int, str]:
    """As lists show them: by place, then by name in French."""
    return category.position, fold(category.name)


def _tidy(field: str, value: Value) -> Value:
    if not isinstance(value, str):
        return value
    return value.replace("\r\n", "\n").strip() if field == "notice" else " ".join(value.split())


def _written(category: Category, field: str) -> str:
    """As a fact says it: another thing by its id."""
    value = getattr(category, field)
    if isinstance(value, models.Model):
        return str(value.pk)
    return "" if value is None or value is False else str(int(value)) if isinstance(value, bool) else str(value)
