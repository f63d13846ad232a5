"""The letter of a forgotten password is a row that the worker sends; the page waits for no mail server."""

import re
from datetime import timedelta

from django.test import Client

from parvis.directory.models import Agent
from parvis.kernel import worker
from parvis.notifications import forgetting
from parvis.notifications.models import Sending
from tests.clock import move_by
from tests.post import PostOffice
from tests.words import plain
from tests.world import World

PAGE = "/agents/compte/mot-de-passe-oublie"


def ask(address: str) -> None:
    answer = Client(headers={"host": "valbourg.test"}).post(PAGE, {"email": address})
    assert answer.status_code == 302, answer.content.decode()[:2000]


def test_nadia_is_sent_a_link_to_her_towns_own_address(world: World, office: PostOffice) -> None:
    ask(world.nadia.email)
    assert not office.letters
    assert Sending.objects.get().fate
    worker.run_until_idle()
    [letter] = office.to(world.nadia.email)
    assert plain(letter.subject) == "Choisissez un nouveau mot de passe pour Valbourg"
    [link] = re.findall(r"^http\S+nouveau-mot-de-passe\S+$", letter.text, re.MULTILINE)
    assert link.startswith("http://valbourg.test/") and link in letter.html
    page = Client(headers={"host": "valbourg.test"}).get(link.removeprefix("http://valbourg.test"), follow=True)
    assert page.status_code == 200 and "password" in page.content.decode()


def test_nothing_goes_to_who_is_no_agent_here_or_is_no_more(world: World, office: PostOffice) -> None:
    Agent.objects.filter(pk=world.karim.pk).update(ended_on="2026-01-01")
    for address in ("personne@exemple.fr", world.karim.email):
        ask(address)
    worker.run_until_idle()
    assert not office.letters and not Sending.objects.exists()


def test_the_link_is_forgotten_after_a_week(world: World, office: PostOffice) -> None:
    ask(world.nadia.email)
    worker.run_until_idle()
    with move_by(timedelta(days=6)):
        assert forgetting.forget_old_links() == 0
    with move_by(timedelta(days=8)):
        assert forgetting.forget_old_links() == 1
