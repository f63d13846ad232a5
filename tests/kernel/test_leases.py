"""Work is claimed in small batches, and what goes wrong with one row stays with that row."""

from datetime import timedelta

import pytest
from pytest_django import Settings

from parvis.kernel import clock, leases, schedule
from parvis.kernel.leases import State
from parvis.kernel.models import Timer
from tests.clock import move_by
from tests.world import World


def ring_some(world: World, count: int) -> None:
    lamp = world.report()
    for number in range(count):
        schedule.schedule(lamp, f"bell.{number}", clock.now() - timedelta(minutes=count - number))


def claim() -> list[str]:
    return [timer.name for timer in leases.claim(Timer.everywhere.all())]


def test_what_is_held_is_nobody_elses_until_the_lease_ends(world: World) -> None:
    ring_some(world, 3)
    assert claim() == ["bell.0", "bell.1", "bell.2"]
    assert claim() == []
    with move_by(leases.lease_time() + timedelta(seconds=1)):
        assert claim() == ["bell.0", "bell.1", "bell.2"]


def test_what_kills_its_worker_each_time_is_claimed_alone_and_parked_in_the_end(world: World) -> None:
    ring_some(world, 2)
    later = leases.lease_time() + timedelta(seconds=1)
    shift = timedelta()
    for _ in range(leases.ALONE_AFTER):
        with move_by(shift):
            assert claim() == ["bell.0", "bell.1"]
        shift += later
    with move_by(shift):
        assert claim() == ["bell.0"]
        assert claim() == ["bell.1"]
    Timer.objects.filter(name="bell.0").update(claims=leases.MOST_CLAIMS)
    with move_by(shift + later):
        assert claim() == ["bell.1"]
    assert Timer.objects.get(name="bell.0").state == State.PARKED


def test_a_batch_that_goes_slowly_gives_the_rest_back(world: World, settings: Settings) -> None:
    ring_some(world, 4)
    settings.PARVIS_LEASE_SECONDS = 0.0  # a batch may last a tenth of it
    claimed = leases.claim(Timer.everywhere.all())
    settings_lease = [timer.name for timer in leases.one_by_one(claimed)]
    assert settings_lease == ["bell.0"]
    assert list(Timer.objects.filter(lease__isnull=True).order_by("due_at").values_list("name", "claims")) == [
        ("bell.1", 0), ("bell.2", 0), ("bell.3", 0),
    ]  # fmt: skip


def test_failures_wait_longer_and_longer_then_park(world: World) -> None:
    ring_some(world, 1)
    shift = timedelta()
    for wait in leases.WAITS:
        with move_by(shift):
            [timer] = leases.claim(Timer.everywhere.all())
            leases.fail(timer, "no")
            timer.refresh_from_db()
            assert timer.state == State.PENDING and timedelta() <= timer.due_at - clock.now() <= wait
        shift += wait + timedelta(seconds=1)
    with move_by(shift):
        [timer] = leases.claim(Timer.everywhere.all())
        leases.fail(timer, "no")
    timer.refresh_from_db()
    assert timer.state == State.PARKED and timer.error == "no"


@pytest.mark.parametrize("state", [State.DONE, State.PARKED, State.DROPPED])
def test_only_what_is_pending_is_claimed(world: World, state: State) -> None:
    ring_some(world, 1)
    Timer.objects.update(state=state)
    assert claim() == []
