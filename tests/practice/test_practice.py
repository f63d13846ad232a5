"""A practice town is opened by who arranges the real one: the same arrangement, invented cases, and nothing of anybody's."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from parvis.carrying.compare import compare
from parvis.carrying.document import Document, document_here
from parvis.cases.models import Case, Category, Status
from parvis.cases.operations.configure import create_category
from parvis.directory.models import Agent, OidcProvider, Unit, User
from parvis.directory.operations.agents import add_agent
from parvis.directory.operations.credentials import print_code
from parvis.directory.operations.posts import post
from parvis.directory.operations.providers import describe_provider
from parvis.kernel import worker
from parvis.kernel.models import Authority, Event, Timer, new_uid
from parvis.kernel.operations import Forbidden, Refused
from parvis.kernel.tenancy import inside
from parvis.notifications.models import Sending
from parvis.places.location import ground
from parvis.places.points import Point
from parvis.practice.erasing import RealTown, erase_files, erase_rows, tenants
from parvis.practice.making import APART
from parvis.practice.models import Practice, Stage, State
from parvis.practice.operations.ask import close_practice, halt_practice, open_practice, restart_practice, resume_practice
from parvis.practice.operations.carry_on import MAKING, carry_on
from tests.backoffice.desk import Desk, words_of
from tests.practice.towns import HOST, practise, town_of
from tests.world import MAKER, World, make_world

PAGE = "/agents/formation"


def here() -> Practice:
    return Practice.objects.get()


def rows_of(town: Authority) -> dict[str, int]:
    counted = {model._meta.label: model._base_manager.filter(authority=town).count() for model in tenants()}
    return {label: count for label, count in counted.items() if count}


def test_it_is_opened_by_a_button_and_made_by_the_worker_and_its_address_is_said_before(world: World) -> None:
    paul = Desk(world.paul)
    page = words_of(paul.get(PAGE))
    assert f"Elle sera à l’adresse http://{HOST}" in page.text
    for _press in range(2):
        assert paul.post(PAGE, {"who": "all"}).status_code == 302
    assert "La ville d’entraînement se prépare" in words_of(paul.get(PAGE)).text
    worker.run_until_idle()
    assert Authority.objects.count() == 2
    assert "48 demandes inventées vous attendent" in words_of(paul.get(PAGE)).text
    journal = words_of(paul.get("/agents/reglages/journal")).text
    assert "Une ville d’entraînement est ouverte" in journal and HOST in journal and "48 demandes inventées" in journal


def test_it_is_arranged_as_the_real_town_and_its_cases_are_invented_there(world: World) -> None:
    world.report()
    town = practise(world)
    ours = document_here(with_people=True)
    with inside(town):
        assert compare(Document({key: rows for key, rows in ours.rows.items() if key not in APART}, has_people=True)).is_nothing
        cases = list(Case.objects.select_related("category", "unit"))
        assert not here_refused(world)
        assert {case.category_id for case in cases} == set(
            Category.objects.exclude(children__isnull=False).values_list("pk", flat=True)
        )
        assert {case.status for case in cases} == set(Status)
        assert all(ground().holds(Point(case.lon, case.lat)) for case in cases if case.lon is not None and case.lat is not None)
        assert {case.requester_email.partition("@")[2] for case in cases} <= {"", "habitants.example"}
        assert not any(f"{case.requester_first_name} {case.requester_last_name}" == "Odile Garnier" for case in cases)
        assert {str(case.unit) for case in cases} >= {"Éclairage public", "Voirie"}
        assert not Sending.objects.exists(), "what is invented is told to nobody"
    assert Case.objects.count() == 1


def here_refused(world: World) -> list[object]:
    with inside(world.authority):
        return list(here().refused)


def test_only_who_arranges_the_town_may_and_never_from_within_a_practice_town(world: World) -> None:
    for agent in (world.nadia, world.karim, world.helene):
        assert Desk(agent).get(PAGE).status_code == 403
        with pytest.raises(Forbidden):
            open_practice(is_for_all=True, by=world.agent(agent))
    town = practise(world)
    practice = here()
    helene = world.agent(world.helene)
    with pytest.raises(Forbidden):
        restart_practice(practice, is_for_all=True, by=helene)
    with pytest.raises(Forbidden):
        close_practice(practice, by=helene)
    with inside(town):
        theirs = Agent.objects.get(user=world.paul.user)
        assert theirs.is_administrator
        with pytest.raises(Forbidden):
            open_practice(is_for_all=True, by=theirs)
    inner = Desk(world.paul, HOST)
    for path in (PAGE, f"{PAGE}/recommencement", f"{PAGE}/fermeture", "/agents/entrainement"):
        assert inner.get(path).status_code == 404, path


def test_a_worker_killed_at_any_instant_goes_on_from_there(world: World) -> None:
    """Each step is taken, undone as a kill would, and taken again: the end is that of a quiet worker."""
    open_practice(is_for_all=True, by=world.agent(world.paul))
    seen = set()
    while here().state == State.MAKING:
        seen.add(Stage(here().stage))
        with transaction.atomic():
            carry_on(here(), by=MAKER)
            transaction.set_rollback(True)
        carry_on(here(), by=MAKER)
    assert seen == {Stage.TOWN, Stage.SEATS, Stage.CONFIGURATION, Stage.CASES}
    with inside(town_of(world)):
        assert Case.objects.count() == here_cases(world) == 48
        assert Agent.objects.count() == 8


def here_cases(world: World) -> int:
    with inside(world.authority):
        return here().cases


def test_stopped_it_waits_and_then_goes_on(world: World) -> None:
    paul = Desk(world.paul)
    paul.post(PAGE, {"who": "all"})
    for _step in range(3):
        carry_on(here(), by=MAKER)
    paul.post(PAGE, {"arreter": "1"})
    worker.run_until_idle()
    assert here().state == State.STOPPED and not Timer.objects.filter(name=MAKING, state="pending").exists()
    assert "C’est arrêté" in words_of(paul.get(PAGE)).text
    assert Client(headers={"host": HOST}).get("/").status_code == 410, "nobody enters what is half made"
    paul.post(PAGE, {"reprendre": "1"})
    worker.run_until_idle()
    assert here().state == State.READY and Client(headers={"host": HOST}).get("/").status_code == 200
    for act in (halt_practice, resume_practice):
        assert act(here(), by=world.agent(world.paul)).state == State.READY


def test_begun_anew_nothing_is_left_and_the_arrangement_of_today_is_there(world: World) -> None:
    town = practise(world)
    with inside(town):
        first = set(Case.objects.values_list("uid", flat=True))
        lamp = Case.objects.filter(status=Status.NEW).first()
        assert lamp is not None
        nadia = Agent.objects.get(user=world.nadia.user)
        add_agent("Zoé", "Inventée", email="zoe@exemple.fr", by=Agent.objects.get(user=world.paul.user))
        create_category("Essai d’un stagiaire", by=MAKER)
        assert nadia.is_in_post
    create_category("Nouvelle ici", unit=world.roads, by=MAKER)
    paul = Desk(world.paul)
    assert "Tout effacer et recommencer" in words_of(paul.get(f"{PAGE}/recommencement")).text
    assert paul.post(f"{PAGE}/recommencement", {"who": "all"}).status_code == 302
    worker.run_until_idle()
    assert town_of(world) == town
    with inside(town):
        assert Category.objects.filter(name="Nouvelle ici").exists()
        assert not Category.objects.filter(name="Essai d’un stagiaire").exists()
        assert not first & set(Case.objects.values_list("uid", flat=True)) and Case.objects.exists()
    assert not User.objects.filter(email="zoe@exemple.fr").exists()
    assert User.objects.filter(email=world.nadia.email).exists()


def test_closed_it_is_gone_whole_and_the_real_town_is_as_it_was(world: World) -> None:
    world.report()
    worker.run_until_idle()
    before = rows_of(world.authority)
    town = practise(world)
    paul = Desk(world.paul)
    assert paul.post(f"{PAGE}/fermeture", {}).status_code == 302
    worker.run_until_idle()
    assert here().state == State.CLOSED and not Authority.objects.filter(pk=town.pk).exists()
    assert rows_of(town) == {}
    after = rows_of(world.authority)
    told = {"kernel.Event", "kernel.Timer", "practice.Practice"}
    assert {label: count for label, count in after.items() if label not in told} == {
        label: count for label, count in before.items() if label not in told
    }
    assert "Ouvrir la ville d’entraînement" in words_of(paul.get(PAGE)).text
    paul.post(PAGE, {"who": "all"})
    worker.run_until_idle()
    assert here().state == State.READY, "another may be opened"


def test_a_real_town_is_never_erased_whatever_is_handed_over(world: World) -> None:
    other = make_world("Autreville", "autreville.test")
    town = practise(world)
    before = rows_of(world.authority), rows_of(other.authority)
    for real in (world.authority, other.authority):
        for erase in (erase_rows, erase_files):
            with pytest.raises(RealTown):
                erase(real)
    # A row that points at a real town, as only a fault could write it.
    Practice.objects.update(town=other.authority)
    paul = world.agent(world.paul)
    with pytest.raises(RealTown):
        restart_practice(here(), is_for_all=True, by=paul)
    with pytest.raises(RealTown):
        close_practice(here(), by=paul)
    Practice.objects.update(state=State.CLOSING, stage=Stage.ROWS)
    with pytest.raises(RealTown), transaction.atomic():
        carry_on(here(), by=MAKER)
    assert (rows_of(world.authority), rows_of(other.authority)) == before
    Practice.objects.update(town=town, state=State.READY)
    with inside(other.authority), pytest.raises(Practice.DoesNotExist):
        close_practice(Practice.everywhere.get(town=town), by=other.agent(other.paul))


def test_two_practice_towns_of_one_town_cannot_be(world: World) -> None:
    practise(world)
    twin = Authority.objects.get(host=HOST)
    twin.pk, twin.uid, twin.host = None, new_uid(), "autre.test"
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)


def test_its_name_is_refused_when_another_town_has_it(world: World) -> None:
    make_world("Autreville", HOST)
    answer = Desk(world.paul).post(PAGE, {"who": "all"})
    assert answer.status_code == 422 and "est déjà le site de Autreville" in words_of(answer).text
    assert not Practice.objects.exists()


def test_only_those_who_were_chosen_have_a_seat_and_the_administrators(world: World) -> None:
    answer = Desk(world.paul).post(PAGE, {"who": "some", "people": [str(world.karim.pk)]})
    assert answer.status_code == 302
    worker.run_until_idle()
    with inside(town_of(world)):
        assert {str(one) for one in Agent.objects.all()} == {"Karim Lefèvre", "Paul Girard"}
    assert Desk(world.nadia).get("/agents/entrainement").status_code == 403


def test_nothing_arranged_there_opens_a_real_account(world: World) -> None:
    """Its letters are read by all who practise, and whoever practises may be made administrator there."""
    real = print_code(post(add_agent("Sam", "Sansadresse", email="", by=MAKER), to=world.roads, by=MAKER), by=MAKER)[0]
    town = practise(world)
    host = {"host": HOST}
    with inside(town):
        paul = Agent.objects.get(user=world.paul.user)
        sam = Agent.objects.get(user=real.user)
        with pytest.raises(Refused):
            print_code(sam, by=paul)
        said: dict[str, str | bool] = {"label": "X", "issuer": "https://x.test", "client_id": "x", "is_proconnect": False}
        with pytest.raises(Refused):
            describe_provider(None, said={**said, "trusts_emails": True, "sirets": "", "is_offered": True}, secret="x", by=paul)
        assert not OidcProvider.objects.exists()
    for page in ("mot-de-passe-oublie", "nouveau-mot-de-passe/1-abc"):
        for answer in (Client(headers=host).get(f"/agents/compte/{page}"), Client(headers=host).post(f"/agents/compte/{page}")):
            assert answer["Location"] == "http://valbourg.test/agents/compte/mot-de-passe-oublie"
    inner = Desk(world.paul, HOST)
    assert inner.get("/agents/compte/mot-de-passe")["Location"] == "http://valbourg.test/agents/compte/mot-de-passe"
    with inside(town):
        futur = add_agent("Futur", "Agent", email="futur@valbourg.test", by=paul)
    inner.post(f"/agents/personnes/{futur.pk}/invitation", {"version": futur.version})
    with inside(town):
        letters = list(Sending.objects.filter(template="account/invitation"))
    assert letters and not any("nouveau-mot-de-passe" in letter.text for letter in letters)


def test_whoever_leaves_the_real_town_comes_in_no_more(world: World) -> None:
    practise(world)
    karim = Desk(world.karim, HOST)
    assert karim.get("/agents/").status_code == 200
    Agent.objects.filter(pk=world.karim.pk).update(suspended_on="2026-01-01")
    assert karim.get("/agents/").status_code == 403


def test_facts_of_cases_are_those_of_a_quiet_past(world: World) -> None:
    """What was invented is as a register's own past: numbered by its dates, and never after now."""
    with inside(practise(world)):
        cases = list(Case.objects.order_by("year", "sequence"))
        assert [case.received_at for case in cases] == sorted(case.received_at for case in cases)
        assert not Event.objects.filter(kind__startswith="case.", is_imported=False).exists()
        assert Unit.objects.count() == 5
