"""The town is made to fit in Chromium: a rule read in a real mailbox, somebody without an address, 120 units, sectors anew."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import FilePayload, Page, expect

from parvis.cases.models import Case
from parvis.directory.models import Unit
from parvis.kernel.models import Event
from parvis.kernel.tenancy import inside
from parvis.places.models import District
from tests.backoffice.test_desk_in_a_browser import sign_in
from tests.backoffice.test_unit_list import direction
from tests.clock import move_by
from tests.harness import OpenPage
from tests.places.sheets import a_file
from tests.post import PostOffice
from tests.words import plain
from tests.world import CENTRE, World, square

pytestmark = pytest.mark.e2e

# The letters of a paragraph that nothing styles.
BY_ITSELF = "node => getComputedStyle(node.ownerDocument.documentElement).fontFamily"


def test_a_rule_is_written_with_fields_tried_and_read_in_a_mailbox(open_page: OpenPage, town: World, post: PostOffice) -> None:
    with inside(town.authority):
        known = town.report(town.cable)
    page = sign_in(open_page(), "paul", "/agents/notifications")
    page.get_by_role("main").get_by_role("link", name="Ajouter une règle").click()
    page.get_by_label("Nom de la règle").fill("Danger")
    page.get_by_label("les superviseurs").check()
    page.get_by_label("Objet").fill("Danger ")
    page.get_by_role("button", name="{{ demande.numero }}").click()
    expect(page.get_by_label("Objet")).to_have_value("Danger {{ demande.numero }}")
    page.get_by_label("Texte", exact=True).fill("Allez voir : {{ demande.rue }}")
    page.get_by_role("button", name="Aperçu, et à qui cela partirait").click()
    expect(page.get_by_text("Ligne 1 : le champ « demande.rue » n’existe pas ici.").first).to_be_visible()
    page.get_by_label("Texte", exact=True).fill("Allez voir : {{ demande.ou }}")
    page.get_by_role("button", name="Aperçu, et à qui cela partirait").click()
    main = page.get_by_role("main")
    expect(main.get_by_text("Hélène Morel")).to_be_visible()
    laid_out = main.frame_locator("iframe").get_by_text("Allez voir : 12, rue Basse")
    expect(laid_out).to_be_visible()
    assert laid_out.evaluate("node => getComputedStyle(node).fontFamily") != laid_out.evaluate(BY_ITSELF), "no style reached it"
    page.get_by_role("button", name="M’envoyer un essai").click()
    assert known.number in plain(post.wait_for("paul@valbourg.test")[0].subject)
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("cela vaut pour ce qui arrive maintenant")).to_be_visible()
    with inside(town.authority):
        case = town.report()
    letter = post.wait_for("helene@valbourg.test")[-1]
    assert plain(letter.subject) == f"Danger {case.number}" and "Allez voir : 12, rue Basse" in plain(letter.text)


@pytest.mark.sqlite_only
def test_a_head_adds_somebody_without_an_address_on_a_phone(open_page: OpenPage, town: World) -> None:
    page = sign_in(open_page(width=360, height=740, is_phone=True), "nadia", f"/agents/services/{town.lighting.pk}")
    page.get_by_role("link", name="Une nouvelle personne").click()
    page.get_by_label("Prénom").fill("Rose")
    page.get_by_label("Nom", exact=True).fill("Petit")
    page.get_by_role("button", name="Ajouter").click()
    page.get_by_role("button", name="Imprimer un code").click()
    identifier, code = (page.locator("dl.code dd").nth(place).inner_text() for place in (1, 2))
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    rose = open_page(width=360, height=740, is_phone=True)
    rose.goto("/agents/")
    rose.get_by_label("professionnelle").fill(identifier)
    rose.get_by_label("Mot de passe").fill(code.replace("-", ""))
    rose.get_by_role("button", name="Se connecter").click()
    expect(rose.get_by_role("heading", name="Bonjour Rose")).to_be_visible()


@pytest.mark.sqlite_only
def test_a_direction_of_120_units_comes_from_a_spreadsheet_after_a_trial(open_page: OpenPage, town: World) -> None:
    page = sign_in(open_page(), "paul", "/agents/services/liste")
    for said, is_kept in (("120 services créés", True), ("120 services inchangés", False)):
        file = FilePayload(name="services.csv", mimeType="text/csv", buffer=direction().encode("cp1252"))
        page.goto("/agents/services/liste")
        page.locator("input[type=file]").set_input_files(file)
        page.get_by_role("button", name="Voir ce que cela ferait").click()
        expect(page.get_by_text(said)).to_be_visible()
        if is_kept:
            page.get_by_role("button", name="Importer", exact=True).click()
            expect(page.get_by_role("heading", name="Services")).to_be_visible()
    with inside(town.authority):
        assert Unit.objects.filter(name__startswith="Équipe").count() == 109


@pytest.mark.sqlite_only
def test_sectors_are_read_anew_and_the_second_time_change_nothing(open_page: OpenPage, town: World) -> None:
    page = sign_in(open_page(), "paul", f"/agents/secteurs/{town.centre.zoning_id}/import")
    drawn: list[tuple[dict[str, object], object]] = [
        ({"nom": "Vieille ville", "ref": "C"}, CENTRE),
        ({"nom": "Gare", "ref": "G"}, square(2.02, 47.00, 2.04, 47.04)),
    ]  # fmt: skip
    read_anew(page, a_file(*drawn))
    expect(page.get_by_text("Centre → Vieille ville")).to_be_visible()
    page.get_by_role("button", name="Importer").click()
    expect(page.get_by_text("Vieille ville").first).to_be_visible()
    with inside(town.authority):
        assert set(District.objects.values_list("name", flat=True)) == {"Vieille ville", "Gare"}
        told = Event.objects.count()
    page.goto(f"/agents/secteurs/{town.centre.zoning_id}/import")
    read_anew(page, a_file(*drawn))
    expect(page.get_by_role("heading", name="Rien ne changerait")).to_be_visible()
    with inside(town.authority):
        assert Event.objects.count() == told


def read_anew(page: Page, sheet: bytes) -> None:
    page.locator("input[type=file]").set_input_files(
        FilePayload(name="secteurs.geojson", mimeType="application/json", buffer=sheet)
    )
    page.get_by_role("button", name="Voir ce que cela ferait").click()


@pytest.mark.sqlite_only
def test_a_question_under_a_condition_is_arranged_at_the_desk_and_answered_on_a_phone(open_page: OpenPage, town: World) -> None:
    page = sign_in(open_page(), "paul", f"/agents/categories/{town.lamp.pk}")
    main = page.get_by_role("main")
    for label, kind in (
        ("Combien de lampes ?", "Une réponse à choisir"),
        ("Depuis quand ?", "Texte court"),
        ("Un fil pend-il ?", "Oui ou non"),
    ):
        main.get_by_role("link", name="Ajouter une question").click()
        page.get_by_label("La question").fill(label)
        page.get_by_label("On y répond par").select_option(label=kind)
        if kind == "Une réponse à choisir":
            page.get_by_label("Les réponses à choisir").fill("Une seule\nToute la rue")
        elif kind == "Texte court":
            page.get_by_role("group", name="Combien de lampes").get_by_label("Toute la rue").check()
        page.get_by_role("button", name="Enregistrer").click()
    up = page.get_by_role("button", name="Monter « Un fil pend-il")
    up.focus()
    for place in (1, 0):
        expect(up).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator(".asked-here b").nth(place)).to_have_text(re.compile("Un fil pend-il"))
    phone = open_page(width=360, height=740, is_phone=True)
    phone.goto(f"/signaler?categorie={town.lamp.pk}&lieu=12%2C%20rue%20Basse")
    phone.get_by_role("main").get_by_role("button", name="Continuer").last.click()
    phone.get_by_role("group", name="Un fil pend-il").get_by_label("Non").check()
    phone.get_by_label("Toute la rue").check()
    expect(phone.get_by_label("Depuis quand")).to_have_count(0)
    phone.get_by_role("main").get_by_role("button", name="Continuer").last.click()
    phone.get_by_label("Depuis quand").fill("jeudi")
    assert phone.evaluate("document.documentElement.scrollWidth") == 360
    with move_by(timedelta(minutes=1)):  # a person reads before sending
        for _step in range(2):
            phone.get_by_role("main").get_by_role("button", name="Continuer").last.click()
        phone.get_by_role("button", name="Envoyer ma demande").click()
        expect(phone.get_by_role("link", name="Où en est ma demande ?").last).to_be_visible()
    with inside(town.authority):
        assert [one.text for one in Case.objects.get().answers.all()] == ["Non", "Toute la rue", "jeudi"]
