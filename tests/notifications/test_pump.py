"""What becomes of letters when the server is slow, unkind or gone."""

from dataclasses import replace
from datetime import timedelta

from pytest_django import Settings

from parvis.cases.operations.promise import promise
from parvis.kernel import clock, leases, worker
from parvis.kernel.deliveries import deliver
from parvis.kernel.leases import State
from parvis.notifications.forgetting import shred_sendings
from parvis.notifications.models import Sending
from parvis.notifications.pump import send
from tests.clock import move_by
from tests.post import PostOffice, free_port
from tests.words import plain
from tests.world import ODILE, World


def to_odile(template: str = "requester/received") -> Sending:
    return Sending.objects.get(template=template)


def fate(template: str = "requester/received") -> str:
    return plain(to_odile(template).fate)


def test_what_the_server_said_is_kept(world: World, office: PostOffice) -> None:
    world.report()
    deliver()
    assert fate() == "en attente d’envoi"
    worker.run_until_idle()
    sending = to_odile()
    assert (sending.state, sending.server, sending.answer) == (State.DONE, "127.0.0.1", "250 taken")
    assert fate().startswith("remis au serveur 127.0.0.1 aujourd’hui à")


def test_refused_for_now_it_is_sent_later_under_the_same_message_id(world: World, office: PostOffice) -> None:
    office.refusal = "450 greylisted, come back"
    world.report()
    worker.run_until_idle()
    sending = to_odile()
    assert sending.state == State.PENDING and sending.failures == 1
    assert fate().startswith("sera retenté aujourd’hui à") and "450 greylisted, come back" in fate()
    office.be_kind()
    worker.run_until_idle()
    assert not office.letters
    with move_by(timedelta(seconds=15)):
        worker.run_until_idle()
    [letter] = office.to(ODILE.email)
    assert letter.message_id == sending.message_id


def test_refused_for_good_it_is_parked_with_the_servers_words_and_holds_up_nobody(world: World, office: PostOffice) -> None:
    office.refusal = "550 no such person here"
    world.report()
    worker.run_until_idle()
    assert to_odile().state == State.PARKED and to_odile().failures == 1
    assert fate() == "refusé définitivement : 550 no such person here"
    office.be_kind()
    world.report()
    worker.run_until_idle()
    assert len(office.letters) == 2


def test_an_address_that_no_server_can_read_is_parked_and_holds_up_nobody(world: World, office: PostOffice) -> None:
    world.report()
    deliver()
    Sending.objects.filter(recipient="requester").update(address="odile garnier@exemple..fr")
    worker.run_until_idle()
    assert to_odile().state == State.PARKED
    assert [letter.recipients for letter in office.letters] == [["nadia@valbourg.test"]]


def test_an_accented_domain_is_written_as_servers_read_it(world: World, office: PostOffice) -> None:
    world.report()
    deliver()
    Sending.objects.filter(recipient="requester").update(address="odile@café.example")
    worker.run_until_idle()
    assert office.to("odile@xn--caf-dma.example")


def test_a_connection_that_is_cut_is_tried_again(world: World, office: PostOffice) -> None:
    office.drops = True
    world.report()
    worker.run_until_idle()
    assert to_odile().state == State.PENDING and to_odile().failures == 1 and not office.letters
    office.be_kind()
    with move_by(timedelta(seconds=15)):
        worker.run_until_idle()
    assert len(office.to(ODILE.email)) == 1


def test_cut_after_it_was_taken_a_letter_may_come_twice_as_the_same_one(world: World, office: PostOffice) -> None:
    office.drops_after_accepting = True
    world.report()
    worker.run_until_idle()
    office.be_kind()
    with move_by(timedelta(seconds=15)):
        worker.run_until_idle()
    first, second = office.to(ODILE.email)
    assert first.message_id == second.message_id
    assert first.message["Date"] == second.message["Date"] and first.text == second.text


def test_a_server_that_is_too_slow_is_left_and_tried_again(world: World, impatient: PostOffice) -> None:
    impatient.seconds = 1.5
    world.report()
    assert deliver() and send()
    assert to_odile().state == State.PENDING and to_odile().failures == 1
    impatient.be_kind()
    with move_by(timedelta(seconds=15)):
        worker.run_until_idle()
    assert {letter.message_id for letter in impatient.to(ODILE.email)} == {to_odile().message_id}


def test_no_server_at_all_is_tried_again_for_two_days_then_parked(world: World, office: PostOffice, settings: Settings) -> None:
    settings.PARVIS_EMAIL = replace(settings.PARVIS_EMAIL, port=free_port())
    world.report()
    worker.run_until_idle()
    shift = timedelta()
    for wait in leases.WAITS:
        assert to_odile().state == State.PENDING
        shift += wait + timedelta(seconds=1)
        with move_by(shift):
            worker.run_until_idle()
    assert to_odile().state == State.PARKED and "ConnectionRefusedError" in to_odile().error
    assert timedelta(days=1) < shift < timedelta(days=3)


def test_letters_about_a_case_leave_in_order_and_others_do_not_wait(world: World, office: PostOffice) -> None:
    lamp = world.report()
    deliver()
    office.refusal = "450 later"
    assert send()
    office.be_kind()
    promise(lamp, on=clock.today(world.authority) + timedelta(days=3), by=world.karim)
    world.report(world.pothole)
    worker.run_until_idle()
    assert fate("requester/promised") == "en attente d’envoi"
    assert [plain(letter.subject) for letter in office.to(ODILE.email)] == [
        f"Votre signalement n° {lamp.year}/000002 est bien reçu"
    ]
    with move_by(timedelta(seconds=15)):
        worker.run_until_idle()
    assert [plain(letter.subject).split("000001")[1][:5] for letter in office.to(ODILE.email)[1:]] == [" est ", " : ré"]


def test_what_is_refused_for_good_does_not_hold_up_the_next_letter(world: World, office: PostOffice) -> None:
    office.refusal = "550 no"
    lamp = world.report()
    worker.run_until_idle()
    office.be_kind()
    promise(lamp, on=clock.today(world.authority) + timedelta(days=3), by=world.karim)
    worker.run_until_idle()
    assert len(office.to(ODILE.email)) == 1


def test_a_worker_that_lost_its_lease_writes_nothing_down(world: World, office: PostOffice) -> None:
    world.report()
    deliver()
    [mine] = leases.claim(Sending.everywhere.filter(recipient="requester"))
    with move_by(leases.lease_time() + timedelta(seconds=1)):
        worker.run_until_idle()
    assert to_odile().state == State.DONE
    leases.fail(mine, "too late")
    assert leases.finish(mine) is False
    assert to_odile().state == State.DONE and to_odile().error == ""


def test_a_letter_kept_in_the_demos_mailbox_says_so(world: World) -> None:
    world.report()
    worker.run_until_idle()
    assert fate() == "gardé dans la boîte de démonstration"


def test_letters_of_a_person_who_is_forgotten_lose_their_words_and_leave_no_more(world: World, office: PostOffice) -> None:
    lamp = world.report()
    worker.run_until_idle()
    office.refusal = f"450 <{ODILE.email}> is away"
    promise(lamp, on=clock.today(world.authority) + timedelta(days=3), by=world.karim)
    worker.run_until_idle()
    office.be_kind()
    assert shred_sendings(lamp) == 3
    office.empty()
    with move_by(timedelta(days=1)):
        worker.run_until_idle()
    assert not office.letters
    assert fate("requester/promised") == "effacé avant l’envoi"
    assert fate().startswith("remis au serveur")
    for row in Sending.objects.values("address", "subject", "text", "html", "answer", "error"):
        assert set(row.values()) == {""}
