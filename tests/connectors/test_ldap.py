"""An LDAP directory, a real one: whose password it is, and what is said when it cannot be asked."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from parvis.connectors.ldap.people import LdapPeople
from parvis.connectors.outside import Outside
from parvis.directory.ports import Entry, Ldap, Unreachable
from tests.ldap_server import BASE, READER, SECRET, Slapd, slapd

PEOPLE = LdapPeople(Outside(frozenset({"127.0.0.1"})))
pytestmark = [pytest.mark.sqlite_only]


@pytest.fixture(scope="module")
def server() -> Iterator[Slapd]:
    with slapd() as running:
        yield running


@pytest.fixture(params=["ldaps", "starttls"])
def ldap(server: Slapd, request: pytest.FixtureRequest) -> Ldap:
    return Ldap(
        url=server.url if request.param == "ldaps" else server.plain, reader=READER, secret=SECRET, base=BASE,
        login_attribute="uid", mail_attribute="mail", certificate=server.certificate,
    )  # fmt: skip


def test_the_right_password_says_who_it_is(ldap: Ldap) -> None:
    assert PEOPLE.recognise(ldap, login="kl042", password="le-mot-de-karim") == Entry("kl042", "karim@valbourg.test")


def test_somebody_without_an_address_is_known_all_the_same(ldap: Ldap) -> None:
    assert PEOPLE.recognise(ldap, login="rose.petit", password="le-mot-de-rose") == Entry("rose.petit", "")


def test_people_may_be_looked_up_by_their_address(ldap: Ldap) -> None:
    by_mail = replace(ldap, login_attribute="mail")
    found = PEOPLE.recognise(by_mail, login="karim@valbourg.test", password="le-mot-de-karim")
    assert found is not None and found.email == "karim@valbourg.test"


@pytest.mark.parametrize(
    ("login", "password"),
    [
        ("kl042", "un-autre"),
        ("kl042", ""),  # a directory would take it for a visitor, and let it in
        ("", "le-mot-de-karim"),
        ("personne", "le-mot-de-karim"),
        ("*", "le-mot-de-karim"),
        ("kl042)(uid=*", "le-mot-de-karim"),
        ("kl*", "le-mot-de-karim"),
    ],
)
def test_nobody_else_is_recognised(ldap: Ldap, login: str, password: str) -> None:
    assert PEOPLE.recognise(ldap, login=login, password=password) is None


def test_a_description_that_works_is_said_to(ldap: Ldap) -> None:
    PEOPLE.check(ldap)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"certificate": ""}, "certificat"),
        ({"certificate": "rien"}, "certificat"),
        ({"secret": "un-autre"}, "refuse le compte de lecture"),
        ({"base": "dc=ailleurs"}, "ne connaît pas la base"),
        ({"url": "ldaps://127.0.0.1:9"}, "ne répond pas"),
        ({"url": "ldaps://10.1.2.3"}, "PARVIS_INNER_HOSTS"),
        ({"url": "https://annuaire.example"}, "ldaps://"),
    ],
)
def test_what_does_not_work_is_said_in_words(ldap: Ldap, change: dict[str, str], words: str) -> None:
    with pytest.raises(Unreachable, match=words):
        PEOPLE.check(replace(ldap, **change))


def test_a_reader_that_is_refused_is_not_taken_for_a_wrong_password(ldap: Ldap) -> None:
    with pytest.raises(Unreachable):
        PEOPLE.recognise(replace(ldap, secret="un-autre"), login="kl042", password="le-mot-de-karim")
