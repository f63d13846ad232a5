"""The life of a case, through operations."""

from datetime import timedelta

import pytest

from parvis.cases.actors import Requester
from parvis.cases.models import Case, Outcome, Status
from parvis.cases.operations.assign import assign, take
from parvis.cases.operations.close import close, drop, withdraw
from parvis.cases.operations.converse import answer, ask
from parvis.cases.operations.promise import promise
from parvis.cases.operations.reopen import reopen
from parvis.cases.operations.resolve import resolve, send_back
from parvis.cases.operations.transfer import transfer
from parvis.kernel import clock
from parvis.kernel.events import history
from parvis.kernel.operations import Forbidden, Refused, Stale
from tests.world import ELSEWHERE, IN_NO_DISTRICT, PLACE_DE_LA_GARE, RUE_BASSE, World


def kinds(case: Case) -> list[str]:
    return [event.kind for event in history(case)]


def test_a_lamp_goes_from_a_few_words_to_repaired(world: World) -> None:
    lamp = world.report()
    assert lamp.number == f"{clock.today(world.authority).year}/000001"
    assert lamp.unit == world.lighting and lamp.district == world.centre
    lamp = take(lamp, by=world.karim)
    lamp = promise(lamp, on=clock.today(world.authority) + timedelta(days=9), by=world.karim)
    lamp = resolve(lamp, by=world.karim, saying="L’ampoule est changée.", minutes=35)
    assert lamp.status == Status.OPEN and lamp.is_resolved
    assert not lamp.messages.get().is_told
    lamp = close(lamp, by=world.nadia)
    assert lamp.outcome == Outcome.DONE and lamp.is_closed
    assert lamp.messages.get().is_told
    assert kinds(lamp) == ["case.received", "case.taken", "case.promised", "case.resolved", "case.closed"]


def test_only_the_head_confirms_where_closing_is_reserved(world: World) -> None:
    lamp = resolve(world.report(), by=world.karim)
    with pytest.raises(Forbidden):
        close(lamp, by=world.karim)


def test_resolving_closes_where_closing_is_not_reserved(world: World) -> None:
    pothole = resolve(world.report(world.pothole), by=world.claire)
    assert pothole.is_closed and pothole.outcome == Outcome.DONE


def test_the_head_has_the_work_done_again(world: World) -> None:
    lamp = resolve(world.report(), by=world.karim)
    lamp = send_back(lamp, because="Elle clignote encore.", by=world.nadia)
    assert not lamp.is_resolved
    assert resolve(lamp, by=world.hugo).is_resolved


def test_the_second_of_two_is_shown_what_happened(world: World) -> None:
    lamp = world.report()
    take(lamp, by=world.karim)
    with pytest.raises(Stale) as stale:
        take(lamp, by=world.hugo)
    assert [event.kind for event in stale.value.since] == ["case.taken"]


def test_an_agent_is_given_only_what_their_unit_has(world: World) -> None:
    with pytest.raises(Refused):
        assign(world.report(), to=world.claire, by=world.nadia)


def test_a_bench_at_the_station_goes_to_cleanliness_and_elsewhere_to_the_roads(world: World) -> None:
    assert world.report(world.bench, PLACE_DE_LA_GARE).unit == world.cleanliness
    assert world.report(world.bench, RUE_BASSE).unit == world.roads
    nowhere = world.report(world.bench, IN_NO_DISTRICT)
    assert nowhere.unit == world.roads and nowhere.district is None


def test_a_place_outside_the_town_is_refused_by_name(world: World) -> None:
    with pytest.raises(Refused, match="Cette adresse n’est pas à Valbourg"):
        world.report(place=ELSEWHERE)


def test_a_transfer_leaves_nobody_in_charge(world: World) -> None:
    lamp = take(world.report(), by=world.karim)
    lamp = transfer(lamp, to=world.roads, because="Candélabre communal.", by=world.karim)
    assert lamp.unit == world.roads and lamp.assignee is None
    with pytest.raises(Refused):
        transfer(lamp, to=world.roads, because="Encore.", by=world.claire)


def test_the_requester_answers_and_the_case_goes_on(world: World) -> None:
    lamp = ask(world.report(), text="Quel côté de la rue ?", by=world.karim)
    assert lamp.status == Status.WAITING
    lamp = answer(lamp, text="Côté école.", by=Requester(lamp.pk))
    assert lamp.status == Status.OPEN


def test_the_requester_withdraws_once(world: World) -> None:
    lamp = world.report()
    lamp = withdraw(lamp, by=Requester(lamp.pk))
    assert withdraw(lamp, by=Requester(lamp.pk)).outcome == Outcome.WITHDRAWN
    assert kinds(lamp).count("case.closed") == 1


def test_nobody_withdraws_the_case_of_another(world: World) -> None:
    lamp = world.report()
    with pytest.raises(Forbidden):
        withdraw(lamp, by=Requester(lamp.pk + 1))


def test_closing_without_follow_up_needs_a_reason(world: World) -> None:
    lamp = world.report()
    with pytest.raises(Refused):
        drop(lamp, outcome=Outcome.NOT_COMPETENT, because=" ", by=world.nadia)
    lamp = drop(lamp, outcome=Outcome.NOT_COMPETENT, because="Cette voie est départementale.", by=world.nadia)
    assert lamp.messages.get().is_told
    lamp = reopen(lamp, because="Erreur de carte.", by=world.nadia)
    assert lamp.status == Status.OPEN and lamp.outcome == ""


def test_an_idea_ends_kept_or_not_and_is_never_late(world: World) -> None:
    idea = world.report(world.idea)
    with pytest.raises(Refused):
        resolve(idea, by=world.helene)
    with pytest.raises(Refused):
        promise(idea, on=clock.today(world.authority), by=world.helene)
    with pytest.raises(Refused, match="Dites pourquoi"):
        resolve(idea, outcome=Outcome.KEPT, by=world.helene)
    assert resolve(idea, outcome=Outcome.NOT_KEPT, saying="Trop cher.", by=world.helene).outcome == Outcome.NOT_KEPT


def test_a_date_gone_by_or_far_is_refused(world: World) -> None:
    today = clock.today(world.authority)
    lamp = world.report()
    for on in (today - timedelta(days=1), today + timedelta(days=900)):
        with pytest.raises(Refused):
            promise(lamp, on=on, by=world.karim)
