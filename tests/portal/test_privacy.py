"""Never a name, an address, a number or anyone's words in public; and what is said about keeping a page."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from parvis.cases.actors import Requester, Visitor
from parvis.cases.admission import Coordinates, Place
from parvis.cases.models import Case, Outcome
from parvis.cases.operations.assign import take
from parvis.cases.operations.close import close, drop, withdraw
from parvis.cases.operations.converse import answer, ask, note, reply
from parvis.cases.operations.receive import receive
from parvis.cases.operations.resolve import resolve
from parvis.cases.operations.transfer import transfer
from parvis.kernel.origin import origin_of
from parvis.places.points import Point
from tests.clock import move_by
from tests.portal.reader import HOST, a_report, source, visitor, words
from tests.world import World

CANARY = "Canari"
SOMEBODY = Coordinates(
    first_name=f"{CANARY} Prénom", last_name=f"{CANARY} Nom", email=f"{CANARY}@exemple.fr".lower(), phone="06 99 88 77 66"
)
SECRETS = (CANARY, CANARY.lower(), "06 99 88 77 66", "0699887766")


def with_canaries(world: World) -> list[Case]:
    """A case in each state, in which whoever writes writes the word."""

    def sent() -> Case:
        place = Place("12, rue Basse", Point(2.01, 47.02))
        return receive(world.lamp, words=f"{CANARY} description", place=place, requester=SOMEBODY, by=Visitor())

    talked = ask(take(sent(), by=world.karim), text=f"{CANARY} question", by=world.karim)
    talked = answer(talked, text=f"{CANARY} réponse", by=Requester(talked.pk))
    talked = reply(note(talked, text=f"{CANARY} note", by=world.karim), text=f"{CANARY} mot", by=world.karim)
    moved = transfer(sent(), to=world.roads, because=f"{CANARY} motif", by=world.karim)
    done = close(resolve(take(sent(), by=world.karim), saying=f"{CANARY} fin", by=world.karim), by=world.nadia)
    dropped = drop(sent(), outcome=Outcome.NO_FOLLOW_UP, because=f"{CANARY} refus", by=world.nadia)
    gone = sent()
    withdraw(gone, by=Requester(gone.pk))
    return [sent(), talked, moved, done, dropped, gone]


def test_no_public_page_nor_header_says_who_asked_or_what_anyone_wrote(world: World) -> None:
    cases = with_canaries(world)
    addresses = ["/", "/demandes", "/demandes?etat=reparees", "/demandes?q=basse", "/signaler", "/suivi", "/robots.txt"]
    addresses += [f"/demandes/{case.number}" for case in cases] + [f"/suivi/{case.tracking_code}" for case in cases]
    for shift in (timedelta(), timedelta(days=40)):
        with move_by(shift):
            for address in addresses:
                page = visitor().get(address)
                shown = source(page) + str(page.headers)
                assert not [secret for secret in SECRETS if secret in shown], address
                assert not [case for case in cases if case.private_key in shown], address


def test_a_search_finds_nobody_by_their_words_or_name(world: World) -> None:
    with_canaries(world)
    assert "Aucune demande" in words(visitor().get("/demandes", {"q": CANARY}))


def test_a_signed_in_agent_sees_public_pages_without_their_session_being_read(world: World) -> None:
    browser = visitor()
    assert world.karim.user is not None
    browser.force_login(world.karim.user)
    lamp = world.report()
    for address in ("/", "/demandes", f"/demandes/{lamp.number}", "/signaler", "/suivi", f"/suivi/{lamp.tracking_code}"):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page = browser.get(address)
        asked = [query["sql"] for query in queries if "session" in query["sql"] or "directory_user" in query["sql"]]
        assert not asked and not page.cookies and "Cookie" not in page.get("Vary", ""), address


def test_public_pages_may_be_kept_and_are_asked_for_again(world: World) -> None:
    for address in ("/", "/demandes", f"/demandes/{world.report().number}", "/suivi", "/signaler"):
        page = visitor().get(address)
        assert page["Cache-Control"] == "public, max-age=0, s-maxage=30"
        assert visitor().get(address, headers={"if-none-match": page["ETag"]}).status_code == 304


def test_pages_behind_a_key_are_kept_by_nobody_and_told_to_nobody(world: World) -> None:
    lamp = world.report()
    for address in (f"/ma-demande/{lamp.private_key}", f"/signaler/merci/{lamp.private_key}", f"/suivi/{lamp.tracking_code}"):
        page = visitor().get(address)
        assert "no-store" in page["Cache-Control"] and "private" in page["Cache-Control"]
        assert page["X-Robots-Tag"] == "noindex, nofollow"
        assert page["Referrer-Policy"] == "same-origin"
        assert 'name="robots" content="noindex, nofollow"' in source(page)


def test_robots_are_told_to_stay_out_of_what_is_behind_a_key(world: World) -> None:
    page = source(visitor().get("/robots.txt"))
    for address in ("/agents/", "/ma-demande/", "/suivi/", "/signaler/merci/"):
        assert f"Disallow: {address}\n" in page


def test_a_form_without_its_mark_comes_back_whole_and_one_click_sends_it(world: World) -> None:
    browser = Client(enforce_csrf_checks=True, headers={"host": HOST})
    answer = browser.post("/signaler", {**a_report(world.lamp), "csrfmiddlewaretoken": "x"})
    page = source(answer)
    assert answer.status_code == 403 and "Encore un clic" in words(answer) and "Il fait très sombre." in words(answer)
    fields = dict(part.split('" value="') for part in _hidden(page))
    again = browser.post("/signaler", fields)
    assert again.status_code == 302 and Case.objects.get().words == "Il fait très sombre."


def _hidden(page: str) -> list[str]:
    return [part.split('">')[0] for part in page.split('<input type="hidden" name="')[1:]]


def test_a_form_from_another_site_or_for_agents_is_not_given_back(world: World) -> None:
    browser = Client(enforce_csrf_checks=True, headers={"host": HOST})
    for address, origin in (("/signaler", "https://ailleurs.exemple.fr"), ("/agents/", "null")):
        answer = browser.post(address, a_report(world.lamp), headers={"origin": origin})
        assert answer.status_code == 403 and "Il fait très sombre." not in source(answer)


@pytest.mark.parametrize(
    ("is_https", "seen", "forwarded", "origin"),
    [
        (False, "192.0.2.7", "203.0.113.1", "192.0.2.7"),
        (True, "127.0.0.1", "203.0.113.1, 198.51.100.4", "198.51.100.4"),
        (True, "127.0.0.1", "", "unknown"),
        (False, "2001:db8:1:2:3::4", "", "2001:db8:1:2::/64"),
        (False, "::ffff:192.0.2.7", "", "192.0.2.7"),
        (False, "", "", "unknown"),
    ],
)
def test_tries_are_counted_by_the_address_that_can_be_believed(is_https: bool, seen: str, forwarded: str, origin: str) -> None:
    from django.test import RequestFactory

    request = RequestFactory().get("/", REMOTE_ADDR=seen, headers={"x-forwarded-for": forwarded})
    proxied = ("HTTP_X_FORWARDED_PROTO", "https") if is_https else None
    with override_settings(SECURE_PROXY_SSL_HEADER=proxied):
        assert origin_of(request) == origin
