"""A real SMTP server on loopback, for the tests: it keeps what it accepts, and can be told to be slow or unkind."""

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass
class Letter:
    """An e-mail as the server got it."""

    sender: str
    recipients: list[str]
    message: EmailMessage

    @property
    def subject(self) -> str:
        return str(self.message["Subject"])

    @property
    def message_id(self) -> str:
        return str(self.message["Message-ID"])

    @property
    def text(self) -> str:
        return self._body("plain")

    @property
    def html(self) -> str:
        return self._body("html")

    def _body(self, kind: str) -> str:
        part = self.message.get_body((kind,))
        assert part is not None, f"no {kind} part in « {self.subject} »"
        return str(part.get_content()).replace("\r\n", "\n")


@dataclass
class PostOffice:
    """The server's memory and its moods; moods last until `be_kind()`."""

    port: int
    letters: list[Letter] = field(default_factory=list)
    seconds: float = 0.0
    refusal: str = ""
    drops: bool = False
    drops_after_accepting: bool = False
    changed: threading.Condition = field(default_factory=threading.Condition)

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}?timeout=5"

    def be_kind(self) -> None:
        self.seconds, self.refusal, self.drops, self.drops_after_accepting = 0.0, "", False, False

    def empty(self) -> None:
        self.letters.clear()
        self.be_kind()

    def to(self, address: str) -> list[Letter]:
        return [letter for letter in self.letters if address in letter.recipients]

    def wait_for(self, address: str, *, count: int = 1, within: float = 20.0) -> list[Letter]:
        """The letters to that address, once there are so many; fails when they do not come."""
        deadline = time.monotonic() + within
        with self.changed:
            while len(self.to(address)) < count:
                left = deadline - time.monotonic()
                if left <= 0 or not self.changed.wait(left):
                    got = [(letter.recipients, letter.subject) for letter in self.letters]
                    raise AssertionError(f"{len(self.to(address))} letters to {address}, not {count}; all: {got}")
            return self.to(address)


class _Handler:
    def __init__(self, office: PostOffice) -> None:
        self.office = office

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        office = self.office
        await asyncio.sleep(office.seconds)
        if office.refusal:
            return office.refusal
        if office.drops:
            return _hang_up(server)
        assert isinstance(envelope.content, bytes)
        message = BytesParser(EmailMessage, policy=default).parsebytes(envelope.content)
        with office.changed:
            office.letters.append(Letter(envelope.mail_from or "", list(envelope.rcpt_tos), message))
            office.changed.notify_all()
        return _hang_up(server) if office.drops_after_accepting else "250 taken"


def _hang_up(server: SMTP) -> str:
    """Cut the connection without an answer."""
    assert isinstance(server.transport, asyncio.WriteTransport)
    server.transport.abort()
    return "421 gone"


def free_port() -> int:
    """aiosmtpd refuses port 0, so the port is chosen here."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def post_office() -> Iterator[PostOffice]:
    office = PostOffice(free_port())
    controller = Controller(_Handler(office), hostname="127.0.0.1", port=office.port)
    controller.start()
    try:
        yield office
    finally:
        controller.stop()
