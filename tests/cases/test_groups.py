"""Groups: made by whoever runs their unit, given cases that any of them takes, seeing those of their place."""

import pytest

from parvis.cases.group_events import GroupDissolved, GroupJoined, GroupQuitted
from parvis.cases.models import Case, Category, Group, GroupMember
from parvis.cases.operations.assign import assign, take
from parvis.cases.operations.confide import restrict
from parvis.cases.operations.configure import set_rule
from parvis.cases.operations.dissolve import dissolve
from parvis.cases.operations.dissolve_group import dissolve_group
from parvis.cases.operations.give_to_group import give_to_group
from parvis.cases.operations.groups import create_group, describe_group, set_members
from parvis.cases.operations.leave import leave
from parvis.cases.operations.transfer import transfer
from parvis.cases.policy import abilities, can_see
from parvis.cases.readings.queues import Queue, cases_in
from parvis.cases.routing import destination_of
from parvis.directory.models import Agent
from parvis.directory.operations.suspension import suspend
from parvis.kernel import clock, worker
from parvis.kernel.events import fact_of, history
from parvis.kernel.operations import Forbidden, Refused
from parvis.notifications.models import Sending
from tests.world import MAKER, World


def night_team(world: World, *people: Agent) -> Group:
    """Across units: of the lighting, of cleanliness."""
    return set_members(create_group("Équipe de nuit", by=MAKER), to=people or [world.ines, world.hugo], by=MAKER)


