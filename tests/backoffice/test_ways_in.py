"""Agents whom somebody else vouches for: ProConnect, another provider, the town's own directory; all of them real."""

from collections.abc import Iterator
from html import unescape
from re import search
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.test import Client

from parvis.directory.models import Agent, AgentIdentity, LdapDirectory, OidcProvider
from parvis.directory.operations.agents import add_agent
from parvis.directory.operations.credentials import print_code
from parvis.directory.operations.posts import post
from parvis.directory.operations.suspension import suspend
from parvis.kernel import sealing
from parvis.kernel.models import Event
from parvis.kernel.tenancy import inside
from tests.backoffice.desk import Desk, words_of
from tests.ldap_server import BASE, READER, Slapd, slapd
from tests.ldap_server import SECRET as READERS_SECRET
from tests.oidc_provider import SECRET, SIRET, Running, oidc_provider
from tests.world import MAKER, PASSWORD, World, make_world

LOGIN, LOGOUT = "/agents/compte/connexion", "/agents/compte/deconnexion"
NEW = "/agents/connexion/fournisseur"


@pytest.fixture(scope="module")
def provider() -> Iterator[Running]:
    with oidc_provider() as running:
        yield running


@pytest.fixture(scope="module")
def directory() -> Iterator[Slapd]:
    with slapd() as running:
        yield running


@pytest.fixture(autouse=True)
def _no_tries_yet(db: None) -> None:
    cache.clear()


def describe(world: World, provider: Running, client: str = "plain", **more: str) -> OidcProvider:
    """As the administrator types it on the page."""
    typed = {"label": "Compte de l’agglo", "issuer": provider.issuer, "client_id": client, "secret": SECRET, "sirets": "",
             "is_offered": "on", **more}  # fmt: skip
    answer = Desk(world.paul).post(NEW, typed)
    assert answer.status_code == 302, words_of(answer).text
    return OidcProvider.objects.get()


def connect(world: World, directory: Slapd, **more: str) -> LdapDirectory:
    typed = {"url": directory.url, "reader": READER, "secret": READERS_SECRET, "base": BASE, "login_attribute": "uid",
             "mail_attribute": "mail", "certificate": directory.certificate, "is_used": "on", **more}  # fmt: skip
    answer = Desk(world.paul).post("/agents/connexion/annuaire", typed)
    assert answer.status_code == 302, words_of(answer).text
    return LdapDirectory.objects.get()


def stranger(host: str = "valbourg.test") -> Client:
    return Client(headers={"host": host})


def go(browser: Client, row: OidcProvider, server: Running, name: str, **typed: str) -> str:
    """Press the button, be identified there, and be where the provider sends the browser back to: path and query."""
    page = browser.post(f"/agents/compte/externe/{row.pk}", typed).content.decode()
    found = search(r'http-equiv="refresh" content="0;url=([^"]+)"', page)
    assert found
    back = urlsplit(server.identify(unescape(found[1]), name))
    return f"{back.path}?{back.query}"


def test_an_agent_signs_in_by_a_provider_and_out_of_both(world: World, provider: Running) -> None:
    row = describe(world, provider)
    browser = stranger()
    assert "S’identifier avec Compte de l’agglo" in words_of(browser.get(LOGIN)).text
    answer = browser.get(go(browser, row, provider, "karim-1", next="/agents/demandes?vue=a-moi"))
    assert answer["Location"] == "/agents/demandes?vue=a-moi"
    assert "Karim Lefèvre" in words_of(browser.get("/agents/")).text
    leaving = browser.post(LOGOUT)
    assert f"{provider.issuer}/session/end?" in unescape(leaving.content.decode())
    assert browser.get("/agents/").status_code == 302


def test_proconnect_vouches_for_the_agents_of_the_towns_own_siret_alone(world: World, provider: Running) -> None:
    row = describe(world, provider, "proconnect", label="ProConnect", is_proconnect="on", sirets=SIRET)
    browser = stranger()
    assert browser.get(go(browser, row, provider, "karim-1"))["Location"] == "/agents/"
    other = stranger()
    refused = words_of(other.get(go(other, row, provider, "hugo-1"))).text
    assert "pas comme agent de cette commune" in refused and other.get("/agents/").status_code == 302


