"""« Bravo » for a job done: counted by connection, shown to all, and read by the team by first name."""

from datetime import timedelta

import pytest
from django.test import Client

from parvis.cases.actors import Visitor
from parvis.cases.models import Bravo, Case
from parvis.cases.operations.assign import take
from parvis.cases.operations.close import close
from parvis.cases.operations.congratulate import congratulate
from parvis.cases.operations.reopen import reopen
from parvis.cases.operations.resolve import resolve
from parvis.cases.readings import bravos
from parvis.directory.models import Agent
from parvis.kernel import clock
from parvis.kernel.operations import Refused
from tests.clock import move_by
from tests.portal.reader import HOST, source, visitor, words
from tests.portal.test_list import private_category
from tests.world import World


def done(world: World) -> Case:
    return close(resolve(take(world.report(), by=world.karim), by=world.karim), by=world.nadia)


def home(agent: Agent) -> str:
    browser = visitor()
    assert agent.user is not None
    browser.force_login(agent.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return words(browser.get("/agents/"))


def test_one_click_without_a_cookie_is_counted_once_a_day_and_connection(world: World) -> None:
    lamp = done(world)
    href = f"/demandes/{lamp.number}"
    page = visitor().get(href)
    assert "Oui, bravo !" in words(page) and f'action="{href}/bravo"' in source(page) and not page.cookies
    strict = Client(enforce_csrf_checks=True, headers={"host": HOST}, REMOTE_ADDR="192.0.2.7")
    for _ in range(3):
        assert "l’équipe le saura" in words(strict.post(f"{href}/bravo"))
    visitor("192.0.2.8").post(f"{href}/bravo")
    assert bravos.count(lamp) == 2
    assert "Bravos 2" in " ".join(words(visitor().get(href)).split())


def test_looking_and_a_form_of_another_site_count_nothing(world: World) -> None:
    href = f"/demandes/{done(world).number}/bravo"
    assert "Dire bravo à l’équipe" in words(visitor().get(href))
    visitor().post(href, headers={"sec-fetch-site": "cross-site"})
    assert not Bravo.objects.exists()


def test_the_team_reads_it_by_first_name_and_strangers_do_not(world: World) -> None:
    lamp = done(world)
    for _ in range(2):
        congratulate(lamp, by=Visitor())
    assert "Karim, c’est pour vous" in home(world.karim) and "2 habitants" in home(world.karim)
    assert "Karim" in home(world.nadia)
    assert "Bravo !" not in home(world.ines)
    public = words(visitor().get(f"/demandes/{lamp.number}")) + words(visitor().post(f"/demandes/{lamp.number}/bravo"))
    assert "Karim" not in public
    with move_by(timedelta(days=8)):
        assert "Bravo !" not in home(world.karim)


def test_what_is_private_under_way_or_archived_is_not_praised(world: World) -> None:
    private = world.report(private_category(world))
    assert visitor().post(f"/demandes/{private.number}/bravo").status_code == 404
    lamp = world.report()
    assert visitor().post(f"/demandes/{lamp.number}/bravo").status_code == 302
    with pytest.raises(Refused):
        congratulate(lamp, by=Visitor())
    lamp = done(world)
    with move_by(timedelta(days=31)):
        assert visitor().post(f"/demandes/{lamp.number}/bravo").status_code == 302
        assert "bravo" not in words(visitor().get(f"/demandes/{lamp.number}"))
    assert not Bravo.objects.exists()


def test_what_was_said_of_a_repair_that_did_not_hold_is_not_said_of_the_next(world: World) -> None:
    lamp = done(world)
    congratulate(lamp, by=Visitor())
    with move_by(timedelta(minutes=1)):
        lamp = reopen(Case.objects.get(), because="Éteint.", by=world.nadia)
        assert bravos.count(lamp) == 0
        lamp = resolve(lamp, by=world.nadia)
    assert (lamp.is_closed, bravos.count(lamp)) == (True, 0)


def test_a_bravo_leaves_the_case_as_it_was(world: World) -> None:
    lamp = done(world)
    congratulate(lamp, by=Visitor())
    assert Case.objects.get().version == lamp.version
    assert not bravos.lately(world.ines, clock.now())
