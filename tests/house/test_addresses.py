"""Every address: what it says of itself, that looking changes nothing, and that another town's things are not found."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client

from parvis.cases.models import Case, CasePhoto
from parvis.cases.operations.assign import take
from parvis.directory.models import Agent
from parvis.directory.operations.providers import describe_provider
from parvis.documents.models import Photo
from parvis.documents.operations.photos import upload
from parvis.kernel import worker
from parvis.kernel.events import history
from parvis.kernel.models import Authority
from parvis.kernel.tenancy import inside
from tests.documents.pictures import photo, read
from tests.house.addresses import Address, walk
from tests.world import MAKER, World, make_world

# A stranger may call these, and nothing else.
PUBLIC = {
    "healthz",
    # the kit
    "gallery",
    "icon",
    "mark",
    "town_sheet",
    # the portal
    "accessibility",
    "legal",
    "privacy",
    "security",
    "addresses",
    "answer",
    "bravo",
    "case",
    "case_photo",
    "cases",
    "correction",
    "email_correction",
    "follow",
    "following",
    "home",
    "insist",
    "manifest",
    "offline",
    "outbox",
    "papers",
    "service_worker",
    "map",
    "map_cards",
    "map_frame",
    "mine",
    "more_photos",
    "my_cases",
    "my_cases_link",
    "my_photo",
    "photo",
    "photos",
    "report",
    "robots",
    "thanks",
    "tile",
    "tracked",
    "tracking",
    "unfollow",
    "withdrawal",
    "letters_wanted",
    # the demonstration's mailbox and plan
    "letter",
    "letters",
    "plan_style",
    "plan_tile",
    # signing in
    "account_elsewhere",
    "account_elsewhere_back",
    "account_inactive",
    "account_login",
    "account_practice_entry",
    "account_logout",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
}
# Tables that looking at a page may write: they hold no business of the town's.
OF_LOOKING = {"django_session", "kernel_tally", "cache"}
# The same page for all: a proxy may keep it, or a browser for its "back".
FOR_EVERYBODY = {
    "case", "cases", "home", "map", "map_cards", "map_frame", "mark", "plan_tile", "report", "tile", "town_sheet", "tracking",
}  # fmt: skip
FOR_EVERYBODY |= {"accessibility", "legal", "privacy", "security"}
FOR_EVERYBODY |= {"icon", "manifest", "offline", "service_worker"}
WORDS = "Devant le portail des Ailleurs."

addresses = list(walk())
roles = pytest.mark.parametrize("role", ["", "karim", "nadia", "claire", "theo", "helene", "paul"])


def visitor(world: World, role: str) -> Client:
    """A browser at Valbourg's address: nobody's, or that of an agent who has signed in."""
    client = Client(headers={"host": Authority.objects.get(pk=world.authority.pk).host})
    if role:
        agent: Agent = getattr(world, role)
        assert agent.user is not None
        client.force_login(agent.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def demo(world: World) -> World:
    """The small town as a demonstration's: it has all pages that a town has, and a mailbox that anyone may read."""
    Authority.objects.filter(pk=world.authority.pk).update(is_demo=True, host="localhost")
    return world


def with_photos(case: Case) -> Case:
    """The case with a photo, and another photo that waits on a form of its town."""
    picture = read(photo(size=(40, 30)))
    sent, _waiting = (upload(uuid4(), picture=picture, by=MAKER) for _ in range(2))
    Photo.objects.filter(pk=sent.pk).update(draft=None)
    CasePhoto.objects.create(case=case, photo=sent)
    return case


def make_elsewhere() -> tuple[World, Case]:
    """Another town, with a case whose number and keys are not those of any here."""
    other = make_world("Autreville", "autreville.test")
    with inside(other.authority):
        for _ in range(4):
            other.report(words=WORDS)
        case = take(with_photos(other.report(words=WORDS)), by=other.karim)
        flags = {"is_proconnect": False, "trusts_emails": False, "is_offered": True}
        said: dict[str, str | bool] = {"label": "Agglo", "issuer": "http://127.0.0.1:9", "client_id": "x", "sirets": ""}
        describe_provider(None, said={**said, **flags}, secret="y", by=MAKER)
    worker.run_until_idle()
    return other, case


def test_a_view_says_whether_it_reads_or_writes() -> None:
    assert not [address.route for address in addresses if address.manner not in ("reads", "writes")]


def test_a_stranger_may_call_what_is_listed_and_nothing_else() -> None:
    assert {address.name for address in addresses if address.is_public} == PUBLIC
    desk = {address.name for address in addresses if address.route.startswith("agents/") and address.is_public}
    assert all(name.startswith("account_") for name in desk), "nothing of the desk is public but the ways to sign in"


def test_a_stranger_is_sent_to_sign_in(world: World) -> None:
    case, client = world.report(), visitor(world, "")
    for address in addresses:
        if not address.is_public:
            answer = client.get(address.call(case))
            assert answer.status_code == 302, address.route
            assert answer["Location"].startswith("/agents/compte/connexion"), address.route