def test_proconnect_without_a_siret_is_refused_with_a_sentence(world: World, provider: Running) -> None:
    typed = {"label": "ProConnect", "issuer": provider.issuer, "client_id": "x", "secret": "y", "is_proconnect": "on"}
    answer = Desk(world.paul).post(NEW, typed)
    assert answer.status_code == 422 and "Donnez le SIRET de la commune" in words_of(answer).text
    assert not OidcProvider.objects.exists()


@pytest.mark.parametrize("name", ["inconnu-1", "nadia-1"])
def test_nobody_becomes_an_agent_nor_by_an_address_that_was_not_checked(world: World, provider: Running, name: str) -> None:
    row, browser = describe(world, provider), stranger()
    assert "vous n’êtes pas agent ici" in words_of(browser.get(go(browser, row, provider, name))).text
    assert browser.get("/agents/").status_code == 302 and not AgentIdentity.objects.exists()


def test_an_address_that_became_anothers_opens_nothing(world: World, provider: Running) -> None:
    """Two accounts of the provider say the same address: the first to come is Karim, and the second nobody, until an
    administrator has the first forgotten."""
    row, browser, other = describe(world, provider), stranger(), stranger()
    assert browser.get(go(browser, row, provider, "karim-1")).status_code == 302
    assert other.get(go(other, row, provider, "karim-2")).status_code == 403
    Desk(world.paul).post(f"/agents/personnes/{world.karim.pk}/liens", {})
    assert other.get(go(other, row, provider, "karim-2")).status_code == 302
    assert AgentIdentity.objects.get().subject == "karim-2"


def test_whoever_is_known_there_is_known_by_that_name_and_no_more_by_an_address(world: World, provider: Running) -> None:
    row, browser = describe(world, provider), stranger()
    browser.get(go(browser, row, provider, "karim-1"))
    Agent.objects.filter(pk=world.karim.pk).update(email="k.lefevre@valbourg.test")
    again = stranger()
    assert again.get(go(again, row, provider, "karim-1"))["Location"] == "/agents/"
    assert Event.objects.filter(kind="agent.identity_linked").count() == 1


def test_a_suspended_agent_stays_outside(world: World, provider: Running) -> None:
    row, browser = describe(world, provider), stranger()
    browser.get(go(browser, row, provider, "karim-1"))
    suspend(world.agent(world.karim), by=MAKER)
    assert browser.get("/agents/").status_code == 403
    again = stranger()
    assert again.get(go(again, row, provider, "karim-1")).status_code == 403


def test_the_same_credentials_in_another_town_are_not_opened_by_this_ones_provider(world: World, provider: Running) -> None:
    """Karim works in two towns; Valbourg's provider is trusted by Valbourg alone."""
    row, browser = describe(world, provider), stranger()
    browser.get(go(browser, row, provider, "karim-1"))
    other = make_world("Aiglun", "aiglun.test")
    with inside(other.authority):
        there = add_agent("Karim", "Lefèvre", email="karim@valbourg.test", by=MAKER)
        post(there, to=other.roads, by=MAKER)
    thief = Client(headers={"host": "aiglun.test"})
    thief.cookies = browser.cookies
    assert thief.get("/agents/")["Location"].startswith(LOGIN)
    honest = Client(headers={"host": "aiglun.test"})
    honest.post(LOGIN, {"login": "karim@valbourg.test", "password": PASSWORD})
    assert honest.get("/agents/").status_code == 200


def test_an_answer_that_nobody_here_asked_for_opens_nothing(world: World, provider: Running) -> None:
    row, browser, victim = describe(world, provider), stranger(), stranger()
    answer = go(browser, row, provider, "karim-1")
    assert victim.get(answer)["Location"] == LOGIN
    assert victim.get("/agents/").status_code == 302
    assert browser.get(answer + "x").status_code in (302, 403)  # the right browser, with another state's end


