"""A town of one agent and one unit: its desk has no word for what only several can do."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin

import pytest

from parvis.cases.actors import Visitor
from parvis.cases.models import Case
from parvis.cases.operations.assign import take
from parvis.cases.operations.configure import create_category
from parvis.cases.operations.receive import receive
from parvis.directory.models import Agent, Role
from parvis.directory.operations.agents import add_agent
from parvis.directory.operations.posts import post
from parvis.directory.operations.units import create_unit
from parvis.directory.queries import reception
from parvis.kernel.tenancy import inside
from tests.backoffice.desk import Desk, Words, words_of
from tests.world import MAKER, ODILE, RUE_BASSE, make_authority

WORDS = re.compile(r"attribu|transf[eé]r|(?<!hors )\bservices?\b", re.IGNORECASE)
# Where they are not of the town’s arrangement: what has been, in the words of then; what is proposed to larger towns; the
# receipt, which the law has name who is in charge; words for a directory’s own machine; the pages of the law.
OTHERWISE = (
    "/agents/reglages/journal", "/agents/demarrage/categories?taille=", "/agents/notifications/requester/received",
    "/agents/connexion/annuaire", "/agents/commune/pages/",
)  # fmt: skip


@pytest.fixture
def jeanne(db: None) -> Iterator[Agent]:
    with inside(make_authority()):
        mairie = create_unit("Mairie", by=MAKER)
        agent = add_agent("Jeanne", "Rivoire", email="jeanne@valbourg.test", is_administrator=True, by=MAKER)
        yield post(agent, to=mairie, role=Role.HEAD, by=MAKER)


def two_cases(by: Agent) -> list[Case]:
    theme = create_category("Rues", unit=reception(), by=MAKER)
    hole = create_category("Nid-de-poule", under=theme, by=MAKER)
    first, second = (receive(hole, words="Un trou.", place=RUE_BASSE, requester=ODILE, by=Visitor()) for _ in range(2))
    return [first, take(second, by=by)]


def pages(cases: list[Case]) -> list[str]:
    views = ["", "toutes", "urgent", "a-prendre", "a-moi", "mon-service", "en-attente", "a-cloturer", "a-relire", "archives"]
    of_cases = [f"/agents/demandes/{case.number}{noun}" for case in cases for noun in ("", "/echeance", "/reponse", "/cloture")]
    return ["/agents/", *(f"/agents/demandes?vue={view}" for view in views), "/agents/demandes?q=girafe", *of_cases]


def forbidden_words(page: Words) -> list[str]:
    assert page.help or not page.text, "whoever works alone is helped too"
    return WORDS.findall(f"{page.text} {page.help}")


def test_no_page_of_cases_says_assign_transfer_or_unit(jeanne: Agent) -> None:
    empty = [f"/agents/demandes?vue={view}" for view in ("toutes", "a-moi", "mon-service")]
    desk = Desk(jeanne)
    said = {path: forbidden_words(words_of(desk.get(path))) for path in empty}
    cases = two_cases(jeanne)
    said |= {path: forbidden_words(words_of(desk.get(path))) for path in pages(cases)}
    assert not {path: found for path, found in said.items() if found}


def test_a_second_agent_brings_the_words_back(jeanne: Agent) -> None:
    first, _second = two_cases(jeanne)
    add_agent("Léa", "Martin", email="lea@valbourg.test", by=MAKER)
    assert "Attribuer" in Desk(jeanne).card(first).text


def test_no_page_that_links_lead_to_says_them(jeanne: Agent) -> None:
    """Neither of cases nor of what is arranged: every link of the desk is followed, from the first page on."""
    two_cases(jeanne)
    said = {path: WORDS.findall(f"{page.text} {page.help}") for path, page in followed(jeanne)}
    assert len(said) > 40
    assert not {path: found for path, found in said.items() if found}


def followed(agent: Agent) -> Iterator[tuple[str, Words]]:
    desk, waiting, seen = Desk(agent), ["/agents/"], {"/agents/"}
    while waiting:
        path = waiting.pop()
        answer = desk.client.get(path, follow=True)
        if "html" in answer["Content-Type"]:
            page = words_of(answer)
            yield path, page
            links = {urljoin(path, link).partition("#")[0] for link in page.links}
            waiting += sorted(link for link in links - seen if link.startswith("/agents/") and not link.startswith(OTHERWISE))
            seen |= links
