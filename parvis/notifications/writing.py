"""From words to a row: renders a letter for one recipient, once and for ever."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.text import Truncator
from django.utils.translation import override

from parvis.directory.models import Agent
from parvis.kernel import clock
from parvis.kernel.leases import State
from parvis.kernel.models import Authority, Event, new_uid
from parvis.kernel.tenancy import current
from parvis.notifications.letterhead import letterhead
from parvis.notifications.models import Channel, Recipient, Sending

FOLDER = "notifications/email"


@dataclass(frozen=True, kw_only=True)
class Words:
    """What a letter says. `template`: its name for ever; `values`: what its sentences need, from the fact;
    `quote`: what somebody wrote; `facts`: a few lines of label and value; `link`: where its one button leads;
    `is_private`: the link acts on the case, and is not to be passed on; `unsubscribe`: the page that ends such letters;
    `own`: the town's own words, in place of the template's."""

    template: str
    link: str
    values: Mapping[str, object] = field(default_factory=dict)
    quote: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    is_private: bool = False
    unsubscribe: str = ""
    own: "Own | None" = None


@dataclass(frozen=True)
class Own:
    """What the town has written itself, its fields filled in: plain text, in which a blank line parts paragraphs."""

    subject: str
    title: str
    body: str


@dataclass(frozen=True)
class Addressee:
    recipient: Recipient
    address: str
    agent: Agent | None = None


@dataclass(frozen=True)
class About:
    """The thing that the letter is about, as the queue and the mail clients know it."""

    subject_kind: str = ""
    subject_id: int | None = None
    thread: str = ""


def write(
    words: Words, *, to: Addressee, about: About = About(), event: Event | None = None, at: datetime | None = None
) -> Sending:
    """One row, due now or `at` a time. Written again for the same event and recipient, it is refused by the database.
    Written to no address, it is dropped: a page that must not tell whether there is one takes the same time."""
    letter = render(words, current(), to.recipient)
    return keep(letter, template=words.template, to=to, about=about, event=event, at=at, unsubscribe=words.unsubscribe)


def keep(
    letter: tuple[str, str, str], *, template: str, to: Addressee, about: About = About(), event: Event | None = None,
    at: datetime | None = None, unsubscribe: str = "",
) -> Sending:  # fmt: skip
    """The row of a letter whose subject, text and HTML are made."""
    authority, uid, now = current(), new_uid(), clock.now()
    subject, text, html = letter
    return Sending.objects.create(
        uid=uid, event=event, subject_kind=about.subject_kind, subject_id=about.subject_id, thread=about.thread,
        recipient=to.recipient, agent=to.agent, template=template, address=to.address, subject=subject, text=text,
        html=html, message_id=message_id(uid.hex, authority), unsubscribe=unsubscribe, written_at=now, due_at=at or now,
        state=State.PENDING if to.address else State.DROPPED,
    )  # fmt: skip


def show_on_screen(words: Words, *, to: Addressee, about: About = About(), event: Event | None = None) -> Sending:
    """The same row for an agent's own page of what they are told, where it is at once: only its subject is read there."""
    authority, uid, now = current(), new_uid(), clock.now()
    subject, _text, _html = render(words, authority, to.recipient)
    return Sending.objects.create(
        uid=uid, event=event, subject_kind=about.subject_kind, subject_id=about.subject_id, channel=Channel.DESK,
        recipient=to.recipient, agent=to.agent, template=words.template, subject=subject, link=words.link,
        message_id=message_id(uid.hex, authority), written_at=now, due_at=now, sent_at=now, state=State.DONE,
    )  # fmt: skip


def message_id(name: str, authority: Authority) -> str:
    return f"<{name}@{authority.mailbox.rpartition('@')[2]}>"


def render(words: Words, authority: Authority, recipient: str) -> tuple[str, str, str]:
    """Subject, text and HTML, from one template: the two bodies cannot say different things."""
    given = {
        **words.values,
        "words": words,
        "town": letterhead(authority),
        "to_agent": recipient in (Recipient.AGENT, Recipient.UNIT),
        "language": settings.LANGUAGE_CODE,
    }
    template = f"{FOLDER}/own.txt" if words.own is not None else f"{FOLDER}/{words.template}.txt"
    with override(settings.LANGUAGE_CODE):
        # A header is one line; `str.split` would also undo the unbreakable spaces.
        line = re.sub(r"[ \t\r\n]+", " ", render_to_string(template, {**given, "base": f"{FOLDER}/base.subject.txt"}))
        given["subject"] = Truncator(line.strip()).chars(200)
        text = render_to_string(template, {**given, "base": f"{FOLDER}/base.txt"})
        html = render_to_string(template, {**given, "base": f"{FOLDER}/base.html"})
    return str(given["subject"]), re.sub(r"\n{3,}", "\n\n", text).strip() + "\n", _unindented(html)


def _unindented(html: str) -> str:
    """A letter is sent ten thousand times: without the blanks of its template."""
    return re.sub(r"\n[ \t\n]*", "\n", html).strip() + "\n"