def test_giving_up_there_is_said_here(world: World, provider: Running) -> None:
    row, browser = describe(world, provider), stranger()
    browser.post(f"/agents/compte/externe/{row.pk}")
    said = words_of(browser.get("/agents/compte/externe/retour?error=access_denied&state=x")).text
    assert "Vous n’avez pas été identifié par Compte de l’agglo." in said


def test_what_was_typed_when_the_session_had_ended_comes_back_after_the_provider(world: World, provider: Running) -> None:
    row, browser, lamp = describe(world, provider), stranger(), world.report()
    path = f"/agents/demandes/{lamp.number}/reponse"
    page = words_of(browser.post(path, {"version": str(lamp.version), "text": "Nous venons mercredi."}))
    assert "S’identifier avec" in page.text
    kept = {name: page.hidden[name] for name in ("kept", "next")}
    answer = browser.get(go(browser, row, provider, "karim-1", **kept))
    assert answer["Location"] == path
    assert words_of(browser.get(path)).written["text"] == "Nous venons mercredi."


def test_the_button_does_not_lead_to_another_site(world: World, provider: Running) -> None:
    row, browser = describe(world, provider), stranger()
    assert browser.get(go(browser, row, provider, "karim-1", next="https://ailleurs.example/"))["Location"] == "/agents/"


def test_a_provider_that_is_down_is_said_to_the_agent_and_to_the_administrator(world: World, provider: Running) -> None:
    row = describe(world, provider, issuer="http://127.0.0.1:9")
    browser = stranger()
    answer = browser.post(f"/agents/compte/externe/{row.pk}")
    assert answer.status_code == 403 and "ne peut pas vous identifier pour le moment" in words_of(answer).text
    assert browser.post(LOGIN, {"login": "karim@valbourg.test", "password": PASSWORD})["Location"] == "/agents/"


def test_a_provider_that_is_not_offered_any_more_opens_nothing(world: World, provider: Running) -> None:
    row = describe(world, provider)
    path = f"/agents/connexion/fournisseur/{row.pk}"
    kept = {"version": str(row.version), "label": row.label, "issuer": row.issuer, "client_id": row.client_id, "secret": ""}
    assert Desk(world.paul).post(path, kept).status_code == 302
    assert "S’identifier avec" not in words_of(stranger().get(LOGIN)).text
    assert stranger().post(f"/agents/compte/externe/{row.pk}").status_code == 404


def test_the_secret_is_sealed_and_shown_to_nobody(world: World, provider: Running) -> None:
    row = describe(world, provider)
    assert SECRET not in row.sealed_secret and sealing.unseal(row.sealed_secret) == SECRET
    page = Desk(world.paul).get(f"/agents/connexion/fournisseur/{row.pk}").content.decode()
    assert SECRET not in page and row.sealed_secret not in page
    told = Event.objects.get(kind="provider.described")
    assert SECRET not in str(told.data) and told.data["after"]["secret"] == "…"


def test_two_administrators_at_once_lose_nothing(world: World, provider: Running) -> None:
    row = describe(world, provider)
    path = f"/agents/connexion/fournisseur/{row.pk}"
    typed = {"version": str(row.version), "label": "Agglo", "issuer": row.issuer, "client_id": row.client_id, "secret": "",
             "is_offered": "on"}  # fmt: skip
    assert Desk(world.paul).post(path, typed).status_code == 302
    late = Desk(world.paul).post(path, {**typed, "label": "Métropole"})
    page = words_of(late)
    assert late.status_code == 409 and page.written["label"] == "Métropole" and "Agglo" in page.text
    assert Desk(world.paul).post(path, {**typed, "label": "Métropole", "version": page.hidden["version"]}).status_code == 302


def test_only_who_arranges_the_town_says_who_vouches(world: World) -> None:
    for path in ("/agents/connexion", NEW, "/agents/connexion/annuaire"):
        assert Desk(world.nadia).get(path).status_code == 403
    assert Desk(world.nadia).post(NEW, {"label": "x"}).status_code == 403


