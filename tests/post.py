"""A real SMTP server on loopback, for the tests: it keeps what it accepts, and can be told to be slow or unkind."""

import asyncio
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from functools import cached_property

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass
class Letter:
    """An e-mail as the server got it."""

    sender: str
    recipients: list[str]
    raw: bytes

    @cached_property
    def message(self) -> EmailMessage:
        """Read when it is asked for: a test of speed gets thousands."""
        return BytesParser(EmailMessage, policy=default).parsebytes(self.raw)

    @property
    def subject(self) -> str:
        return str(self.message["Subject"])

    @property
    def message_id(self) -> str:
        found = re.search(rb"^Message-ID: *(<[^>]*>)", self.raw, re.MULTILINE | re.IGNORECASE)
        return found[1].decode() if found else ""

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
    # What it does to one recipient's letter: "slow", "drop", "450 …", "550 …", or "" for nothing.
    whims: Callable[[str], str] | None = None
    # How many letters it was ever given at the same instant.
    in_hand: int = 0
    most_in_hand: int = 0
    changed: threading.Condition = field(default_factory=threading.Condition)

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}?timeout=5"

    def be_kind(self) -> None:
        self.seconds, self.refusal, self.drops, self.drops_after_accepting = 0.0, "", False, False
        self.whims = None

    def empty(self) -> None:
        """Forget all letters, those that it is being given now too."""
        with self.changed:
            assert self.changed.wait_for(lambda: self.in_hand == 0, 20), "a letter is never taken to its end"
            self.letters.clear()
        self.most_in_hand = 0
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
        office.in_hand += 1
        office.most_in_hand = max(office.most_in_hand, office.in_hand)
        try:
            return await self._take(server, envelope)
        finally:
            with office.changed:
                office.in_hand -= 1
                office.changed.notify_all()

    async def _take(self, server: SMTP, envelope: Envelope) -> str:
        office = self.office
        whim = office.whims(envelope.rcpt_tos[0]) if office.whims else ""
        await asyncio.sleep(0.2 if whim == "slow" else office.seconds)
        if office.refusal or whim[:1] in ("4", "5"):
            return office.refusal or whim
        if office.drops or whim == "drop":
            return _hang_up(server)
        assert isinstance(envelope.content, bytes)
        with office.changed:
            office.letters.append(Letter(envelope.mail_from or "", list(envelope.rcpt_tos), envelope.content))
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
