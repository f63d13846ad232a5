"""Where a case goes: the most specific rule first, the nearest category first, and always someone at the end."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from parvis.cases.models import Category
from parvis.cases.operations.configure import create_category, set_rule
from parvis.cases.routing import destination_of
from parvis.directory.models import Agent, Unit
from parvis.directory.operations.posts import post
from parvis.kernel.operations import Refused
from parvis.places.location import districts_at
from parvis.places.operations.import_zoning import import_zoning
from parvis.places.outlines import Outline
from tests.world import IN_NO_DISTRICT, MAKER, PLACE_DE_LA_GARE, RUE_BASSE, World, square

PLACES = [RUE_BASSE, PLACE_DE_LA_GARE, IN_NO_DISTRICT]


@given(
    parents=st.lists(st.integers(0, 3), min_size=4, max_size=4),
    units=st.lists(st.none() | st.integers(0, 2), min_size=4, max_size=4),
    rules=st.dictionaries(st.tuples(st.integers(0, 3), st.integers(0, 2)), st.integers(0, 2), max_size=8),
    ended=st.none() | st.integers(0, 2),
    asked=st.tuples(st.integers(0, 3), st.integers(0, 2)),
)
# A town a try: making the counter-example smaller would take minutes.
@settings(phases=[Phase.generate], max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_most_specific_rule_wins(
    world: World,
    parents: list[int],
    units: list[int | None],
    rules: dict[tuple[int, int], int],
    ended: int | None,
    asked: tuple[int, int],
) -> None:
    choices = [world.lighting, world.roads, world.cleanliness]
    where = [world.centre, world.station, None]
    point = PLACES[asked[1]].point
    assert point is not None
    with transaction.atomic():
        tree: list[Category] = []
        for number, (parent, own) in enumerate(zip(parents, units, strict=True)):
            above = tree[parent] if parent < number else None
            unit = choices[own] if own is not None else None
            tree.append(create_category(f"Essai {number}", under=above, unit=unit, by=MAKER))
        for (category, district), unit_number in rules.items():
            set_rule(tree[category], district=where[district], to=choices[unit_number], by=MAKER)
        if ended is not None:
            Unit.objects.filter(pk=choices[ended].pk).update(ended_on="2020-01-01")
        found = destination_of(tree[asked[0]], districts_at(point)).unit
        transaction.set_rollback(True)
    assert found == plainly(parents, units, rules, ended, asked, [*choices, world.reception])


def plainly(
    parents: list[int],
    units: list[int | None],
    rules: dict[tuple[int, int], int],
    ended: int | None,
    asked: tuple[int, int],
    choices: list[Unit],
) -> Unit:
    """The same rule, on lists of numbers."""
    number, place = asked
    step: int | None = number
    while step is not None:
        for found in (rules.get((step, place)), rules.get((step, 2)), units[step]):
            if found is not None and found != ended:
                return choices[found]
        step = parents[step] if parents[step] < step else None
    return choices[-1]


def test_a_rule_may_name_an_agent_who_is_passed_over_when_gone(world: World) -> None:
    set_rule(world.lamp, to=world.lighting, agent=world.karim, by=MAKER)
    assert world.report().assignee == world.karim
    Agent.objects.filter(pk=world.karim.pk).update(ended_on="2020-01-01")
    case = world.report()
    assert case.unit == world.lighting and case.assignee is None


def test_an_agent_who_has_changed_units_is_passed_over(world: World) -> None:
    set_rule(world.lamp, to=world.lighting, agent=world.karim, by=MAKER)
    world.karim.memberships.all().delete()
    post(world.karim, to=world.roads, by=MAKER)
    case = world.report()
    assert case.unit == world.lighting and case.assignee is None


def test_a_rule_names_only_an_agent_of_its_unit(world: World) -> None:
    with pytest.raises(Refused) as refused:
        set_rule(world.lamp, to=world.roads, agent=world.karim, by=MAKER)
    assert refused.value.field == "agent"


def test_a_category_is_routed_by_the_zoning_that_it_or_one_above_names(world: World) -> None:
    whole = square(2.00, 47.00, 2.04, 47.04)
    zoning, _fact = import_zoning("Secteurs de voirie", outlines=[Outline("S1", "Secteur 1", whole)], by=MAKER)
    sector = zoning.districts.get()
    theme = create_category("Voirie", zoning=zoning, unit=world.roads, by=MAKER)
    bump = create_category("Bosse", under=theme, by=MAKER)
    set_rule(theme, district=sector, to=world.cleanliness, by=MAKER)
    case = world.report(bump, IN_NO_DISTRICT)
    assert case.unit == world.cleanliness and case.district == sector
    placed = {placement.zoning_id: placement.district_id for placement in case.placements.all()}
    assert placed == {zoning.pk: sector.pk, world.centre.zoning_id: None}


def test_a_town_whose_services_have_all_ended_still_answers(world: World) -> None:
    Unit.objects.exclude(pk=world.reception.pk).update(ended_on="2020-01-01")
    assert world.report().unit == world.reception
