"""No letter of a practice town leaves, whoever carries the others: they stop at a page that those who practise read."""

import ast
from uuid import uuid4

from django.test import Client
from pytest_django import DjangoAssertNumQueries

from parvis.cases.actors import Visitor
from parvis.cases.models import Case, Category
from parvis.cases.operations.assign import assign
from parvis.cases.operations.receive import Coordinates, receive
from parvis.directory.models import Agent
from parvis.directory.operations.agents import add_agent
from parvis.kernel import worker
from parvis.kernel.leases import State
from parvis.kernel.models import Authority
from parvis.kernel.tenancy import inside
from parvis.notifications.inviting import invite
from parvis.notifications.models import Rhythm, Sending
from parvis.notifications.operations.frequency import choose_rhythm
from parvis.notifications.operations.rules import own_standard
from parvis.notifications.operations.trial import send_trial
from tests.backoffice.desk import Desk, words_of
from tests.clock import move_to_tomorrow_noon
from tests.house.sources import short, within
from tests.post import PostOffice
from tests.practice.towns import HOST, practise
from tests.world import RUE_BASSE, World

MAILBOX = "/agents/boite-aux-lettres"
LEARNER = Coordinates(first_name="Éva", last_name="Essai", email="eva.essai@exemple.fr")


def live_a_day(town: Authority, world: World) -> None:
    """A resident writes, agents answer and hand over, the administrator invites and tries a rule, a password is forgotten."""
    with inside(town):
        lamp = Category.objects.get(name="Lampadaire éteint")
        case = receive(lamp, words="Il est éteint.", place=RUE_BASSE, requester=LEARNER, by=Visitor())
        nadia, karim, paul = (Agent.objects.get(user=one.user) for one in (world.nadia, world.karim, world.paul))
        choose_rhythm("agents/arrived", rhythm=Rhythm.DAILY, by=nadia)
        second = receive(lamp, words="Un autre.", place=RUE_BASSE, requester=LEARNER, by=Visitor())
        worker.run_until_idle()
        assign(Case.objects.get(pk=second.pk), to=karim, by=nadia)
        Desk(world.nadia, town.host).do(Case.objects.get(pk=case.pk), "reponse", text="Nous venons demain.")
        invite(add_agent("Zoé", "Nouvelle", email="zoe.nouvelle@exemple.fr", by=paul), by=paul)
        rule = own_standard("requester/received", by=paul)
        send_trial(rule, recipients=[], on=Case.objects.get(pk=case.pk), by=Agent.objects.get(pk=paul.pk))
    Client(headers={"host": town.host}).post("/agents/compte/mot-de-passe-oublie", {"email": world.karim.email})
    with move_to_tomorrow_noon(town):
        worker.run_until_idle()


def test_the_real_town_s_letters_arrive_and_of_the_practice_town_s_none(world: World, office: PostOffice) -> None:
    town = practise(world)
    live_a_day(town, world)
    assert not office.letters, [letter.subject for letter in office.letters]
    with inside(town):
        kept = list(Sending.objects.all())
    assert {"account/invitation", "trial"} < {one.template for one in kept}
    assert any(one.template.startswith("digest") for one in kept)
    assert {(one.state, one.server) for one in kept} == {(State.DONE, "")}
    live_a_day(world.authority, world)
    assert {letter.message_id for letter in office.letters} == set(Sending.objects.values_list("message_id", flat=True))
    written = set(Sending.objects.values_list("template", flat=True))
    assert {"account/invitation", "account/forgotten_password", "trial"} < written


def test_letters_leave_by_one_door_where_those_of_a_practice_town_stop() -> None:
    """Whoever hands a letter over elsewhere would send a practice town's."""
    calls = [
        short(path)
        for path in within("parvis")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "hand_over"
    ]
    assert calls == ["parvis/notifications/pump.py"]
    sources = {short(path): path.read_text() for path in within("parvis")}
    assert [name for name, text in sources.items() if "django.core.mail" in text and not name.endswith("settings.py")] == []


def test_the_mailbox_says_how_to_fill_it_then_shows_every_letter_to_all_who_practise(world: World) -> None:
    town = practise(world)
    karim = Desk(world.karim, HOST)
    assert "Aucune lettre pour le moment" in words_of(karim.get(MAILBOX)).text
    with inside(town):
        lamp = Category.objects.get(name="Lampadaire éteint")
        receive(lamp, words="Il est éteint.", place=RUE_BASSE, requester=LEARNER, by=Visitor())
    worker.run_until_idle()
    with inside(town):
        letter = Sending.objects.get(address=LEARNER.email)
    page = words_of(karim.get(MAILBOX))
    assert f"à {LEARNER.email}" in page.text and f"{MAILBOX}/{letter.uid}" in page.links
    answer = karim.get(f"{MAILBOX}/{letter.uid}")
    shown = answer.content.decode()
    assert 'sandbox="allow-popups' in shown and "allow-scripts" not in shown and "allow-same-origin" not in shown
    assert "arrêté dans la boîte aux lettres d’entraînement" in words_of(answer).text
    assert "script-src 'self'" in answer["Content-Security-Policy"].split("; ")
    assert f"http://{HOST}/ma-demande/" in shown, "its links lead to the practice town"


def test_a_real_town_has_no_such_page_and_no_letter_of_another_is_shown(world: World) -> None:
    practise(world)
    world.report()
    worker.run_until_idle()
    real = Sending.objects.latest("pk")
    for path in (MAILBOX, f"{MAILBOX}/{real.uid}"):
        assert Desk(world.paul).get(path).status_code == 404
    for uid in (uuid4(), real.uid):
        assert Desk(world.paul, HOST).get(f"{MAILBOX}/{uid}").status_code == 404


def test_a_long_mailbox_is_read_by_pages_with_the_same_few_queries(
    world: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    town = practise(world)
    with inside(town):
        lamp = Category.objects.get(name="Lampadaire éteint")
        for _number in range(52):
            receive(lamp, words="Éteint.", place=RUE_BASSE, requester=LEARNER, by=Visitor())
    worker.run_until_idle()
    karim = Desk(world.karim, HOST)
    with django_assert_max_num_queries(9):
        first = words_of(karim.get(MAILBOX))
    [more] = [link for link in first.links if link.startswith("?suite=")]
    links = [*first.links, *words_of(karim.get(MAILBOX + more)).links]
    seen = [link for link in links if link.startswith(f"{MAILBOX}/")]
    with inside(town):
        assert len(seen) == len(set(seen)) == Sending.objects.count() > 50
