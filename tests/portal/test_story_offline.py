"""Nothing is lost: the network cut at each step, the page closed, the answer lost; and what a device keeps is erased."""

from datetime import timedelta

import pytest
from playwright.sync_api import FilePayload, Page, expect

from parvis.cases.models import Case
from parvis.cases.operations.answers import set_questions
from parvis.cases.readings.photos import photos_of
from parvis.documents.forgetting import forget_unsent_photos
from parvis.kernel.tenancy import inside
from tests.axe import assert_accessible_by_day_and_night
from tests.clock import move_by
from tests.documents.pictures import photo
from tests.forms.test_questions import LAMP
from tests.harness import SAFE_HOST, OpenPage
from tests.world import MAKER, ODILE, World, make_world

pytestmark = [pytest.mark.e2e, pytest.mark.sqlite_only]

READY = "Enregistrée sur cet appareil"
ARRIVED = "est arrivée à la mairie"
KEPT = """() => new Promise((resolve) => {
    const asked = indexedDB.open("parvis", 1);
    asked.onsuccess = () => {
        const all = asked.result.transaction("reports").objectStore("reports").getAll();
        all.onsuccess = () => { asked.result.close(); resolve(all.result.map(({state}) => state)); };
    };
})"""
AGE = """(hours) => new Promise((resolve) => {
    const asked = indexedDB.open("parvis", 1);
    asked.onsuccess = () => {
        const store = asked.result.transaction("reports", "readwrite").objectStore("reports");
        const all = store.getAll();
        all.onsuccess = () => all.result.forEach((one) => store.put({ ...one, at: one.at - hours * 3600000 }));
        store.transaction.oncomplete = () => { asked.result.close(); resolve(); };
    };
})"""
# The town has it, and the phone goes into the tunnel before it hears so.
LOSE_THE_FIRST_ANSWER = """
const real = window.fetch;
window.fetch = async (...asked) => {
    const answer = await real(...asked);
    if (answer.ok && asked[0] === "/signaler/envoi" && !window.isLost) {
        window.isLost = true;
        throw new TypeError("lost");
    }
    return answer;
};"""


@pytest.fixture
def valclair(installation: object) -> World:
    """A town whose address the browser takes for a safe one, as https would be: elsewhere there is no service worker."""
    return make_world("Valclair", SAFE_HOST)


@pytest.fixture
def phone(open_page: OpenPage, valclair: World) -> Page:
    """A phone that has seen the town once."""
    page = open_page(SAFE_HOST, width=360, height=740, has_worker=True)
    page.goto("/")
    page.evaluate("() => navigator.serviceWorker.ready")
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    return page


def a_photo() -> FilePayload:
    return {"name": "1.jpg", "mimeType": "image/jpeg", "buffer": photo()}


def cut(page: Page, *, is_cut: bool = True) -> None:
    page.context.set_offline(is_cut)


def write_offline(page: Page) -> None:
    page.get_by_label("De quoi s’agit-il ?").select_option(label="Lampadaire éteint")
    page.get_by_label("Où est-ce ?").fill("12, rue Basse")
    page.get_by_label("Que se passe-t-il ?").fill("Il fait très sombre.")
    page.get_by_label("Votre adresse").fill("odile.garnier@exemple.fr")
    page.locator("#id_photos").set_input_files([a_photo()])
    expect(page.get_by_text("Enregistré sur cet appareil")).to_be_visible()
    expect(page.locator(".shots .shot")).to_have_count(1)
    expect(page.get_by_text("Photo ajoutée.")).to_be_visible()


