"""The town's own pages: what they say at first, what an administrator writes, and what the public never sees of a hole."""

import pytest

from parvis.directory import pages
from parvis.directory.events import PageWritten, ParticularTold
from parvis.directory.models import PageSlug, TownPage
from parvis.directory.operations.pages import write_page
from parvis.directory.operations.particulars import tell_particulars
from parvis.directory.particulars import missing
from parvis.directory.queries import reception
from parvis.kernel.events import fact_of, history, shred
from parvis.kernel.models import Authority
from parvis.kernel.operations import Forbidden, Refused, Stale
from parvis.kernel.tenancy import inside
from tests.words import plain
from tests.world import MAKER, World, make_world

FULL = {
    "postal_address": "1, place de la Mairie, 18999 Valbourg",
    "phone": "02 48 00 18 10",
    "publication_director": "Jeanne Rivoire, maire",
    "hosting": "Nuage SAS, 2, rue du Port, 44000 Nantes, 02 40 00 00 00",
    "dpo_email": "dpd@valbourg.test",
    "accessibility_plan": "https://valbourg.test/schema.pdf",
}
every_page = pytest.mark.parametrize("slug", list(PageSlug))


def seen(slug: PageSlug) -> str:
    """As the public would see it, in the authority as it now is."""
    with inside(Authority.objects.get(host="valbourg.test")):
        return plain(pages.shown(pages.page_of(slug)).text)


@every_page
def test_a_first_text_is_whole_and_has_no_hole(world: World, slug: PageSlug) -> None:
    bare = seen(slug)
    assert "Valbourg" in bare and "mairie@valbourg.test" in bare
    tell_particulars(reception(), told=FULL, by=world.paul)
    told = seen(slug)
    for text in (bare, told):
        assert "{" not in text and "None" not in text and " : ." not in text and "  " not in text
    assert len(told) > len(bare), "what was told is shown"


def test_the_law_is_named_and_its_words_are_exact(world: World) -> None:
    tell_particulars(reception(), told=FULL, by=world.paul)
    legal, privacy, accessibility = seen(PageSlug.LEGAL), seen(PageSlug.PRIVACY), seen(PageSlug.ACCESSIBILITY)
    assert "article 1-1 de la loi n° 2004-575 du 21 juin 2004" in legal
    assert "Jeanne Rivoire, maire" in legal and "Nuage SAS" in legal and "02 48 00 18 10" in legal
    assert "article 13 du règlement (UE) 2016/679" in privacy
    assert "dpd@valbourg.test" in privacy and "CNIL" in privacy and "mission d’intérêt public" in privacy
    assert "article 47 de la loi n° 2005-102 du 11 février 2005" in accessibility
    assert "Accessibilité : non conforme" in accessibility and "version 4.1.2" in accessibility
    assert "Défenseur des droits" in accessibility and "Libre réponse 71120" in accessibility
    assert "https://valbourg.test/schema.pdf" in accessibility


def test_what_nobody_has_told_leaves_no_line_and_no_bare_title(world: World) -> None:
    page = pages.page_of(PageSlug.LEGAL)
    shown = pages.shown(page)
    assert "Directeur de la publication" not in shown.text and "Hébergement" not in shown.text
    assert {one.mark for one in shown.missing} == {"adresse", "telephone", "directeur", "hebergeur"}
    assert {one.field for one in missing(world.authority)} == set(FULL)
    text = "# Vide\n{hebergeur}\n## Sous-titre vide\n{directeur}\n# Plein\n## Ici\nDes mots.\n# Fin\n{schema}"
    assert pages.shown(page, text).text == "# Plein\n## Ici\nDes mots."


