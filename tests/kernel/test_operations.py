"""An operation is all or nothing, says by whom, and touches only what is ours and as it is."""

import pytest

from parvis.cases.events import CasePrioritised
from parvis.cases.models import Case
from parvis.cases.operations.assign import take
from parvis.directory.models import Unit
from parvis.directory.operations.units import create_unit, reserve_closing
from parvis.kernel import clock
from parvis.kernel.actors import Actor
from parvis.kernel.events import history, record, since
from parvis.kernel.models import Delivery, Event
from parvis.kernel.operations import Forbidden, Refused, Stale, lock, operation, require_ours
from parvis.kernel.tenancy import inside
from tests.world import MAKER, World, make_world

PRESSING = CasePrioritised(priority=1, previous=0)


def test_an_operation_that_does_not_say_by_whom_cannot_be_written() -> None:
    with pytest.raises(TypeError, match="by"):

        @operation
        def paint(unit: Unit) -> None: ...


def test_what_fails_half_way_leaves_nothing(world: World) -> None:
    @operation
    def build_half(*, by: Actor) -> None:
        create_unit("Moitié", by=by)
        raise Refused("Pas tout à fait.")

    before = Event.objects.count()
    with pytest.raises(Refused):
        build_half(by=MAKER)
    assert not Unit.objects.filter(name="Moitié").exists()
    assert Event.objects.count() == before


def test_a_fact_is_one_row_and_one_delivery_a_reaction(world: World) -> None:
    case = world.report()
    (event,) = history(case)
    assert (event.subject_version, case.version) == (1, 1)
    assert event.actor_kind == "visitor" and event.on == clock.today(world.authority)
    reactions = Delivery.objects.filter(event=event).values_list("reaction", flat=True)
    assert len(reactions) == len(set(reactions)) > 0


def test_a_fact_is_recorded_only_on_the_thing_as_it_is(world: World) -> None:
    """The second net: an operation that forgot to lock overwrites nobody."""
    case = world.report()
    old = Case.objects.get(pk=case.pk)
    take(case, by=world.karim)
    (taken,) = since(old, 1)
    with pytest.raises(Stale) as stale:
        record(old, PRESSING, by=world.hugo)
    assert stale.value.since == [taken]


def test_another_town_s_thing_is_neither_locked_nor_told_of(world: World) -> None:
    other = make_world("Autreville", "autreville.test")
    with inside(other.authority):
        theirs = other.report()
    with pytest.raises(Case.DoesNotExist):
        lock(theirs)
    with pytest.raises(Stale):
        record(theirs, PRESSING, by=MAKER)
    with pytest.raises(Forbidden):
        require_ours(world.lamp, None, other.lamp)
    with pytest.raises(Unit.DoesNotExist):
        reserve_closing(other.roads, reserved=True, by=MAKER)
    with inside(other.authority):
        assert history(theirs).count() == 1