def test_a_report_written_in_a_tunnel_goes_by_itself_and_once(phone: Page, valclair: World) -> None:
    cut(phone)
    phone.get_by_role("link", name="Signaler").first.click()
    expect(phone.get_by_role("heading", name="Écrivez, même sans réseau")).to_be_visible()
    write_offline(phone)
    assert_accessible_by_day_and_night(phone)
    phone.reload()
    expect(phone.get_by_label("Que se passe-t-il ?")).to_have_value("Il fait très sombre.")
    expect(phone.locator(".shots .shot")).to_have_count(1)
    phone.get_by_role("button", name="Envoyer dès que possible").click()
    expect(phone.get_by_text(READY)).to_be_visible()
    # The battery is dead; the phone comes back, still without network.
    again = phone.context.new_page()
    phone.close()
    again.goto("/demandes")
    expect(again.get_by_text(READY)).to_be_visible()
    assert_accessible_by_day_and_night(again)
    with inside(valclair.authority):
        assert not Case.objects.exists()
    cut(again, is_cut=False)
    expect(again.get_by_text(ARRIVED)).to_be_visible(timeout=60_000)
    with inside(valclair.authority):
        case = Case.objects.get()
        assert len(photos_of(case)) == 1 and case.words == "Il fait très sombre."
        assert case.requester_email == "odile.garnier@exemple.fr"
    assert again.evaluate(KEPT) == ["sent"]
    again.get_by_role("link", name="Où en est ma demande ?").last.click()
    again.wait_for_url("**/ma-demande/**")
    again.goto("/")
    expect(again.get_by_text(ARRIVED)).to_have_count(0)


def test_the_network_is_cut_at_each_step_and_the_report_arrives_once(phone: Page, valclair: World) -> None:
    phone.goto(f"/signaler?categorie={valclair.lamp.pk}")
    phone.get_by_label("Où est-ce ?").fill("12, rue Basse")
    phone.get_by_label("Que voyez-vous ?").fill("Il fait très sombre.")
    phone.locator("#id_photos").set_input_files([a_photo()])
    expect(phone.get_by_text("Photo ajoutée.")).to_be_visible()
    for step, heading in (("what", "Comment vous répondre ?"), ("you", "Tout est juste ?")):
        expect(phone.get_by_text("Enregistré sur cet appareil")).to_be_visible()
        cut(phone)
        phone.get_by_role("button", name="Continuer").click()
        expect(phone.get_by_role("heading", name="Écrivez, même sans réseau")).to_be_visible()
        expect(phone.get_by_text("Une demande commencée est gardée")).to_be_visible()
        cut(phone, is_cut=False)
        phone.goto("/")
        phone.get_by_role("button", name="Reprendre").click()
        if step == "what":
            expect(phone.get_by_label("Que voyez-vous ?")).to_have_value("Il fait très sombre.")
            expect(phone.get_by_role("button", name="Retirer la photo 1")).to_be_visible()
        phone.get_by_role("button", name="Continuer").click()
        expect(phone.get_by_role("heading", name=heading)).to_be_visible()
    cut(phone)
    phone.get_by_role("button", name="Envoyer ma demande").click()
    expect(phone.get_by_text(READY)).to_be_visible()
    with inside(valclair.authority):
        assert not Case.objects.exists()
    with move_by(timedelta(minutes=1)):
        cut(phone, is_cut=False)
        expect(phone.get_by_text(ARRIVED)).to_be_visible(timeout=60_000)
    with inside(valclair.authority):
        case = Case.objects.get()
        assert len(photos_of(case)) == 1 and case.words == "Il fait très sombre."


def test_an_answer_that_was_lost_makes_no_second_case(open_page: OpenPage, town: World) -> None:
    page = open_page()
    page.add_init_script(LOSE_THE_FIRST_ANSWER)
    page.goto("/hors-ligne")
    write_offline(page)
    page.get_by_role("button", name="Envoyer dès que possible").click()
    expect(page.get_by_text(READY)).to_be_visible()
    page.wait_for_function("() => window.isLost", timeout=60_000)
    with inside(town.authority):
        assert Case.objects.count() == 1
        page.evaluate("() => window.dispatchEvent(new Event('online'))")
        expect(page.get_by_text(ARRIVED)).to_be_visible(timeout=60_000)
        assert len(photos_of(Case.objects.get())) == 1


def test_what_the_town_cannot_take_is_said_and_taken_up_again(open_page: OpenPage, town: World) -> None:
    page = open_page(width=360, height=740)
    page.goto("/hors-ligne")
    page.get_by_label("De quoi s’agit-il ?").select_option(label="Lampadaire éteint")
    page.get_by_label("Que se passe-t-il ?").fill("Il fait très sombre.")
    page.get_by_role("button", name="Envoyer dès que possible").click()
    expect(page.get_by_text("Indiquez où cela se trouve")).to_be_visible(timeout=60_000)
    page.get_by_role("button", name="Reprendre").click()
    expect(page.get_by_label("Que voyez-vous ?")).to_have_value("Il fait très sombre.")


