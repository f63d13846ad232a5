"""What the facts about the town's arrangement name, and a line of what they say."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from parvis.cases.category_events import CategoryDescribed, QuestionsSet
from parvis.cases.group_events import GroupDescribed
from parvis.cases.models import Category, Group, Stage, StageSet
from parvis.directory.models import Agent, Unit
from parvis.forms.models import FormVersion
from parvis.forms.questions import Question
from parvis.kernel.models import Event
from parvis.places.models import District, Zoning


@dataclass(frozen=True)
class Naming:
    agents: Mapping[int, str]
    units: Mapping[int, str]
    categories: Mapping[int, str] = field(default_factory=dict)
    districts: Mapping[int, str] = field(default_factory=dict)
    zonings: Mapping[int, str] = field(default_factory=dict)
    stages: Mapping[int, str] = field(default_factory=dict)
    stage_sets: Mapping[int, str] = field(default_factory=dict)
    groups: Mapping[int, str] = field(default_factory=dict)
    forms: Mapping[int, tuple[Question, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Said:
    what: str
    now: str = ""
    was: str = ""


def naming_of(events: list[Event]) -> Naming:
    """Nine queries at most, however many."""
    agents = {pk for event in events if event.actor_kind == "agent" and (pk := event.actor_id) is not None}
    agents |= _ids(events, "agent_id", "deputy_id", "heir_id", "previous_agent_id")
    of_units = [event for event in events if event.kind != QuestionsSet.kind]
    units = _ids(of_units, "unit_id", "parent_id", "into_id", "previous_id", "previous_unit_id") | _described(events, "unit")
    categories = _ids(events, "into_category_id", "category_id") | _described(events, "parent")
    categories |= _described(events, "category")
    districts, zonings = _ids(events, "district_id") | _described(events, "district"), _described(events, "zoning")
    groups = _ids(events, "group_id", "previous_group_id", "into_group_id")
    stages, sets = _ids(events, "stage_id", "into_stage_id"), _described(events, "stages")
    forms = _ids([event for event in events if event.kind == QuestionsSet.kind], "form_id", "previous_id")
    return Naming(
        agents={agent.pk: str(agent) for agent in Agent.objects.filter(pk__in=agents)} if agents else {},
        units={unit.pk: unit.name for unit in Unit.objects.filter(pk__in=units)} if units else {},
        categories={one.pk: one.name for one in Category.objects.filter(pk__in=categories)} if categories else {},
        districts={one.pk: one.name for one in District.objects.filter(pk__in=districts)} if districts else {},
        zonings={one.pk: one.name for one in Zoning.objects.filter(pk__in=zonings)} if zonings else {},
        stages={one.pk: one.name for one in Stage.objects.filter(pk__in=stages)} if stages else {},
        stage_sets={one.pk: one.name for one in StageSet.objects.filter(pk__in=sets)} if sets else {},
        groups={one.pk: one.name for one in Group.objects.filter(pk__in=groups)} if groups else {},
        forms={one.pk: one.questions for one in FormVersion.objects.filter(pk__in=forms)} if forms else {},
    )


def _ids(events: Iterable[Event], *keys: str) -> set[int]:
    return {value for event in events for key in keys if isinstance(value := event.data.get(key), int)}


def _described(events: Iterable[Event], name: str) -> set[int]:
    """What a category was, or is, under, of, or routed by; and what a group is about."""
    by_id = [event for event in events if event.kind in (CategoryDescribed.kind, GroupDescribed.kind)]
    # Others write the names themselves.
    found = [(event.data.get(side) or {}).get(name) for event in by_id for side in ("before", "after")]
    return {int(value) for value in found if value}
