"""Many open cases that go elsewhere at once: in a few queries, each with its own fact, and none half-moved."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parvis.cases import events as facts
from parvis.cases.models import Case, Category, Status
from parvis.cases.operations.assign import assign, take
from parvis.cases.operations.configure import create_category
from parvis.cases.operations.dissolve import dissolve
from parvis.cases.operations.leave import leave
from parvis.cases.operations.move_to_stage import move_to_stage
from parvis.cases.operations.retire_category import retire_category
from parvis.cases.operations.retire_stage import retire_stage
from parvis.directory.models import Unit
from parvis.kernel.deliveries import INTERESTED
from parvis.kernel.events import change_all, history
from parvis.kernel.models import Delivery, Event
from parvis.kernel.operations import Stale
from tests.cases.test_stages import its_set
from tests.stages import roads_stages
from tests.world import MAKER, World


def queries_of(act: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as asked:
        act()
    return len(asked)


def last_of(case: Case) -> Event:
    event = history(case).last()
    assert event is not None
    return event


def dissolving(world: World, count: int) -> int:
    unit = Unit.objects.get(pk=world.lighting.pk)
    for _number in range(count):
        take(world.report(), by=world.karim)
    return queries_of(lambda: dissolve(unit, into=world.roads, by=MAKER))


def leaving(world: World, count: int) -> int:
    for _number in range(count):
        take(world.report(), by=world.karim)
    karim = world.agent(world.karim)
    return queries_of(lambda: leave(karim, heir=world.agent(world.hugo), by=MAKER))


def retiring(world: World, count: int) -> int:
    into = create_category("Éclairage, autre", unit=world.lighting, by=MAKER)
    stages = roads_stages(world.lamp)
    for _number in range(count):
        move_to_stage(world.report(), to=stages["Devis demandé"], by=world.karim)
    lamp = Category.objects.get(pk=world.lamp.pk)
    return queries_of(lambda: retire_category(lamp, into=into, by=MAKER))


def restaging(world: World, count: int) -> int:
    stages = roads_stages(world.lamp)
    quote, planned = stages["Devis demandé"], stages["Intervention programmée"]
    for _number in range(count):
        move_to_stage(world.report(), to=quote, by=world.karim)
    return queries_of(lambda: retire_stage(its_set(quote), stage=quote, into=planned, by=MAKER))


MOST: dict[Callable[[World, int], int], int] = {dissolving: 37, leaving: 23, retiring: 17, restaging: 13}


@pytest.mark.parametrize("act", MOST, ids=lambda act: act.__name__)
@pytest.mark.parametrize("count", [1, 30])
def test_as_many_queries_for_thirty_cases_as_for_one(world: World, act: Callable[[World, int], int], count: int) -> None:
    assert act(world, count) <= MOST[act]
    moved = Event.objects.filter(kind__in=["case.handed_over", "case.recategorised", "case.restaged"])
    facts = {"retiring": 2}.get(act.__name__, 1)  # that category goes by no stages
    assert moved.count() == count * facts
    for case in Case.objects.all():
        assert case.version == last_of(case).subject_version == history(case).count()


def test_one_that_somebody_changes_meanwhile_is_not_overwritten_and_none_is_moved(world: World) -> None:
    stages = roads_stages(world.lamp)
    quote = stages["Devis demandé"]
    first, second = world.report(), world.report()
    assign(Case.objects.get(pk=second.pk), to=world.karim, by=world.nadia)
    fact = facts.CaseRestaged(stage_id=quote.pk, previous_stage_id=quote.pk)
    with pytest.raises(Stale):
        change_all([(first, fact), (second, fact)], {"stage": quote}, by=MAKER)
    assert not Case.objects.filter(stage=quote).exists()
    assert last_of(first).kind == "case.received" and last_of(second).kind == "case.assigned"


def test_reactions_are_told_of_each(world: World) -> None:
    cases = [world.report(), world.report()]
    change_all(
        [(case, facts.CaseTaken(assignee_id=world.karim.pk, previous_id=None)) for case in cases],
        {"status": Status.OPEN},
        by=world.karim,
    )
    told = Delivery.objects.filter(event__kind="case.taken").values_list("subject_id", "reaction")
    assert sorted(told) == [(case.pk, name) for case in cases for name in sorted(INTERESTED["case.taken"])] != []
