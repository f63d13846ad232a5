"""Every screen of the desk has its help, and the help speaks of what is there."""

import re
from collections.abc import Iterator
from html import unescape
from http import HTTPStatus

import pytest
from django.test import Client

from parvis.backoffice import help as helps
from parvis.directory.models import Agent
from tests.house.addresses import Address, walk
from tests.house.lived import Lived, live
from tests.house.no_pages import NO_PAGE
from tests.house.sources import ROOT
from tests.world import World

pytestmark = pytest.mark.sqlite_only

# What residents see, as they see it: it speaks of the desk no more than their own pages.
OF_RESIDENTS = {"try-questions"}
SCREENS = [one for one in walk() if one.route.startswith("agents/") and one.name not in {*NO_PAGE, *OF_RESIDENTS}]
FOLDER = ROOT / "parvis" / "backoffice" / "helps"
TITLES = {(FOLDER / f"{name}.txt").read_text().split("\n")[0][2:]: addresses.split() for name, _, addresses in helps.SCREENS}
QUOTED = re.compile(r"« ([^»]+) »")


def words() -> set[str]:
    """All that the interface says, in French."""
    found: set[str] = set()
    for path in ROOT.glob("parvis/*/locale/en/LC_MESSAGES/django.po"):
        for lines in re.findall(r'^msgid(?:_plural)? ((?:".*"\n)+)', path.read_text(), flags=re.MULTILINE):
            found.add("".join(re.findall(r'"(.*)"', lines)).replace('\\"', '"'))
    return found


def test_every_screen_of_the_desk_has_a_help_and_every_help_a_screen() -> None:
    told = [name for _, _, addresses in helps.SCREENS for name in addresses.split()]
    assert sorted(told) == sorted(set(told)), "an address has two helps"
    there = {one.name for one in walk() if one.route.startswith("agents/")}
    assert set(told) <= there, "a help tells of a screen that is not there"
    assert {one.name for one in SCREENS} <= set(told), "a screen has no help"


def test_each_text_is_short_and_is_used() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == {name for name, _, _ in helps.SCREENS} | set(helps.ALONE.values())
    for path in FOLDER.glob("*.txt"):
        text = path.read_text()
        assert text.startswith("# "), path.name
        assert 20 < len(text.split()) < 150, path.name


@pytest.mark.parametrize("name", [*(name for name, _, _ in helps.SCREENS), *helps.ALONE.values()])
def test_a_help_quotes_only_words_of_the_screens(name: str) -> None:
    quoted = QUOTED.findall((FOLDER / f"{name}.txt").read_text().replace("\xa0", " ").replace("\u202f", " "))
    plain = {said.replace("\xa0", " ").replace("\u202f", " ").rstrip(" :") for said in words()}
    assert [one for one in quoted if one not in plain] == []


def test_one_reads_the_help_on_the_screen_itself_without_leaving_it(world: World) -> None:
    lived = live(world)
    shown, without = set(), []
    for address in SCREENS:
        title = next(title for title, names in TITLES.items() if address.name in names)
        for page in pages(address, lived):
            shown.add(address.name)
            if f'<p class="help-title">{title}</p>' not in page:
                without.append(address.route)
    assert without == []
    # Some pages are forms of a moment that nobody here is in; their template is the same as others’.
    assert len(shown) > 0.8 * len(SCREENS), sorted({one.name for one in SCREENS} - shown)


def pages(address: Address, lived: Lived) -> Iterator[str]:
    """Of the first case that has it, as a stranger, a head and an administrator are shown it."""
    for agent in (None, lived.world.nadia, lived.world.paul):
        for path in dict.fromkeys(lived.path(address, case) for case in lived.cases.values()):
            answer = signed_in(agent).get(path)
            if answer.status_code == HTTPStatus.OK:
                yield unescape(answer.content.decode())
                break


def signed_in(agent: Agent | None) -> Client:
    client = Client()
    if agent is not None:
        assert agent.user is not None
        client.force_login(agent.user)
    return client


def test_the_page_of_all_helps_leaves_out_what_one_may_not_open(world: World) -> None:
    def told(agent: Agent) -> set[str]:
        page = signed_in(agent).get("/agents/aide").content.decode()
        return set(re.findall(r'<section class="help-text" id="([\w-]+)"', page))

    karim, nadia, paul = told(world.karim), told(world.nadia), told(world.paul)
    assert "demande" in karim and "services" not in karim
    assert "services" in nadia and "journal" not in nadia
    assert paul == {name for name, _, _ in helps.SCREENS}
