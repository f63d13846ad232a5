"""Who takes, who is given, who is handed over."""

import pytest

from parvis.cases.models import Case, Outcome, Status
from parvis.cases.operations.assign import assign, take
from parvis.cases.operations.close import drop
from parvis.cases.operations.transfer import transfer
from parvis.kernel.events import history
from parvis.kernel.operations import Forbidden, Refused
from tests.world import World


def kinds(case: Case) -> list[str]:
    return [event.kind for event in history(case)]


def test_the_head_gives_a_lamp_to_karim(world: World) -> None:
    lamp = assign(world.report(), to=world.karim, by=world.nadia)
    assert lamp.assignee == world.karim


def test_given_twice_it_is_given_once(world: World) -> None:
    lamp = assign(world.report(), to=world.karim, by=world.nadia)
    lamp = assign(lamp, to=world.karim, by=world.nadia)
    assert kinds(lamp).count("case.assigned") == 1


def test_taken_twice_it_is_taken_once(world: World) -> None:
    lamp = take(world.report(), by=world.karim)
    assert lamp.status == Status.OPEN
    lamp = take(lamp, by=world.karim)
    assert kinds(lamp).count("case.taken") == 1


def test_a_stranger_to_the_unit_takes_nothing(world: World) -> None:
    with pytest.raises(Forbidden):
        take(world.report(), by=world.claire)


def test_a_supervisor_sees_all_and_takes_nothing(world: World) -> None:
    lamp = world.report()
    with pytest.raises(Forbidden):
        take(lamp, by=world.helene)
    assert assign(lamp, to=world.karim, by=world.helene).assignee == world.karim


def test_a_closed_case_cannot_be_assigned(world: World) -> None:
    lamp = drop(world.report(), outcome=Outcome.DUPLICATE, because="Voir la 12.", by=world.nadia)
    with pytest.raises(Refused, match="close"):
        assign(lamp, to=world.karim, by=world.nadia)


def test_the_unit_that_handed_it_over_no_longer_sees_it(world: World) -> None:
    lamp = transfer(world.report(), to=world.roads, because="Pas un lampadaire.", by=world.karim)
    assert lamp not in Case.objects.visible_to(world.agent(world.karim))
    assert lamp in Case.objects.visible_to(world.agent(world.claire))


def test_a_transfer_without_a_reason_is_refused_and_changes_nothing(world: World) -> None:
    lamp = world.report()
    with pytest.raises(Refused):
        transfer(lamp, to=world.roads, because="  ", by=world.karim)
    assert kinds(lamp) == ["case.received"]
