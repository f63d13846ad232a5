"""Units in a tree, who works in them, who heads them."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from parvis.directory.models import Agent, Role, Unit, User
from parvis.directory.operations.agents import add_agent
from parvis.directory.operations.posts import post
from parvis.directory.operations.units import create_unit
from parvis.directory.queries import heads, members, reception
from parvis.kernel.events import history
from parvis.kernel.operations import Forbidden
from parvis.kernel.tenancy import inside
from tests.world import MAKER, World, make_authority, make_world


@given(
    parents=st.lists(st.integers(0, 11), min_size=12, max_size=12),
    posts=st.lists(st.tuples(st.integers(0, 11), st.sampled_from(Role)), max_size=4),
)
# A town a try: making the counter-example smaller would take minutes.
@settings(phases=[Phase.generate], max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_head_reaches_all_below_and_an_agent_their_own_unit(
    world: World, parents: list[int], posts: list[tuple[int, Role]]
) -> None:
    above: dict[int, int | None] = {n: parent if parent < n else None for n, parent in enumerate(parents)}

    def is_below(unit: int, top: int) -> bool:
        step: int | None = unit
        while step is not None and step != top:
            step = above[step]
        return step is not None

    with transaction.atomic():
        units: list[Unit] = []
        for number, parent in above.items():
            units.append(create_unit(f"U{number}", under=None if parent is None else units[parent], by=MAKER))
        agent = add_agent("Sylvie", "Aubert", email="sylvie@valbourg.test", by=MAKER)
        held: dict[int, Role] = {}
        for unit, role in posts:
            post(agent, to=units[unit], role=role, by=MAKER)
            held[unit] = role
        reach = world.agent(agent).reach

        def led(*roles: Role) -> set[int]:
            return {units[n].pk for n in above for top, role in held.items() if role in roles and is_below(n, top)}

        headed = led(Role.HEAD, Role.DEPUTY)
        assert reach.headed == headed
        assert reach.commanded == led(Role.HEAD)
        assert reach.units == headed | {units[unit].pk for unit in held}
        transaction.set_rollback(True)


def test_the_head_of_a_unit_is_its_own_or_the_nearest_above(world: World) -> None:
    assert list(heads(world.lighting)) == [world.nadia]
    assert list(heads(world.cleanliness)) == []
    post(world.paul, to=world.technical, role=Role.HEAD, by=MAKER)
    assert list(heads(world.cleanliness)) == [world.paul]
    assert list(heads(world.lighting)) == [world.nadia]


def test_whoever_has_left_is_no_member(world: World) -> None:
    Agent.objects.filter(pk=world.karim.pk).update(ended_on="2020-01-01")
    assert world.karim not in members(world.lighting)
    assert world.hugo in members(world.lighting)


def test_a_post_takes_the_place_of_the_one_before(world: World) -> None:
    post(world.karim, to=world.lighting, role=Role.HEAD, by=MAKER)
    assert world.karim.memberships.get().role == Role.HEAD
    assert [event.kind for event in history(world.karim)] == ["agent.added", "agent.posted", "agent.role_changed"]


def test_the_same_person_in_two_towns_keeps_one_password(world: World) -> None:
    other = make_authority("Autreville", "autreville.test")
    before = User.objects.get(email="karim@valbourg.test").password
    with inside(other):
        there = add_agent("Karim", "Lefèvre", email=" Karim@Valbourg.test ", password="un-autre-mot-de-passe", by=MAKER)
    assert there.user == world.karim.user
    assert User.objects.get(email="karim@valbourg.test").password == before


def test_a_unit_or_a_post_in_another_town_is_refused(world: World) -> None:
    other = make_world("Autreville", "autreville.test")
    with pytest.raises(Forbidden):
        create_unit("Annexe", under=other.roads, by=MAKER)
    with pytest.raises(Forbidden):
        post(world.karim, to=other.roads, by=MAKER)


def test_a_town_without_any_unit_says_so(db: None) -> None:
    with inside(make_authority()), pytest.raises(Unit.DoesNotExist):
        reception()
