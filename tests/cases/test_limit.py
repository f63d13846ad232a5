"""How many cases of a category one person may send in a day."""

from datetime import timedelta

import pytest

from parvis.cases.actors import Visitor
from parvis.cases.models import Case
from parvis.cases.operations.receive import Coordinates, receive
from parvis.kernel.actors import Actor
from parvis.kernel.models import Tally
from parvis.kernel.operations import Refused
from tests.cases.test_delays import given
from tests.clock import move_by
from tests.world import ODILE, RUE_BASSE, World

VISITOR = Visitor()


def send(world: World, requester: Coordinates = ODILE, sender: str = "192.0.2.1", by: Actor = VISITOR) -> Case:
    return receive(world.lamp, words="", place=RUE_BASSE, requester=requester, sender=sender, by=by)


def is_refused(world: World, requester: Coordinates = ODILE, sender: str = "192.0.2.1") -> bool:
    before = Case.objects.count()
    try:
        send(world, requester, sender)
    except Refused as refused:
        why = refused.field
    else:
        return False
    assert (why, Case.objects.count()) == ("limit", before)
    return True


def test_one_more_than_the_limit_is_refused_until_the_next_day(world: World) -> None:
    given(world.lamp, daily_limit=2)
    send(world)
    send(world)
    assert is_refused(world) and is_refused(world)
    with move_by(timedelta(days=1)):
        assert not is_refused(world)


def test_it_is_of_the_category_and_none_is_without_limit(world: World) -> None:
    given(world.lamp, daily_limit=1)
    send(world)
    assert is_refused(world)
    for _ in range(3):
        receive(world.pothole, words="", place=RUE_BASSE, requester=ODILE, sender="192.0.2.1", by=Visitor())


@pytest.mark.parametrize(
    ("again", "refused"),
    [
        (Coordinates(email="ODILE.Garnier@exemple.fr "), True),
        (Coordinates(phone="+33 6 12 34 56 78"), True),
        (Coordinates(email="autre@exemple.fr"), False),
        (Coordinates(), False),
    ],
)
def test_a_person_is_an_address_or_a_telephone_however_typed(world: World, again: Coordinates, refused: bool) -> None:
    given(world.lamp, daily_limit=1)
    send(world)
    assert is_refused(world, again) == refused


def test_whoever_types_a_neighbours_address_elsewhere_learns_nothing_and_takes_nothing(world: World) -> None:
    given(world.lamp, daily_limit=1)
    send(world)
    assert not is_refused(world, sender="203.0.113.9")


def test_an_agent_who_writes_for_somebody_is_not_counted(world: World) -> None:
    given(world.lamp, daily_limit=1)
    for _ in range(3):
        send(world, by=world.agent(world.karim))
    assert not is_refused(world)


def test_what_is_refused_for_another_reason_is_not_counted_and_nothing_readable_is_kept(world: World) -> None:
    given(world.lamp, daily_limit=1)
    with pytest.raises(Refused):
        receive(world.lamp, words="x" * 10_001, place=RUE_BASSE, requester=ODILE, sender="192.0.2.1", by=Visitor())
    assert not is_refused(world)
    assert not any("odile" in str(row) or "192.0" in str(row) for row in Tally.objects.values_list("key", flat=True))