@pytest.mark.parametrize("hours", [0, 60])
def test_what_a_page_without_network_could_not_ask_is_asked_afterwards_and_nothing_is_typed_twice(
    open_page: OpenPage, town: World, hours: int
) -> None:
    """Two days later the town has erased the photos that waited there: the device sends them again by itself."""
    with inside(town.authority):
        set_questions(town.lamp, questions=LAMP, by=MAKER)
    page = open_page(width=360, height=740)
    page.goto("/hors-ligne")
    write_offline(page)
    expect(page.get_by_text("La mairie a quelques questions sur ce sujet")).to_be_visible()
    page.get_by_role("button", name="Envoyer dès que possible").click()
    expect(page.get_by_text("Lampadaire éteint : pas encore envoyée.")).to_be_visible(timeout=60_000)
    if hours:
        page.evaluate(AGE, hours)
        page.reload()
        with inside(town.authority), move_by(timedelta(hours=hours)):
            assert forget_unsent_photos() == 1
    page.get_by_role("button", name="Continuer et envoyer").click()
    expect(page.get_by_role("heading", name="Quelques précisions")).to_be_visible()
    page.get_by_label("Un seul").check()
    page.get_by_role("group", name="Un fil est-il visible").get_by_label("Non").check()
    page.get_by_role("button", name="Continuer").last.click()
    expect(page.get_by_label("Votre adresse")).to_have_value("odile.garnier@exemple.fr")
    page.get_by_role("button", name="Continuer").last.click()
    page.get_by_role("button", name="Envoyer ma demande").click()
    expect(page.locator("[data-received]")).to_be_attached()
    with inside(town.authority):
        case = Case.objects.get()
        assert case.words == "Il fait très sombre." and len(photos_of(case)) == 1
    page.goto("/")
    assert page.evaluate(KEPT) == []


def test_whoever_shares_the_phone_erases_what_it_keeps(open_page: OpenPage, town: World) -> None:
    page = open_page(width=360, height=740)
    page.goto(f"/signaler?categorie={town.lamp.pk}")
    page.get_by_label("Où est-ce ?").fill("12, rue Basse")
    expect(page.get_by_text("Enregistré sur cet appareil")).to_be_visible()
    page.reload()
    page.get_by_role("button", name="Effacer", exact=True).click()
    expect(page.get_by_text("Une demande commencée")).to_have_count(0)
    assert page.evaluate(KEPT) == []
    page.get_by_label("Où est-ce ?").fill("14, rue Basse")
    page.get_by_role("button", name="Continuer").click()
    page.get_by_label("Votre adresse").fill("odile.garnier@exemple.fr")
    page.get_by_label("Votre prénom").fill("Odile")
    page.wait_for_function("() => localStorage.length === 0")
    page.get_by_label("Retenir mes coordonnées sur cet appareil").check()
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_role("heading", name="Tout est juste ?")).to_be_visible()
    page.goto("/hors-ligne")
    expect(page.get_by_label("Votre adresse")).to_have_value("odile.garnier@exemple.fr")
    expect(page.get_by_label("Votre prénom")).to_have_value("Odile")
    page.get_by_label("Retenir mes coordonnées sur cet appareil").uncheck()
    page.wait_for_function("() => localStorage.length === 0")


def test_an_address_corrected_on_the_receipt_is_not_offered_mistyped_again(open_page: OpenPage, town: World) -> None:
    with inside(town.authority):
        lamp = town.report()
    page = open_page(width=360, height=740)
    page.goto("/")
    page.evaluate("email => localStorage.setItem('parvis:me', JSON.stringify(['Odile Garnier', email, '']))", ODILE.email)
    page.goto(f"/signaler/merci/{lamp.private_key}")
    page.get_by_role("link", name="Corriger l’adresse").click()
    page.get_by_label("Votre adresse").fill("odile@exemple.net")
    page.get_by_role("button", name="Corriger").click()
    expect(page.get_by_text("C’est corrigé.")).to_be_visible()
    assert page.evaluate("JSON.parse(localStorage.getItem('parvis:me'))") == ["Odile Garnier", "odile@exemple.net", ""]
