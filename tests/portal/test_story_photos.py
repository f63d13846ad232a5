"""Photos in a real browser, with scripts and without: from the phone to the agent's screen."""

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, Route, expect

from parvis.cases.models import Case
from parvis.cases.readings.photos import photos_of
from parvis.documents.models import Photo
from parvis.kernel.tenancy import inside
from tests.axe import assert_accessible_by_day_and_night
from tests.clock import move_by
from tests.documents.pictures import ELSEWHERE, HERE, photo, png_that_claims
from tests.harness import OpenPage
from tests.world import PASSWORD, World

pytestmark = pytest.mark.e2e


def file(name: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": "image/jpeg", "buffer": content}


# Noise does not shrink: as a phone gives it, over the size that is sent as it is.
def large() -> bytes:
    from io import BytesIO

    from PIL import Image

    kept = Image.open(BytesIO(photo(at=HERE))).info["exif"]
    written = BytesIO()
    Image.effect_noise((3000, 2000), 80).convert("RGB").save(written, "JPEG", quality=95, exif=kept)
    return written.getvalue()


def begin(page: Page, town: World) -> None:
    page.goto(f"/signaler?categorie={town.lamp.pk}")
    page.get_by_label("Où est-ce ?").fill("12, rue Basse")


def send(page: Page) -> None:
    page.get_by_role("button", name="Continuer").click()
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_role("heading", name="Tout est juste ?")).to_be_visible()
    expect(page.get_by_role("img", name="Photo 2")).to_be_visible()
    with move_by(timedelta(minutes=1)):
        page.get_by_role("button", name="Envoyer ma demande").click()
        expect(page.get_by_role("heading", name="Merci, c’est transmis.")).to_be_visible()


def look_as_karim(page: Page, town: World, case: Case) -> None:
    page.goto(f"/agents/demandes/{case.number}")
    page.get_by_label("professionnelle").fill(str(town.karim.user))
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.keyboard.press("Enter")
    photos = page.get_by_role("list", name="Photos du demandeur")
    expect(photos.get_by_role("img")).to_have_count(2)
    for image in photos.get_by_role("img").all():
        expect(image).not_to_have_js_property("naturalWidth", 0)


def test_photos_go_from_the_phone_to_the_agent_s_screen(open_page: OpenPage, town: World) -> None:
    page = open_page(width=360, height=740)
    begin(page, town)
    page.locator("#id_photos").set_input_files([file("1.jpg", large()), file("2.jpg", photo(at=ELSEWHERE))])
    expect(page.get_by_role("button", name="Retirer")).to_have_count(2)
    expect(page.get_by_text("Cette photo n’a pas été prise dans la commune.")).to_have_count(1)
    with inside(town.authority):
        first = Photo.objects.order_by("pk")[0]
        assert (first.width, first.height) == (2048, 1365), "made small by the browser, and where it was taken said beside"
        assert (first.lat, first.lon) == HERE
    assert_accessible_by_day_and_night(page)
    page.get_by_role("button", name="Placer là où la photo a été prise").click()
    expect(page.get_by_text("Votre demande est placée là où la photo a été prise.")).to_be_visible()
    send(page)
    with inside(town.authority):
        case = Case.objects.get()
        assert len(photos_of(case)) == 2 and (case.lat, case.lon) == HERE
    page.goto(f"/ma-demande/{case.private_key}")
    expect(page.get_by_role("img", name="Photo 2")).to_be_visible()
    desk = open_page()
    look_as_karim(desk, town, case)


def test_photos_without_scripts(open_page: OpenPage, town: World) -> None:
    page = open_page(javascript=False, width=360, height=740)
    begin(page, town)
    page.get_by_label("Des photos").set_input_files([file("1.jpg", photo()), file("faux.jpg", b"%PDF-1.7")])
    page.get_by_role("button", name="Ajouter ces photos").click()
    expect(page.get_by_role("alert")).to_contain_text("faux.jpg")
    expect(page.get_by_label("Où est-ce ?")).to_have_value("12, rue Basse")
    page.get_by_label("Des photos").set_input_files([file(f"{n}.jpg", photo()) for n in range(2)])
    page.get_by_role("button", name="Ajouter ces photos").click()
    page.get_by_role("button", name="Retirer la photo 3").click()
    expect(page.get_by_role("button", name="Retirer la photo")).to_have_count(2)
    send(page)
    with inside(town.authority):
        case = Case.objects.get()
        assert len(photos_of(case)) == 2
    look_as_karim(open_page(javascript=False), town, case)


@pytest.mark.sqlite_only
def test_a_photo_that_did_not_arrive_is_said_and_sent_again(page: Page, town: World) -> None:
    begin(page, town)
    cut = [True]

    def network(route: Route) -> None:
        route.abort() if cut[0] else route.continue_()

    page.route("**/signaler/photos", network)
    page.locator("#id_photos").set_input_files([file("1.jpg", photo())])
    expect(page.get_by_text("La photo n’est pas arrivée. Vérifiez le réseau.")).to_be_visible()
    cut[0] = False
    page.get_by_role("button", name="Réessayer").click()
    expect(page.get_by_text("Photo ajoutée.")).to_be_visible()
    page.get_by_role("button", name="Retirer la photo 1").click()
    expect(page.get_by_text("Photo retirée.")).to_be_visible()
    with inside(town.authority):
        assert not Photo.objects.exists()


@pytest.mark.sqlite_only
def test_what_is_no_photo_is_said_beside_it_and_nothing_typed_is_lost(page: Page, town: World, tmp_path: Path) -> None:
    begin(page, town)
    page.get_by_label("Que voyez-vous ?").fill("Il fait très sombre.")
    files = {
        "facture.jpg": b"%PDF-1.7 " * 500,
        "tunnel.heic": photo("HEIF")[:-200],
        "bombe.png": png_that_claims(60_000, 60_000),
        "lourde.heic": b"\0\0\0\x18ftypheic" + b"x" * 15_000_000,
        "bonne.jpg": photo(),
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    page.locator("#id_photos").set_input_files([tmp_path / name for name in files])
    expect(page.get_by_role("button", name="Retirer la photo 1")).to_be_visible(timeout=60_000)
    for said in ("n’est pas une photo", "abîmée ou incomplète", "trop grande", "pèse plus de"):
        expect(page.get_by_role("alert").filter(has_text=said)).to_have_count(1)
    expect(page.get_by_role("button", name="Réessayer")).to_have_count(0)
    expect(page.get_by_label("Que voyez-vous ?")).to_have_value("Il fait très sombre.")
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_role("heading", name="Comment vous répondre ?")).to_be_visible(timeout=60_000)


@pytest.mark.sqlite_only
def test_going_on_waits_for_the_photos_that_are_on_their_way(page: Page, town: World) -> None:
    begin(page, town)
    page.locator("#id_photos").set_input_files([file(f"{n}.jpg", large()) for n in range(2)])
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_role("heading", name="Comment vous répondre ?")).to_be_visible(timeout=30_000)
    with inside(town.authority):
        assert Photo.objects.count() == 2