@pytest.mark.parametrize("login", ["kl042", "KL042"])
def test_the_password_of_the_towns_directory_opens_the_desk(world: World, directory: Slapd, login: str) -> None:
    connect(world, directory)
    browser = stranger()
    assert browser.post(LOGIN, {"login": login, "password": "le-mot-de-karim"})["Location"] == "/agents/"
    assert "Karim Lefèvre" in words_of(browser.get("/agents/")).text


def test_somebody_without_an_address_is_known_by_the_same_identifier(world: World, directory: Slapd) -> None:
    connect(world, directory)
    rose, _code = print_code(post(add_agent("Rose", "Petit", email="", by=MAKER), to=world.roads, by=MAKER), by=MAKER)
    assert rose.identifier == "rose.petit"
    browser = stranger()
    assert browser.post(LOGIN, {"login": "rose.petit", "password": "le-mot-de-rose"})["Location"] == "/agents/"
    assert "Rose Petit" in words_of(browser.get("/agents/")).text


@pytest.mark.parametrize(
    ("login", "password"),
    [("kl042", "un-autre"), ("passant", "le-mot-du-passant"), ("*", "le-mot-de-karim"), ("kl042", PASSWORD)],
)
def test_no_other_password_does(world: World, directory: Slapd, login: str, password: str) -> None:
    """Nor that of somebody whom the directory knows and who is no agent here."""
    connect(world, directory)
    said = words_of(stranger().post(LOGIN, {"login": login, "password": password})).text
    assert "L’adresse ou le mot de passe ne va pas." in said


def test_the_password_of_here_still_opens_when_the_directory_is_silent(world: World, directory: Slapd) -> None:
    connect(world, directory, url="ldaps://127.0.0.1:9")
    assert stranger().post(LOGIN, {"login": "karim@valbourg.test", "password": PASSWORD})["Location"] == "/agents/"
    said = words_of(stranger().post(LOGIN, {"login": "kl042", "password": "le-mot-de-karim"})).text
    assert "L’annuaire de la mairie ne répond pas." in said


def test_a_directory_that_is_not_used_is_not_asked(world: World, directory: Slapd) -> None:
    connect(world, directory, is_used="")
    said = words_of(stranger().post(LOGIN, {"login": "kl042", "password": "le-mot-de-karim"})).text
    assert "L’adresse ou le mot de passe ne va pas." in said


def test_the_directory_of_one_town_opens_no_other(world: World, directory: Slapd) -> None:
    connect(world, directory)
    browser = stranger()
    browser.post(LOGIN, {"login": "kl042", "password": "le-mot-de-karim"})
    other = make_world("Aiglun", "aiglun.test")
    with inside(other.authority):
        post(add_agent("Karim", "Lefèvre", email="karim@valbourg.test", by=MAKER), to=other.roads, by=MAKER)
    thief = Client(headers={"host": "aiglun.test"})
    thief.cookies = browser.cookies
    assert thief.get("/agents/").status_code == 302


def test_a_wrong_description_says_which_part(world: World, directory: Slapd) -> None:
    connect(world, directory, base="dc=ailleurs")
    desk = Desk(world.paul)
    typed = {
        "url": directory.url,
        "reader": READER,
        "secret": "",
        "base": "",
        "login_attribute": "uid)(",
        "mail_attribute": "mail",
    }
    answer = desk.post("/agents/connexion/annuaire", {**typed, "version": str(LdapDirectory.objects.get().version)})
    assert answer.status_code == 422
    answer = desk.post(
        "/agents/connexion/annuaire", {**typed, "base": BASE, "version": str(LdapDirectory.objects.get().version)}
    )
    assert "Un nom d’attribut est fait de lettres" in words_of(answer).text


def test_a_key_that_was_lost_is_no_crash(world: World, provider: Running) -> None:
    row, browser = describe(world, provider), stranger()
    OidcProvider.objects.filter(pk=row.pk).update(sealed_secret="gAAAAA-sealed-by-another-key")
    answer = browser.post(f"/agents/compte/externe/{row.pk}")
    assert answer.status_code == 403 and "ne peut pas vous identifier" in words_of(answer).text