def test_the_tests_know_how_to_call_every_address(world: World) -> None:
    case = world.report()
    for address in addresses:
        address.call(case)


class Wrote(Exception):
    """A view wrote while it was only looked at."""


def refuse_writing(execute: Callable[..., object], sql: str, params: object, many: bool, context: object) -> object:
    verb, *rest = sql.split()
    if verb in ("INSERT", "UPDATE", "DELETE"):
        table = next(word.strip('"') for word in rest if word not in ("INTO", "FROM", "OR", "IGNORE"))
        if table not in OF_LOOKING:
            raise Wrote(sql[:200])
    return execute(sql, params, many, context)


@roles
def test_looking_changes_nothing(demo: World, role: str) -> None:
    """GET, of views that read and of views that write: a mail scanner follows every link of an e-mail."""
    case = take(with_photos(demo.report()), by=demo.karim)
    worker.run_until_idle()
    for address in addresses:
        client = visitor(demo, role)
        with connection.execute_wrapper(refuse_writing):
            answer = client.get(address.call(case))
        assert answer.status_code < 500 or address.name == "healthz", address.route
    case.refresh_from_db()
    assert case.version == 2


@roles
def test_only_what_is_everybody_s_is_kept(demo: World, role: str) -> None:
    """A desk is shared: after signing out, "back" must not show what a colleague was reading."""
    case = take(demo.report(), by=demo.karim)
    worker.run_until_idle()
    for address in addresses:
        answer = visitor(demo, role).get(address.call(case))
        said = answer.headers.get("Cache-Control", "")
        if not (address.is_public and address.name in FOR_EVERYBODY):
            is_page = answer.headers.get("Content-Type", "").startswith("text/html")
            assert "private" in said and ("no-store" in said or not is_page), address.route
    nowhere = visitor(demo, role).get("/nulle-part")
    assert "no-store" in nowhere.headers["Cache-Control"]


@roles
def test_what_is_another_town_s_is_not_found(demo: World, role: str) -> None:
    other, theirs = make_elsewhere()
    demo.report()
    client = visitor(demo, role)
    wish = {"version": theirs.version, "text": "Un mot."}
    found = []
    for address in (address for address in addresses if address.is_of_a_town):
        path = address.call(theirs)
        for answer in (client.get(path), client.post(path, wish)):
            if answer.status_code not in refusals(address, role, str(answer.request["REQUEST_METHOD"])):
                found.append((address.route, answer.request["REQUEST_METHOD"], answer.status_code))
            assert no_trace_of(other, theirs, answer.content.decode(errors="replace")), address.route
    assert not found
    with inside(other.authority):
        assert history(theirs).count() == 2


def refusals(address: Address, role: str, method: str) -> set[int]:
    """Not found; but a stranger is asked to sign in at the desk, whatever the address, and a reader takes no POST."""
    if not role and not address.is_public:
        return {302, 401}
    return {405} if method == "POST" and address.manner == "reads" else {404}


@roles
def test_no_page_shows_anything_of_another_town(demo: World, role: str) -> None:
    other, theirs = make_elsewhere()
    client = visitor(demo, role)
    for address in addresses:
        if not address.is_of_a_town and address.name != "account_logout":
            answer = client.get(address.call(theirs))
            assert no_trace_of(other, theirs, answer.content.decode(errors="replace")), address.route


def no_trace_of(other: World, case: Case, page: str) -> bool:
    traces = [other.authority.name, other.authority.host, WORDS, case.private_key]
    return not any(trace in page for trace in traces)


def test_whoever_works_in_another_town_is_nobody_here(world: World) -> None:
    """The credentials are one person's wherever they are; the post is not."""
    other = make_world("Autreville", "autreville.test")
    case = world.report()
    stranger = visitor(world, "")
    assert other.helene.user is not None
    stranger.force_login(other.helene.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    for address in addresses:
        if address.route.startswith("agents/") and not address.is_public and not address.name.startswith("account_"):
            answer = stranger.get(address.call(case))
            assert answer.status_code in (403, 404), address.route
            assert case.requester_name not in answer.content.decode()


@pytest.mark.parametrize(("noun", "thing"), [("attribution", "karim"), ("transfert", "roads")])
def test_a_form_that_names_another_town_s_agent_or_unit_is_refused(world: World, noun: str, thing: str) -> None:
    other = make_world("Autreville", "autreville.test")
    case = world.report()
    given = {"version": case.version, "to": getattr(other, thing).pk, "text": "Pour vous.", "because": "Pour vous."}
    answer = visitor(world, "nadia").post(f"/agents/demandes/{case.number}/{noun}", given)
    assert answer.status_code in (400, 403, 422), answer.status_code
    case.refresh_from_db()
    assert case.version == 1


def test_an_unknown_host_among_several_towns_is_nobody_s(world: World) -> None:
    make_world("Autreville", "autreville.test")
    assert Client(headers={"host": "ailleurs.test"}).get("/").status_code == 404
