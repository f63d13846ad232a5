"""What is parked and what waits, as an administrator sees it, and sending it again."""

from datetime import timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist
from pytest_django import DjangoAssertNumQueries

from parvis.kernel import clock, leases, schedule, worker
from parvis.kernel.deliveries import REACTIONS
from parvis.kernel.events import history
from parvis.kernel.leases import State
from parvis.kernel.models import Delivery, Event, Timer
from parvis.kernel.operations import Forbidden, Refused
from parvis.kernel.tenancy import inside
from parvis.notifications import queries
from parvis.notifications.forgetting import shred_sendings
from parvis.notifications.models import Sending
from parvis.notifications.operations.send_again import send_again
from tests.clock import move_by
from tests.post import PostOffice
from tests.words import plain
from tests.world import ODILE, World, make_world


def parked_letter(world: World, office: PostOffice) -> Sending:
    office.refusal = f"550 <{ODILE.email}> is nobody here"
    world.report()
    worker.run_until_idle()
    office.be_kind()
    return Sending.objects.get(recipient="requester")


def test_paul_sees_what_is_parked_and_why_and_sends_it_again(world: World, office: PostOffice) -> None:
    sending = parked_letter(world, office)
    letter, _to_the_head = queries.parked()
    assert (letter.queue, letter.pk, letter.to) == ("sending", sending.pk, ODILE.email)
    assert (
        letter.said == f"550 <{ODILE.email}> is nobody here"
        and "n’existe plus" in plain(letter.why)
        and plain(letter.what).endswith("est bien reçu")
    )
    assert queries.parked_count() == 2 and not queries.waiting()
    send_again(queries.find(letter.queue, letter.pk), by=world.paul)
    worker.run_until_idle()
    [received] = office.to(ODILE.email)
    assert received.message_id == sending.message_id
    assert queries.parked_count() == 1


def test_sending_again_is_recorded_once_and_without_the_address(world: World, office: PostOffice) -> None:
    sending = parked_letter(world, office)
    send_again(sending, by=world.paul)
    send_again(sending, by=world.paul)
    [event] = history(world.paul).filter(kind="queue.sent_again")
    assert event.data == {"queue": "sending", "work_id": sending.pk} and event.actor_id == world.paul.pk


def test_only_an_administrator_sends_again(world: World, office: PostOffice) -> None:
    sending = parked_letter(world, office)
    for agent in (world.nadia, world.helene, world.karim):
        with pytest.raises(Forbidden):
            send_again(sending, by=agent)


def test_what_was_forgotten_is_not_sent_again(world: World, office: PostOffice) -> None:
    lamp = world.report()
    office.refusal = "550 no"
    worker.run_until_idle()
    shred_sendings(lamp)
    with pytest.raises(Refused):
        send_again(Sending.objects.get(recipient="requester"), by=world.paul)


def test_another_towns_queue_is_neither_seen_nor_sent(world: World, office: PostOffice) -> None:
    sending = parked_letter(world, office)
    other = make_world("Ailleurs", "ailleurs.test")
    with inside(other.authority):
        assert not queries.parked() and not queries.waiting()
        with pytest.raises(ObjectDoesNotExist):
            queries.find("sending", sending.pk)
        with pytest.raises(ObjectDoesNotExist):
            send_again(sending, by=other.paul)


def test_a_reaction_that_keeps_failing_is_parked_shown_and_run_again(
    world: World, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(event: Event) -> None:
        raise ValueError("a template is missing")

    with monkeypatch.context() as patch:
        patch.setitem(REACTIONS, "notifications.requester", broken)
        lamp = world.report()
        worker.run_until_idle()
        [waiting] = queries.waiting()
        assert waiting.queue == "delivery" and waiting.said == "ValueError: a template is missing"
        shift = timedelta()
        for wait in leases.WAITS:
            shift += wait + timedelta(seconds=1)
            with move_by(shift):
                worker.run_until_idle()
    [parked] = queries.parked()
    assert parked.queue == "delivery"
    assert plain(parked.what) == f"Écrire au demandeur, demande n° {lamp.number}"
    send_again(queries.find(parked.queue, parked.pk), by=world.paul)
    worker.run_until_idle()
    assert len(office.to(ODILE.email)) == 1
    assert Delivery.objects.filter(state=State.DONE).count() == 3


def test_a_timer_that_keeps_failing_is_parked_shown_and_rung_again(
    world: World, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    rung: list[int] = []

    def broken(subject_id: int) -> None:
        raise ValueError("not today")

    lamp = world.report()
    monkeypatch.setitem(schedule.ACTIONS, "test.bell", broken)
    schedule.schedule(lamp, "test.bell", clock.now())
    shift = timedelta()
    for wait in (timedelta(), *leases.WAITS):
        shift += wait + timedelta(seconds=1)
        with move_by(shift):
            worker.run_until_idle()
    assert Timer.objects.get().state == State.PARKED
    [parked] = queries.parked()
    monkeypatch.setitem(schedule.ACTIONS, "test.bell", rung.append)
    send_again(queries.find(parked.queue, parked.pk), by=world.paul)
    worker.run_until_idle()
    assert rung == [lamp.pk]


def test_the_card_lists_what_was_sent_in_few_queries(
    world: World, office: PostOffice, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    lamp = world.report()
    worker.run_until_idle()
    with django_assert_max_num_queries(1):
        rows = [
            (sending.recipient, str(sending.agent or ""), plain(sending.fate)[:17]) for sending in queries.sendings_of(lamp)
        ]
    assert rows == [("requester", "", "remis au serveur "), ("agent", "Nadia Benali", "remis au serveur ")]


def test_the_queue_is_read_in_three_queries_however_long(
    world: World, office: PostOffice, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    office.refusal = "550 no"
    for _ in range(5):
        world.report()
    worker.run_until_idle()
    with django_assert_max_num_queries(3):
        assert len(queries.parked()) == 10
