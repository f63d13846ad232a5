"""Cases taken over from their past."""

from dataclasses import replace
from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from parvis.cases import events as facts
from parvis.cases.models import Case, Channel, Outcome, Status
from parvis.cases.narrative import tell
from parvis.cases.operations.assign import take
from parvis.cases.operations.promise import promise
from parvis.cases.operations.take_over import take_all_over, take_over
from parvis.cases.past import PastCase, PastFact, Reference, whereabouts
from parvis.cases.voices.colleagues import told_to_colleagues
from parvis.kernel import clock
from parvis.kernel.actors import System
from parvis.kernel.events import Fact, fact_of, history
from parvis.kernel.models import Counter, Delivery, ExternalReference, Timer
from parvis.kernel.operations import Refused
from tests.world import RUE_BASSE, World

BY = System("import")


def past(world: World, days: int, *, key: str | None = None, history: tuple[PastFact, ...] = ()) -> PastCase:
    reference = Reference(system="autre", key=key) if key else None
    received_at = clock.now() - timedelta(days=days)
    return PastCase(category=world.lamp, received_at=received_at, place=RUE_BASSE, reference=reference, history=history)


def happened(world: World, days: int, what: Fact, words: str = "") -> PastFact:
    return PastFact(at=clock.now() - timedelta(days=days), what=what, by=world.karim, words=words)


def a_whole_life(world: World) -> tuple[PastFact, ...]:
    today = clock.today(world.authority)
    first, second = today - timedelta(days=20), today - timedelta(days=15)
    return (
        happened(world, 29, facts.CaseTaken(assignee_id=world.karim.pk, previous_id=None)),
        happened(world, 28, facts.CasePromised(estimated_on=first, previous_on=None)),
        happened(world, 27, facts.CasePromised(estimated_on=second, previous_on=None)),
        happened(world, 26, facts.RequesterAsked(message_id=0), "Quel côté ?"),
        happened(world, 25, facts.RequesterAnswered(message_id=0), "Côté école."),
        happened(world, 24, facts.CaseTransferred(unit_id=world.roads.pk, previous_id=0, message_id=0), "C’est un poteau."),
        happened(world, 23, facts.CaseResolved(outcome="done", message_id=None, minutes=30), "C’est changé."),
        happened(world, 22, facts.CaseClosed(outcome="done", message_id=None)),
    )


def test_a_whole_life_is_told_as_it_happened(world: World) -> None:
    case, is_new = take_over(past(world, 30, key="A1", history=a_whole_life(world)), by=BY)
    assert is_new and case == Case.objects.get()
    case = Case.objects.get()
    assert (case.status, case.outcome, case.unit, case.assignee) == (Status.CLOSED, Outcome.DONE, world.roads, None)
    assert case.closed_on == clock.today(world.authority) - timedelta(days=22)
    recorded = [fact_of(event) for event in history(case)]
    assert [fact.kind for fact in recorded][:3] == ["case.received", "case.imported", "case.taken"]
    assert recorded[4] == facts.CasePromised(
        estimated_on=clock.today(world.authority) - timedelta(days=15),
        previous_on=clock.today(world.authority) - timedelta(days=20),
    )
    transferred = recorded[7]
    assert isinstance(transferred, facts.CaseTransferred) and transferred.previous_id == world.lighting.pk
    words = {line.said.quote for line in tell(case, told_to_colleagues)}
    assert {"Quel côté ?", "Côté école.", "C’est un poteau.", "C’est changé."} <= words
    assert list(case.messages.values_list("is_told", flat=True)) == [True, True, False, True]
    assert [event.subject_version for event in history(case)] == list(range(1, 11)) and case.version == 10


def test_it_is_told_to_nobody(world: World) -> None:
    before = Delivery.objects.count()
    take_over(past(world, 30, history=a_whole_life(world)), by=BY)
    assert Delivery.objects.count() == before and not Timer.objects.filter(subject_kind=Case.subject_kind()).exists()


def test_it_then_lives_here_as_any_other(world: World) -> None:
    case, _new = take_over(past(world, 3), by=BY)
    promised = promise(take(case, by=world.karim), on=clock.today(world.authority), by=world.karim)
    assert promised.status == Status.OPEN and Delivery.objects.filter(subject_id=case.pk).exists()


def test_a_date_to_come_is_watched_and_one_gone_by_is_not(world: World) -> None:
    today = clock.today(world.authority)
    for days, expected in ((-5, 0), (5, 1)):
        promise = happened(world, 8, facts.CasePromised(estimated_on=today + timedelta(days=days), previous_on=None))
        case, _new = take_over(past(world, 9, history=(promise,)), by=BY)
        assert Timer.objects.filter(subject_id=case.pk).count() == expected
        assert case.status == Status.OPEN


def test_a_reference_is_one_case_however_often_it_is_taken_over(world: World) -> None:
    first, _new = take_over(past(world, 30, key="A1"), by=BY)
    again = take_all_over([past(world, 30, key="A1"), past(world, 29, key="A2"), past(world, 29, key="A2")], by=BY)
    assert [(case.pk == first.pk, is_new) for case, is_new in again] == [(True, False), (False, True), (False, False)]
    assert again[1][0] == again[2][0]
    assert Case.objects.count() == ExternalReference.objects.count() == 2


def test_the_same_key_in_two_registers_is_two_cases(world: World) -> None:
    take_over(past(world, 30, key="A1"), by=BY)
    other = PastCase(
        category=world.lamp, received_at=clock.now(), place=RUE_BASSE, reference=Reference(system="troisième", key="A1"),
        channel=Channel.FAX,
    )  # fmt: skip
    case, is_new = take_over(other, by=BY)
    assert is_new and case.channel == Channel.FAX


def test_many_are_numbered_in_their_order_by_year(world: World) -> None:
    pasts = [past(world, days) for days in (800, 799, 400, 399, 30)]
    cases = [case for case, _new in take_all_over(pasts, by=BY)]
    for year in {case.year for case in cases}:
        there = [case.sequence for case in cases if case.year == year]
        assert there == list(range(1, len(there) + 1))
        assert Counter.objects.get(name=f"case.{year}").value == len(there)
    assert world.report().sequence == 1 + sum(case.year == clock.today(world.authority).year for case in cases)


def test_what_is_to_come_has_not_happened(world: World) -> None:
    with pytest.raises(Refused, match="à venir"):
        take_all_over([past(world, 1), past(world, -1)], by=BY)
    assert not Case.objects.exists()


def test_a_hundred_cost_hardly_more_queries_than_two(
    world: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    where = whereabouts(past(world, 1))
    pasts = [replace(past(world, days, key=str(days)), whereabouts=where) for days in range(100, 200)]
    with django_assert_max_num_queries(25):
        take_all_over(pasts, by=BY)
