"""The town's own pages at the desk: an administrator tells, writes, looks, and loses nothing to a colleague."""

import pytest

from parvis.directory import pages
from parvis.directory.models import PageSlug, TownPage
from parvis.directory.operations.agents import add_agent
from parvis.directory.operations.pages import write_page
from parvis.directory.operations.particulars import tell_particulars
from parvis.directory.operations.units import reserve_closing
from parvis.directory.queries import reception
from parvis.kernel.models import Authority
from tests.backoffice.desk import Desk, Words, words_of
from tests.world import MAKER, World

TOWN, LEGAL = "/agents/commune", "/agents/commune/pages/mentions-legales"
WRITTEN = "# Qui publie ce site\nLa commune de {commune}.\n{directeur}"


def filled(page: Words, **typed: str) -> dict[str, str]:
    return {**page.hidden, "conformity": "none", **page.written, **typed}


@pytest.fixture
def colleague(world: World) -> Desk:
    return Desk(add_agent("Lise", "Aubry", email="lise@valbourg.test", is_administrator=True, by=MAKER))


def test_the_administrator_is_told_what_is_missing_and_tells_it(world: World) -> None:
    paul = Desk(world.paul)
    page = words_of(paul.get(TOWN))
    assert "6 renseignements manquent" in page.text and "Directeur ou directrice de la publication" in page.text
    answer = paul.post(TOWN, filled(page, publication_director="Jeanne Rivoire, maire", phone="02 48 00 18 10"))
    assert answer.status_code == 302
    page = words_of(paul.get(TOWN))
    assert "4 renseignements manquent" in page.text and page.written["publication_director"] == "Jeanne Rivoire, maire"
    assert "Jeanne Rivoire, maire" in words_of(paul.get("/mentions-legales")).text


def test_what_is_wrong_is_said_beside_its_field_and_kept(world: World) -> None:
    paul = Desk(world.paul)
    answer = paul.post(TOWN, filled(words_of(paul.get(TOWN)), dpo_email="dpd", hosting="Nuage SAS"))
    page = words_of(answer)
    assert answer.status_code == 422 and "« dpd » n’est pas une adresse e-mail" in page.text
    assert page.written["hosting"] == "Nuage SAS" and page.written["dpo_email"] == "dpd"


def test_a_colleague_who_told_meanwhile_is_shown_and_nothing_typed_is_lost(world: World, colleague: Desk) -> None:
    paul = Desk(world.paul)
    before = words_of(paul.get(TOWN))
    reserve_closing(reception(), reserved=True, by=MAKER)  # of no concern here
    assert colleague.post(TOWN, filled(words_of(colleague.get(TOWN)), phone="02 48 00 18 10")).status_code == 302
    answer = paul.post(TOWN, filled(before, phone="02 48 00 18 99"))
    page = words_of(answer)
    assert answer.status_code == 409 and "Lise Aubry a changé ceci" in page.text and "02 48 00 18 10" in page.text
    assert page.written["phone"] == "02 48 00 18 99"
    assert Authority.objects.get().phone == "02 48 00 18 10"
    assert paul.post(TOWN, filled(page)).status_code == 302
    assert Authority.objects.get().phone == "02 48 00 18 99"


def test_what_else_happens_to_the_reception_stops_nobody(world: World) -> None:
    paul = Desk(world.paul)
    before = words_of(paul.get(TOWN))
    reserve_closing(reception(), reserved=True, by=MAKER)
    assert paul.post(TOWN, filled(before, phone="02 48 00 18 10")).status_code == 302


def test_a_page_is_looked_at_before_it_is_published(world: World) -> None:
    paul = Desk(world.paul)
    page = words_of(paul.get(LEGAL))
    assert "article 1-1" in page.written["text"]
    seen = words_of(paul.post(LEGAL, filled(page, text=WRITTEN, apercu="1")))
    assert "La commune de Valbourg." in seen.text and "Des lignes ne sont pas affichées" in seen.text
    assert seen.written["text"] == WRITTEN and not TownPage.objects.exists()
    assert paul.post(LEGAL, filled(page, text=WRITTEN)).status_code == 302
    assert "La commune de Valbourg." in words_of(paul.get("/mentions-legales")).text


def test_a_page_that_a_colleague_wrote_meanwhile_is_shown_beside_what_was_typed(world: World, colleague: Desk) -> None:
    paul = Desk(world.paul)
    before = words_of(paul.get(LEGAL))
    colleague.post(LEGAL, filled(words_of(colleague.get(LEGAL)), text="Le texte de Lise."))
    answer = paul.post(LEGAL, filled(before, text="Le texte de Paul."))
    page = words_of(answer)
    assert answer.status_code == 409 and "Lise Aubry a changé ceci" in page.text and "Le texte de Lise." in page.text
    assert page.written["text"] == "Le texte de Paul."
    assert TownPage.objects.get().text == "Le texte de Lise."
    assert paul.post(LEGAL, filled(page)).status_code == 302
    assert TownPage.objects.get().text == "Le texte de Paul."


def test_an_audit_that_the_page_does_not_tell_is_pointed_at(world: World) -> None:
    tell_particulars(reception(), told={"conformity": "partial"}, by=MAKER)
    paul = Desk(world.paul)
    assert "récrivez-la" in words_of(paul.get(TOWN)).text
    write_page(pages.page_of(PageSlug.ACCESSIBILITY), text="Audité à 80 %.", by=world.paul)
    assert "récrivez-la" not in words_of(paul.get(TOWN)).text


def test_nobody_else_may(world: World) -> None:
    for agent in (world.nadia, world.helene):
        for path in (TOWN, LEGAL):
            assert Desk(agent).get(path).status_code == 403
            assert Desk(agent).post(path, {"text": "Moi."}).status_code == 403
    assert Desk(world.paul).get("/agents/commune/pages/autre").status_code == 404
