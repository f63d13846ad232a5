"""Whoever inherits work is told once, however many cases come with it."""

from parvis.cases.operations.assign import take
from parvis.cases.operations.dissolve import dissolve
from parvis.cases.operations.leave import leave
from parvis.directory.models import Unit
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
