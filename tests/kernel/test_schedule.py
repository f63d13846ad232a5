"""What must happen at a time: once, at the last time that was set, in the right town."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from parvis.kernel import clock, worker
from parvis.kernel.models import Timer
from parvis.kernel.schedule import ACTIONS, cancel, due, schedule
from parvis.kernel.tenancy import current, inside
from tests.clock import move_by
from tests.world import World, make_world

NAME = "test.rings"
HOUR = timedelta(hours=1)


@pytest.fixture
def rung() -> Iterator[list[tuple[str, int]]]:
    """Which town and which subject each ringing was for."""
    heard: list[tuple[str, int]] = []

    @due(NAME)
    def rings(subject_id: int) -> None:
        heard.append((current().name, subject_id))

    yield heard
    del ACTIONS[NAME]


def test_it_rings_once_when_its_time_has_come(world: World, rung: list[tuple[str, int]]) -> None:
    schedule(world.roads, NAME, clock.now() + HOUR)
    worker.run_until_idle()
    assert rung == []
    with move_by(2 * HOUR):
        worker.run_until_idle()
        worker.run_until_idle()
    assert rung == [("Valbourg", world.roads.pk)]


def test_set_again_it_rings_at_the_last_time_only(world: World, rung: list[tuple[str, int]]) -> None:
    schedule(world.roads, NAME, clock.now() + HOUR)
    schedule(world.roads, NAME, clock.now() + 5 * HOUR)
    assert Timer.objects.filter(name=NAME).count() == 1
    with move_by(2 * HOUR):
        worker.run_until_idle()
        assert rung == []
    with move_by(6 * HOUR):
        worker.run_until_idle()
    assert len(rung) == 1


def test_what_has_rung_can_be_set_anew(world: World, rung: list[tuple[str, int]]) -> None:
    for _ in range(2):
        schedule(world.roads, NAME, clock.now())
        worker.run_until_idle()
    assert len(rung) == 2


def test_cancelled_it_never_rings(world: World, rung: list[tuple[str, int]]) -> None:
    schedule(world.roads, NAME, clock.now())
    schedule(world.lighting, NAME, clock.now())
    cancel(world.roads, NAME)
    worker.run_until_idle()
    assert rung == [("Valbourg", world.lighting.pk)]


def test_it_rings_in_the_town_that_set_it(world: World, rung: list[tuple[str, int]]) -> None:
    other = make_world("Autreville", "autreville.test")
    with inside(other.authority):
        schedule(other.roads, NAME, clock.now())
    worker.run_until_idle()
    assert rung == [("Autreville", other.roads.pk)]


def test_what_fails_is_tried_again_and_its_reason_is_kept(world: World) -> None:
    tries: list[int] = []

    @due(NAME)
    def fails_first(subject_id: int) -> None:
        tries.append(subject_id)
        if len(tries) == 1:
            raise ValueError("not yet")

    try:
        schedule(world.roads, NAME, clock.now())
        worker.run_until_idle()
        assert Timer.objects.get(name=NAME).error == "ValueError: not yet"
        with move_by(HOUR):
            worker.run_until_idle()
    finally:
        del ACTIONS[NAME]
    assert len(tries) == 2
    assert Timer.objects.get(name=NAME).state == "done"


def test_two_actions_cannot_have_one_name(rung: list[tuple[str, int]]) -> None:
    with pytest.raises(TypeError, match="two actions"):
        due(NAME)(lambda subject_id: None)