def now(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def seers(world: World, case: Case) -> set[str]:
    people = (world.agent(one) for one in Agent.objects.order_by("pk"))
    return {one.first_name for one in people if can_see(one, case) and case in Case.objects.visible_to(one)}


def test_all_members_of_the_group_see_what_it_is_given_and_one_of_them_takes_it(world: World) -> None:
    case = world.report(world.pothole)
    assert seers(world, case) == {"Claire", "Hélène"}
    case = give_to_group(case, to=night_team(world), by=world.claire)
    assert seers(world, case) == {"Claire", "Hélène", "Inès", "Hugo"}
    ines = world.agent(world.ines)
    assert case in cases_in(Queue.TO_TAKE, ines, clock.today(world.authority))
    assert abilities(ines, case) >= {"take", "note", "reply", "assign", "transfer"}
    assert take(case, by=ines).assignee == ines
    assert assign(now(case), to=world.agent(world.hugo), by=world.agent(world.ines)).assignee == world.hugo


def test_the_members_are_told_once_each_and_not_whoever_gave_it(world: World) -> None:
    give_to_group(world.report(), to=night_team(world, world.ines, world.nadia), by=world.nadia)
    worker.run_until_idle()
    assert [row.agent for row in Sending.objects.filter(template="agents/grouped")] == [world.ines]


def test_only_whoever_may_assign_it_gives_it_and_not_to_nobody(world: World) -> None:
    with pytest.raises(Forbidden):
        give_to_group(world.report(), to=night_team(world), by=world.ines)
    empty = create_group("Vide", by=MAKER)
    with pytest.raises(Refused):
        give_to_group(world.report(), to=empty, by=world.nadia)


def test_a_category_sends_its_cases_to_a_group_in_a_district(world: World) -> None:
    group = night_team(world)
    set_rule(world.pothole, to=world.roads, group=group, district=world.centre, by=MAKER)
    case = world.report(world.pothole)
    assert (case.unit, case.group, case.assignee) == (world.roads, group, None)
    assert [event.kind for event in history(case)] == ["case.received", "case.grouped"]
    worker.run_until_idle()
    told = {row.agent.first_name for row in Sending.objects.filter(template="agents/arrived") if row.agent}
    assert told == {"Claire", "Inès", "Hugo"}
    changed = [event.kind for event in history(world.pothole)]
    assert changed[-2:] == ["category.rule_grouped", "category.rule_set"]


def test_where_nobody_is_left_in_it_the_unit_has_what_comes(world: World) -> None:
    group = night_team(world, world.ines)
    set_rule(world.pothole, to=world.roads, group=group, by=MAKER)
    suspend(world.agent(world.ines), by=MAKER)
    assert destination_of(world.pothole, {}).group is None
    assert world.report(world.pothole).unit == world.roads


def test_a_group_that_sees_reads_the_cases_of_its_place_and_no_others(world: World) -> None:
    group = describe_group(night_team(world, world.ines), said={"district": world.centre, "sees_all": True}, by=MAKER)
    case = world.report()
    ines = world.agent(world.ines)
    assert abilities(ines, case) == {"see", "note"}
    describe_group(Group.objects.get(pk=group.pk), said={"district": world.station}, by=MAKER)
    assert not can_see(world.agent(world.ines), case)


def test_a_group_never_sees_the_whole_town(world: World) -> None:
    with pytest.raises(Refused):
        describe_group(night_team(world), said={"sees_all": True}, by=MAKER)


def test_a_head_arranges_the_groups_of_their_unit_and_no_others(world: World) -> None:
    mine = create_group("Veille", unit=world.lighting, by=world.nadia)
    set_members(mine, to=[world.karim, world.ines], by=world.nadia)
    for unit in (world.roads, None):
        with pytest.raises(Forbidden):
            create_group("Ailleurs", unit=unit, by=world.nadia)
    for elsewhere in (None, world.technical):
        with pytest.raises(Forbidden):
            describe_group(Group.objects.get(pk=mine.pk), said={"unit": elsewhere}, by=world.nadia)
    with pytest.raises(Forbidden):
        set_members(Group.objects.get(pk=mine.pk), to=[], by=world.claire)
    told = [fact_of(event) for event in history(mine)]
    assert told[1:] == [GroupJoined(agent_id=world.karim.pk), GroupJoined(agent_id=world.ines.pk)]


def test_two_groups_have_not_one_name_and_the_name_of_a_dissolved_one_is_free(world: World) -> None:
    group = night_team(world)
    with pytest.raises(Refused):
        create_group("ÉQUIPE DE NUIT", by=MAKER)
    dissolve_group(group, by=MAKER)
    create_group("Équipe de nuit", by=MAKER)


def test_dissolved_it_hands_its_cases_and_its_rules_to_another_or_to_their_units(world: World) -> None:
    group, other = night_team(world), set_members(create_group("Jour", by=MAKER), to=[world.karim], by=MAKER)
    set_rule(world.pothole, to=world.roads, group=group, by=MAKER)
    case = world.report(world.pothole)
    dissolve_group(group, into=other, by=world.agent(world.paul))
    assert now(case).group == other and destination_of(world.pothole, {}).group == other
    assert fact_of(history(group).reverse()[0]) == GroupDissolved(into_group_id=other.pk)
    dissolve_group(Group.objects.get(pk=other.pk), by=MAKER)
    assert now(case).group is None and destination_of(world.pothole, {}).group is None
    worker.run_until_idle()
    assert not Sending.objects.filter(template="agents/grouped").exists(), "all that it had comes at once: no letter each"
    assert not can_see(world.agent(world.karim), now(case))


def test_whoever_leaves_the_town_hall_leaves_their_groups(world: World) -> None:
    group = night_team(world)
    leave(world.agent(world.ines), by=MAKER)
    assert [row.agent for row in GroupMember.objects.filter(group=group)] == [world.hugo]
    assert fact_of(history(group).reverse()[0]) == GroupQuitted(agent_id=world.ines.pk)


def test_transferred_or_confidential_it_is_the_group_s_no_more(world: World) -> None:
    group = night_team(world)
    case = transfer(give_to_group(world.report(), to=group, by=world.nadia), to=world.roads, because="Là.", by=world.nadia)
    assert case.group is None and "Inès" not in seers(world, case)
    secret = restrict(give_to_group(world.report(), to=group, by=world.nadia), to=[world.nadia], by=world.nadia)
    assert secret.group is None
    with pytest.raises(Refused):
        give_to_group(now(secret), to=group, by=world.agent(world.nadia))


def test_the_groups_of_a_dissolved_unit_go_with_it(world: World) -> None:
    group = create_group("Veille", unit=world.lighting, by=MAKER)
    dissolve(world.lighting, into=world.roads, by=MAKER)
    assert Group.objects.get(pk=group.pk).unit == world.roads
    assert Category.objects.get(pk=world.lamp.pk).unit == world.roads