def test_an_administrator_writes_a_page_and_its_history_keeps_both_texts(world: World) -> None:
    page = write_page(pages.page_of(PageSlug.LEGAL), text="# Chez nous\r\nÀ {commune}.  \r\n", by=world.paul)
    assert seen(PageSlug.LEGAL) == "# Chez nous À Valbourg."
    page = write_page(page, text="Court.", by=world.paul)
    write_page(page, text="Court.", by=world.paul)
    facts = [fact_of(event) for event in history(page)]
    assert facts == [
        PageWritten(text="# Chez nous\nÀ {commune}.", previous_text=""),
        PageWritten(text="Court.", previous_text="# Chez nous\nÀ {commune}."),
    ]
    shred(page)
    assert [fact_of(event) for event in history(page)] == [PageWritten(text=None, previous_text=None)] * 2


def test_an_emptied_page_says_its_first_text_again(world: World) -> None:
    page = write_page(pages.page_of(PageSlug.PRIVACY), text="Autre chose.", by=world.paul)
    page = write_page(page, text=" \n ", by=world.paul)
    assert "article 13" in seen(PageSlug.PRIVACY) and page.text == ""
    page = write_page(page, text=pages.first_text(PageSlug.PRIVACY), by=world.paul)
    assert page.text == "", "it stays the first text, which a later version may mend"


def test_two_administrators_at_once_the_second_is_told(world: World) -> None:
    ours, theirs = pages.page_of(PageSlug.LEGAL), pages.page_of(PageSlug.LEGAL)
    write_page(ours, text="Le premier.", by=world.paul)
    with pytest.raises(Stale) as stale:
        write_page(theirs, text="Le second.", by=world.paul)
    assert [fact_of(event) for event in stale.value.since] == [PageWritten(text="Le premier.", previous_text="")]
    assert TownPage.objects.get().text == "Le premier."


def test_a_text_that_cannot_be_kept_is_refused(world: World) -> None:
    page = pages.page_of(PageSlug.LEGAL)
    with pytest.raises(Refused, match=r"\{directrice\} ne correspond à rien"):
        write_page(page, text="Par {directrice}.", by=world.paul)
    with pytest.raises(Refused, match="trop long"):
        write_page(page, text="a" * 30_001, by=world.paul)
    assert not TownPage.objects.exists()


@pytest.mark.parametrize("name", ["karim", "nadia", "helene", "theo"])
def test_nobody_but_an_administrator_of_this_town_arranges_it(world: World, name: str) -> None:
    with pytest.raises(Forbidden):
        write_page(pages.page_of(PageSlug.LEGAL), text="Moi.", by=getattr(world, name))
    with pytest.raises(Forbidden):
        tell_particulars(reception(), told={"phone": "02 48 00 00 01"}, by=getattr(world, name))


def test_an_administrator_of_another_town_is_nobody_here(world: World) -> None:
    other = make_world("Autreville", "autreville.test")
    with pytest.raises(Forbidden):
        write_page(pages.page_of(PageSlug.LEGAL), text="Moi.", by=other.paul)


def test_what_is_told_is_kept_in_the_history_of_the_reception(world: World) -> None:
    tell_particulars(reception(), told={"phone": " 02 48 00 00 01 ", "hosting": "Nuage\n  2, rue  du Port"}, by=world.paul)
    tell_particulars(reception(), told={"phone": "02 48 00 00 01"}, by=world.paul)
    told = [fact_of(event) for event in history(reception()) if event.kind == ParticularTold.kind]
    assert told == [
        ParticularTold(field="phone", value="02 48 00 00 01", previous_value=""),
        ParticularTold(field="hosting", value="Nuage\n2, rue du Port", previous_value=""),
    ]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("phone", "bientôt"),
        ("dpo_email", "dpd"),
        ("accessibility_plan", "bientôt"),
        ("accessibility_plan", "javascript:alert(1)"),
        ("conformity", "presque"),
        ("hosting", "a" * 301),
    ],
)
def test_what_cannot_be_true_is_refused_beside_its_field(world: World, field: str, value: str) -> None:
    with pytest.raises(Refused) as refused:
        tell_particulars(reception(), told={field: value}, by=MAKER)
    assert refused.value.field == field
