"""Whoever inherits work is told once, however many cases come with it; whoever stands in is told meanwhile."""

from parvis.cases.operations.assign import assign, take
from parvis.cases.operations.dissolve import dissolve
from parvis.cases.operations.leave import leave
from parvis.directory.models import Unit
from parvis.directory.operations.absences import announce_absence, call_off_absence
from parvis.kernel import clock
from tests.notifications.test_agents import new
from tests.post import PostOffice
from tests.words import plain
from tests.world import MAKER, World


def test_the_heir_of_somebody_who_left_is_told_once_for_all_their_cases(world: World, office: PostOffice) -> None:
    for _number in range(3):
        take(world.report(), by=world.agent(world.karim))
        new(office)
    leave(world.agent(world.karim), heir=world.hugo, by=world.agent(world.nadia))
    told = new(office)
    assert set(told) == {"hugo"}
    assert plain(told["hugo"].subject) == "Le travail de Karim Lefèvre vous est remis"
    assert "http://valbourg.test/agents/demandes?vue=a-moi" in told["hugo"].text


def test_without_an_heir_nobody_is_written_to(world: World, office: PostOffice) -> None:
    take(world.report(), by=world.agent(world.karim))
    new(office)
    leave(world.agent(world.karim), by=world.agent(world.nadia))
    assert new(office) == {}


def test_the_head_of_the_unit_that_inherits_is_told(world: World, office: PostOffice) -> None:
    world.report()
    new(office)
    dissolve(Unit.objects.get(pk=world.lighting.pk), into=world.roads, by=MAKER)
    told = new(office)
    assert set(told) == {"claire"}
    assert "Ce service n’existe plus" in plain(told["claire"].text) and "vue=mon-service" in told["claire"].text


def test_whoever_stands_in_is_told_what_the_absent_one_is_told_and_only_meanwhile(world: World, office: PostOffice) -> None:
    on = clock.today(world.authority)
    announce_absence(world.agent(world.karim), deputy=world.ines, starts_on=on, ends_on=on, by=MAKER)
    case = world.report()
    new(office)
    assign(case, to=world.karim, by=world.agent(world.nadia))
    assert set(new(office)) == {"karim", "ines"}
    call_off_absence(world.agent(world.karim), starting_on=on, by=MAKER)
    other = world.report()
    new(office)
    assign(other, to=world.karim, by=world.agent(world.nadia))
    assert set(new(office)) == {"karim"}
