"""What every post promises to the notifications, and what an SMTP server may do to it."""

import smtplib
import warnings
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from parvis.connectors.mailbox.post import Mailbox
from parvis.connectors.smtp.post import Server, Smtp
from parvis.notifications.ports import Letter, Post, Receipt, Refusal
from tests.post import PostOffice, free_port, post_office

LETTER = Letter(
    message_id="<one@valbourg.test>",
    thread="<case@valbourg.test>",
    written_at=datetime(2026, 11, 24, 18, 42, tzinfo=UTC),
    sender="Valbourg, ville d’eau",
    mailbox="mairie@valbourg.test",
    bounces="mairie+rebond-1@valbourg.test",
    to="odile@exemple.fr",
    subject="Votre signalement n° 2026/000123 : réparation prévue avant le jeudi 3 décembre, place de l’Hôtel-de-Ville",
    text="Bonjour,\n.\n.. une ligne qui commence par un point\nÀ bientôt \n-- \nValbourg\n",
    html="<p>À bientôt</p>\n",
)


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with post_office() as office:
        yield office


def smtp(port: int, timeout: float = 5.0, user: str = "", password: str = "", tls: str = "no") -> Smtp:
    return Smtp(Server(host="127.0.0.1", port=port, timeout=timeout, user=user, password=password, tls=tls))


@pytest.fixture(params=["smtp", "mailbox"])
def a_post(request: pytest.FixtureRequest, office: PostOffice) -> Iterator[Post]:
    made: Post = smtp(office.port) if request.param == "smtp" else Mailbox()
    yield made
    made.rest()


def test_a_letter_gets_a_receipt(a_post: Post) -> None:
    assert isinstance(a_post.hand_over(LETTER), Receipt)
    a_post.rest()
    a_post.rest()
    assert isinstance(a_post.hand_over(LETTER), Receipt)


def test_a_letter_arrives_as_it_was_written(office: PostOffice) -> None:
    post = smtp(office.port)
    assert post.hand_over(LETTER) == Receipt("127.0.0.1", "250 taken")
    post.rest()
    [letter] = office.letters
    assert letter.sender == LETTER.bounces and letter.recipients == [LETTER.to]
    assert letter.subject == LETTER.subject and letter.message_id == LETTER.message_id
    assert letter.text == LETTER.text and letter.html == LETTER.html
    sender = letter.message["From"].addresses[0]
    assert (sender.display_name, sender.addr_spec) == (LETTER.sender, LETTER.mailbox)
    assert letter.message["Date"].datetime == LETTER.written_at
    assert all(len(line) <= 78 and line.isascii() for line in letter.raw.split(b"\r\n"))


def test_letters_that_follow_share_a_connection(office: PostOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    connect = smtplib.SMTP.connect

    def counted(self: smtplib.SMTP, host: str, port: int) -> tuple[int, bytes]:
        opened.append(host)
        return connect(self, host, port)

    monkeypatch.setattr(smtplib.SMTP, "connect", counted)
    post = smtp(office.port)
    for _ in range(3):
        post.hand_over(LETTER)
    office.refusal = "550 not this one"
    with pytest.raises(Refusal):
        post.hand_over(LETTER)
    office.be_kind()
    post.hand_over(LETTER)
    post.rest()
    assert len(opened) == 1 and len(office.letters) == 4


def test_a_kept_connection_that_the_server_has_closed_is_opened_again(office: PostOffice) -> None:
    post = smtp(office.port)
    post.hand_over(LETTER)
    assert post._open is not None and post._open.sock is not None
    post._open.sock.shutdown(2)
    post.hand_over(LETTER)
    post.rest()
    assert len(office.letters) == 2


@pytest.mark.parametrize(
    ("answer", "is_final"), [("450 later", False), ("452 full", False), ("550 no", True), ("554 spam", True)]
)
def test_a_refusal_is_for_now_or_for_good_in_the_servers_words(office: PostOffice, answer: str, is_final: bool) -> None:
    office.refusal = answer
    post = smtp(office.port)
    with pytest.raises(Refusal) as refusal:
        post.hand_over(LETTER)
    post.rest()
    assert refusal.value.is_final is is_final and refusal.value.words == answer


def test_a_cut_connection_a_slow_server_and_no_server_are_for_now(office: PostOffice) -> None:
    office.drops = True
    for post, seconds in ((smtp(office.port), 0.0), (smtp(office.port, timeout=0.3), 1.0), (smtp(free_port()), 0.0)):
        office.seconds = seconds
        with pytest.raises(Refusal) as refusal:
            post.hand_over(LETTER)
        assert not refusal.value.is_final
        post.rest()


@pytest.mark.parametrize(
    "to", ["", "odile", "odile garnier@exemple.fr", "odilé@exemple.fr", "odile@", "o@exa\nmple.fr", "a@b..c"]
)
def test_an_address_that_no_server_reads_is_refused_for_good(office: PostOffice, to: str) -> None:
    post = smtp(office.port)
    with pytest.raises(Refusal) as refusal:
        post.hand_over(replace(LETTER, to=to))
    post.hand_over(LETTER)
    post.rest()
    assert refusal.value.is_final and len(office.letters) == 1


def test_a_town_with_a_strange_name_writes_no_header_of_its_own(office: PostOffice) -> None:
    post = smtp(office.port)
    try:
        post.hand_over(replace(LETTER, sender="Valbourg\r\nBcc: tous@exemple.fr", subject="Un\r\nBcc: tous@exemple.fr"))
    except Refusal:
        return
    finally:
        post.rest()
    assert office.letters[0].message["Bcc"] is None and office.letters[0].recipients == [LETTER.to]


class _Taker:
    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        return "250 taken"


@pytest.fixture
def guarded() -> Iterator[int]:
    """A server that asks who one is, and offers no encryption."""
    warnings.filterwarnings("ignore", "Requiring AUTH while not requiring TLS")  # on loopback, for a test

    def know(server: SMTP, session: Session, envelope: Envelope, mechanism: str, given: object) -> AuthResult:
        return AuthResult(success=isinstance(given, LoginPassword) and given == LoginPassword(b"mairie", b"juste"))

    port = free_port()
    controller = Controller(
        _Taker(), hostname="127.0.0.1", port=port, authenticator=know, auth_required=True, auth_require_tls=False
    )
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


def test_a_server_that_asks_who_we_are_is_told(guarded: int) -> None:
    post = smtp(guarded, user="mairie", password="juste")
    assert post.hand_over(LETTER).answer == "250 taken"
    post.rest()


@pytest.mark.parametrize(
    ("user", "password", "tls"), [("", "", "no"), ("mairie", "faux", "no"), ("mairie", "juste", "starttls")]
)
def test_what_the_settings_have_wrong_is_never_the_letters_fault(guarded: int, user: str, password: str, tls: str) -> None:
    post = smtp(guarded, user=user, password=password, tls=tls)
    with pytest.raises(Refusal) as refusal:
        post.hand_over(LETTER)
    post.rest()
    assert not refusal.value.is_final
    assert "juste" not in refusal.value.words and "faux" not in refusal.value.words
