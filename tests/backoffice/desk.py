"""An agent at the desk, without a browser: signs in, opens pages, fills their forms in as the page has them."""

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from django.test import Client

from parvis.cases.models import Case
from parvis.directory.models import Agent
from tests.words import plain

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer  # as the stubs name what a test client gets


class Words(HTMLParser):
    """What a page says, and what its forms hold; its help, which names what is on other pages, is kept apart."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.hidden: dict[str, str] = {}
        self.written: dict[str, str] = {}
        self.area = ""
        self.is_help = False
        self.helped: list[str] = []
        self.links: list[str] = []
        self.actions: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "details" and "help" in given.get("class", "").split():
            self.is_help = True
        elif tag == "a":
            self.links.append(given.get("href", ""))
        elif tag == "form":
            self.actions.append(given.get("action", ""))
        elif tag == "button" and "formaction" in given:
            self.actions.append(given["formaction"])
        elif tag == "textarea":
            self.area = given.get("name", given.get("id", ""))
            self.written[self.area] = ""
        elif tag == "input" and given.get("type") == "hidden":
            self.hidden[given.get("name", "")] = given.get("value", "")
        elif tag == "input" and given.get("name"):
            self.written.setdefault(given["name"], given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.area = ""
        elif tag == "details":
            self.is_help = False

    def handle_data(self, data: str) -> None:
        if self.is_help:
            self.helped.append(data)
        elif self.area:
            self.written[self.area] += data.lstrip("\n")
        else:
            self.said.append(data)

    @property
    def text(self) -> str:
        return plain(" ".join(self.said))

    @property
    def help(self) -> str:
        return plain(" ".join(self.helped))


class Desk:
    """One agent's browser without scripts."""

    def __init__(self, agent: Agent, host: str = "valbourg.test") -> None:
        self.client = Client(headers={"host": host})
        assert agent.user is not None
        self.client.force_login(agent.user)

    def get(self, path: str) -> "Answer":
        return self.client.get(path)

    def post(self, path: str, data: Mapping[str, object]) -> "Answer":
        return self.client.post(path, data)

    def card(self, case: Case) -> Words:
        return words_of(self.get(f"/agents/demandes/{case.number}"))

    def do(self, case: Case, noun: str, **typed: object) -> "Answer":
        """Open the noun's page and send its form; the version is the one on that page unless given."""
        path = f"/agents/demandes/{case.number}/{noun}"
        typed.setdefault("version", str(case.version))
        return self.post(path, typed)


def words_of(answer: "Answer") -> Words:
    return Words(answer.content.decode())


def nouns(page: Words, case: Case) -> set[str]:
    """The actions that the page offers on a case."""
    pattern = re.compile(rf"^/agents/demandes/{case.number}/([a-z-]+)")
    return {match[1] for href in [*page.links, *page.actions] if (match := pattern.match(href))}
