"""What waits and what has stopped, in all towns, by kind and sort of reason: never a word, a name nor an address."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from parvis.kernel import clock, deliveries, health, leases, worker
from parvis.kernel.leases import State
from parvis.kernel.models import Beat, Delivery, Event
from parvis.kernel.operations import Forbidden
from parvis.notifications.installation import reason
from parvis.notifications.models import Sending
from parvis.notifications.operations.resume import resume
from tests.backoffice.desk import words_of
from tests.clock import move_by
from tests.console.seat import Seat
from tests.house.test_canary import CANARIES, town_s_cases
from tests.world import World, make_authority

pytestmark = pytest.mark.django_db
NOT_TOLD = (*CANARIES, "odile", "dupont", "il ne s’allume", "rue basse")


def stop(rows: "list[Sending] | list[Delivery]", error: str) -> None:
    for row in rows:
        (claimed,) = leases.claim(type(row).everywhere.filter(pk=row.pk))
        leases.fail(claimed, error, for_good=True)


def stopped(world: World, number: int = 3) -> list[Sending]:
    for _ in range(number):
        world.report()
    while deliveries.deliver():
        pass
    letters = list(Sending.objects.filter(template="requester/received", state=State.PENDING).order_by("pk"))
    stop(letters, "550 5.1.1 <odile.garnier@exemple.fr>: Dupont is nobody here")
    return letters


def test_an_operator_reads_what_stopped_and_has_it_tried_again(world: World) -> None:
    first, *_others = stopped(world)
    seat, town = Seat(), f"/villes/{world.authority.pk}"
    assert "3 arrêtés" in words_of(seat.get("/files")).text
    page = words_of(seat.get(town)).text
    assert "Lettre au demandeur" in page and "l’adresse n’existe pas ou n’existe plus (550)" in page
    one = {"file": "sending", "sorte": "requester/received", "ligne": first.pk}
    seat.post(f"{town}/file", one)
    assert Sending.objects.filter(state=State.PARKED).count() == 2
    assert "déjà fait" in words_of(seat.client.post(f"{town}/file", one, follow=True)).text
    seat.post(f"{town}/file", {"file": "sending", "sorte": "requester/received"})
    assert not Sending.objects.filter(state=State.PARKED).exists()
    assert [event.data for event in Event.objects.filter(kind="authority.queue_resumed").order_by("pk")] == [
        {"queue": "sending", "number": 1},
        {"queue": "sending", "number": 2},
    ]
    worker.run_until_idle()
    assert "Rien n’attend et rien n’est arrêté" in words_of(seat.get(town)).text


def test_only_that_kind_and_only_that_town_is_tried_again(world: World) -> None:
    stopped(world)
    other = make_authority("Autreville", "autreville.test")
    seat = Seat()
    seat.post(f"/villes/{world.authority.pk}/file", {"file": "sending", "sorte": "agents/arrived"})
    assert Sending.objects.filter(state=State.PARKED).count() == 3
    for typed in ({"file": "rien"}, {"file": "sending", "ligne": "x"}):
        assert seat.post(f"/villes/{other.pk}/file", typed).status_code == 404
    with pytest.raises(Forbidden):
        resume(world.authority, queue="sending", kind="", by=world.paul)


def test_no_word_of_a_case_is_on_any_page_of_the_console(world: World) -> None:
    """A town full of cases, letters that stopped with somebody's address in the server's words, work that failed on
    somebody's name."""
    town_s_cases(world)
    stopped(world)
    late = Delivery.objects.order_by("-pk")[:2]
    Delivery.objects.filter(pk__in=[row.pk for row in late]).update(
        state=State.PARKED, error="ValueError: Mme Zinzolin, amarante@exemple.fr"
    )
    seat, town = Seat(), f"/villes/{world.authority.pk}"
    paths = ["/", "/?q=valbourg", "/?etat=a-regarder", "/files", "/sante", "/villes/nouvelle?commune=18033", "/mot-de-passe"]
    seen = {path: seat.get(path).content.decode().lower() for path in [*paths, town, f"{town}/fermeture"]}
    assert "valueerror" in seen[town] and "zinzolin" not in seen[town]
    people = [one.last_name.lower() for one in (world.nadia, world.karim, world.hugo, world.helene)]
    singing = {path: [word for word in (*NOT_TOLD, *people) if word in body] for path, body in seen.items()}
    assert {path: found for path, found in singing.items() if found} == {}


@pytest.mark.parametrize(
    ("queue", "error", "said"),
    [
        ("sending", "450 4.2.1 <odile@exemple.fr> try later", "le serveur du destinataire demande d’attendre (450)"),
        ("sending", "le serveur est injoignable (ConnectionRefusedError)", "(ConnectionRefusedError)"),
        ("sending", "'odile@exemplé' codec can't encode", "raison inconnue"),
        ("sending", "Dupont (Odile)", "raison inconnue"),
        ("delivery", "IntegrityError: Odile Dupont", "IntegrityError"),
        ("delivery", "claimed too often without an end", "raison inconnue"),
        ("timer", "", "raison inconnue"),
    ],
)
def test_a_failure_is_told_by_its_sort_alone(queue: str, error: str, said: str) -> None:
    told = reason(queue, error)
    assert said in told and "odile" not in told.lower() and "dupont" not in told.lower()


def test_a_worker_that_is_silent_is_told_on_every_page(world: World) -> None:
    seat = Seat()
    assert "n’a jamais donné signe de vie" in words_of(seat.get("/")).text
    Beat.objects.create(name="worker", at=clock.now())
    assert "signe de vie" not in words_of(seat.get("/")).text
    with move_by(timedelta(minutes=12)):
        for path in ("/", "/files", "/sante", f"/villes/{world.authority.pk}"):
            assert "Le worker ne bat plus depuis 12 minutes" in words_of(seat.get(path)).text, path


def test_health_tells_of_the_tables_the_disk_and_the_last_backup(
    world: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    seat = Seat()
    page = words_of(seat.get("/sante")).text
    assert "à jour" in page and "libres sur" in page and "aucune par « parvis backup »" in page
    health.note_backup()
    with django_assert_max_num_queries(14):
        assert "aucune par" not in words_of(seat.get("/sante")).text


def test_many_towns_in_trouble_are_one_page(world: World, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    stopped(world, 30)
    seat = Seat()
    with django_assert_max_num_queries(12):
        seat.get("/files")
    with django_assert_max_num_queries(26):
        seat.get(f"/villes/{world.authority.pk}")
