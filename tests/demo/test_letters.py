"""The mailbox page of the demo town."""

from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from parvis.cases.actors import Visitor
from parvis.cases.models import Category
from parvis.cases.operations.receive import Coordinates, receive
from parvis.demo.ground import place
from parvis.demo.settle import settle
from parvis.kernel import worker
from parvis.kernel.models import Authority
from parvis.kernel.tenancy import inside
from parvis.notifications.models import Sending
from tests.harness import OpenPage
from tests.running import Installation
from tests.words import plain
from tests.world import World

ODILE = Coordinates(first_name="Odile", last_name="Garnier", email="odile.garnier@exemple.fr")


HERE = {"host": "127.0.0.1"}


def report(authority: Authority) -> None:
    with inside(authority):
        lamp = Category.objects.get(name="Lampadaire éteint")
        receive(lamp, words="Il est éteint.", place=place("12, rue Basse"), requester=ODILE, by=Visitor())


@pytest.fixture
def valbourg(db: None) -> Authority:
    authority, _new = settle("http://127.0.0.1:8000")
    return authority


def test_an_empty_mailbox_says_how_to_fill_it(valbourg: Authority, client: Client) -> None:
    page = client.get("/demo/courriers", headers=HERE)
    assert page.status_code == 200
    assert "Aucun courrier pour le moment" in plain(page.content.decode())


def test_a_report_writes_a_letter_that_is_read_there(valbourg: Authority, client: Client) -> None:
    report(valbourg)
    worker.run_until_idle()
    with inside(valbourg):
        sending = Sending.objects.get(address=ODILE.email)
    page = plain(client.get("/demo/courriers", headers=HERE).content.decode())
    assert f"à {ODILE.email}" in page and f'href="/demo/courriers/{sending.uid}"' in page
    letter = client.get(f"/demo/courriers/{sending.uid}", headers=HERE)
    shown = plain(letter.content.decode())
    assert sending.message_id.strip("<>") in shown and "En texte seul" in shown
    assert 'sandbox="allow-popups' in shown and "allow-scripts" not in shown and "allow-same-origin" not in shown
    assert "script-src 'self'" in letter["Content-Security-Policy"].split("; ")  # alone, in whatever order


def test_there_is_no_mailbox_elsewhere(world: World, client: Client) -> None:
    for path in ("/demo/courriers", f"/demo/courriers/{uuid4()}"):
        assert client.get(path, headers={"host": "valbourg.test"}).status_code == 404


def test_an_unknown_letter_and_one_of_another_town_are_not_found(valbourg: Authority, world: World, client: Client) -> None:
    world.report()
    worker.run_until_idle()
    other = Sending.everywhere.exclude(authority=valbourg).first()
    assert other is not None
    for uid in (uuid4(), other.uid):
        assert client.get(f"/demo/courriers/{uid}", headers={"host": "valbourg.localhost"}).status_code == 404


def test_the_list_asks_the_same_few_questions_however_long(
    valbourg: Authority, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(8):
        report(valbourg)
    worker.run_until_idle()
    with django_assert_max_num_queries(4):
        assert plain(client.get("/demo/courriers", headers=HERE).content.decode()).count("case-row") >= 8


@pytest.mark.sqlite_only
@pytest.mark.e2e
def test_a_letter_in_the_browser(installation: Installation, open_page: OpenPage) -> None:
    """With its style, and a link that leads to the private page; `open_page` fails on what the policy refuses."""
    valbourg, _new = settle(installation.address)
    report(valbourg)
    installation.post.wait_for(ODILE.email)
    page = open_page(f"127.0.0.1:{installation.port}")
    page.goto("/demo/courriers")
    page.get_by_role("listitem").filter(has_text=ODILE.email).get_by_role("link").click()
    frame = page.frame_locator("iframe")
    painted = frame.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
    assert painted == "rgb(244, 242, 237)"
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    frame.get_by_role("link").first.click()
    page.wait_for_url("**/ma-demande/**")
