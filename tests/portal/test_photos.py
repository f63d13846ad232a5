"""Photos of a report, without a browser: added, taken off, sent, seen by those who may, and nothing hidden in them."""

import json
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http.response import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parvis.cases.models import Case
from parvis.cases.readings.photos import photos_of
from parvis.documents.files import file_of
from parvis.documents.models import Photo
from parvis.portal.photos import ticket_of
from tests.backoffice.desk import Desk
from tests.documents.pictures import ELSEWHERE, HERE, SECRET, photo
from tests.portal.reader import a_report, source, visitor, words
from tests.world import World

REPORT, PHOTOS = "/signaler", "/signaler/photos"


def file(content: bytes | None = None, name: str = "IMG_0001.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content if content is not None else photo(at=HERE))


def by_script(browser: Client, filled: dict[str, str], **sent: object) -> tuple[int, dict[str, str]]:
    answer = browser.post(PHOTOS, {"paper": filled["paper"], **sent}, headers={"accept": "application/json"})
    return answer.status_code, json.loads(source(answer))


def a_case_with_photos(world: World, *contents: bytes) -> Case:
    filled = a_report(world.lamp)
    files = [file(content) for content in contents or (photo(at=HERE), photo(at=ELSEWHERE))]
    visitor().post(REPORT, {**filled, "step": "what", "photos": files})
    visitor().post(REPORT, filled)
    return Case.objects.get()


def test_without_scripts_photos_come_with_the_form_and_go_with_the_report(world: World) -> None:
    browser, filled = visitor(), a_report(world.lamp)
    page = browser.post(REPORT, {**filled, "step": "what", "photos": [file(), file()]})
    assert "Comment vous répondre ?" in words(page)
    page = browser.post(REPORT, {**filled, "step": "you"})
    assert source(page).count("/signaler/photos/") == 2 and "Un agent regarde ces photos avant de les publier" in words(page)
    assert browser.post(REPORT, filled).status_code == 302
    assert len(photos_of(Case.objects.get())) == 2


def test_photos_survive_a_mistake_and_a_step_back(world: World) -> None:
    browser, filled = visitor(), a_report(world.lamp, address="", lat="", lon="")
    page = browser.post(REPORT, {**filled, "step": "what", "photos": [file()]})
    assert "Indiquez où cela se trouve" in words(page) and source(page).count("data-shot>") == 2  # it, and the model
    page = browser.post(REPORT, {**filled, "to": "what"})
    assert source(page).count("/signaler/photos/") == 1


def test_what_cannot_be_taken_is_said_beside_it_and_the_rest_is_kept(world: World) -> None:
    files = [file(), file(b"%PDF-1.7 " * 500, "facture.jpg"), file(photo()[:3000], "tunnel.jpg")]
    page = visitor().post(REPORT, a_report(world.lamp, step="what") | {"photos": files})
    said = words(page)
    assert "facture.jpg : Ce fichier n’est pas une photo" in said and "tunnel.jpg : Cette photo est abîmée" in said
    assert "Où est-ce, et que se passe-t-il ?" in said and "Il fait très sombre." in source(page)
    assert Photo.objects.count() == 1 and 'role="alert"' in source(page)


def test_a_photo_of_forty_megabytes_is_refused_in_words(world: World) -> None:
    page = visitor().post(REPORT, a_report(world.lamp, step="what") | {"photos": [file(b"\xff\xd8\xff" + b"x" * 40_000_000)]})
    assert "pèse plus de 15 Mo" in words(page)


def test_a_sixth_photo_is_refused_and_five_are_kept(world: World) -> None:
    small = photo(size=(40, 30))
    page = visitor().post(REPORT, a_report(world.lamp, step="what") | {"photos": [file(small) for _ in range(6)]})
    assert "Cinq photos au plus" in words(page) and Photo.objects.count() == 5


def test_a_script_sends_one_by_one_and_is_answered_for_it(world: World) -> None:
    browser, filled = visitor(), a_report(world.lamp)
    status, answer = by_script(browser, filled, photos=file(photo(at=ELSEWHERE)))
    assert status == 200 and "Cette photo n’a pas été prise dans la commune." in answer["html"]
    status, answer = by_script(browser, filled, photos=file())
    assert "Placer là où la photo a été prise" in answer["html"] and 'alt="Photo 2"' in answer["html"]
    status, answer = by_script(browser, filled, photos=file(b"x" * 300))
    assert status == 422 and "n’est pas une photo" in answer["error"]
    status, answer = by_script(browser, {"paper": "forgé"}, photos=file())
    assert status == 422 and "trop ancienne" in answer["error"]
    assert Photo.objects.count() == 2
    ticket = ticket_of(Photo.objects.order_by("pk")[0])
    assert by_script(browser, filled, remove=ticket) == (200, {"html": ""}) and Photo.objects.count() == 1


def test_a_browser_that_made_it_small_says_where_it_was_taken_and_rubbish_is_not_believed(world: World) -> None:
    browser, filled = visitor(), a_report(world.lamp)
    by_script(browser, filled, photos=file(photo()), taken="47.0200001;2.01")
    assert Photo.objects.get().lat == 47.02
    for said in ("nan;2", "1e400;2", "91;2", "x;y"):
        by_script(browser, filled, photos=file(photo()), taken=said)
    assert Photo.objects.filter(lat=None).count() == 4


def test_one_asks_to_place_the_report_where_the_photo_was_taken(world: World) -> None:
    browser, filled = visitor(), a_report(world.lamp, lat="", lon="", address="", words="Un mot.")
    browser.post(PHOTOS, {**filled, "photos": [file(photo(at=(47.03, 2.02))), file(photo(at=ELSEWHERE))]})
    near, far = (ticket_of(one) for one in Photo.objects.order_by("pk"))
    page = browser.post(PHOTOS, {**filled, "place": near})
    assert "Votre demande est placée là où la photo a été prise." in words(page)
    assert 'value="47.03"' in source(page) and 'value="2.02"' in source(page) and "Un mot." in source(page)
    page = browser.post(PHOTOS, {**filled, "place": far})
    assert "Votre demande est placée" not in words(page) and "48.85" not in source(page)


def test_a_photo_is_taken_off_by_its_own_form_only(world: World) -> None:
    filled = a_report(world.lamp)
    visitor().post(PHOTOS, {**filled, "photos": [file()]})
    ticket = ticket_of(Photo.objects.get())
    visitor().post(PHOTOS, {**a_report(world.lamp), "remove": ticket})
    visitor().post(PHOTOS, {**filled, "remove": "forgé"})
    assert Photo.objects.count() == 1
    page = visitor().post(PHOTOS, {**filled, "remove": ticket})
    assert not Photo.objects.exists() and "/signaler/photos/" not in source(page)


def test_a_connection_that_sends_photos_without_end_is_asked_to_wait(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parvis.portal.limits.PHOTOS", 2)
    browser, small = visitor(), photo(size=(40, 30))
    for _ in range(2):
        assert by_script(browser, a_report(world.lamp), photos=file(small))[0] == 200
    status, answer = by_script(browser, a_report(world.lamp), photos=file(small))
    assert status == 429 and "réessayez à partir de" in answer["error"]
    assert by_script(visitor("198.51.100.9"), a_report(world.lamp), photos=file(small))[0] == 200


def seen(answer: HttpResponseBase) -> bytes:
    """The JPEG of an answer that says what it must."""
    assert answer.status_code == 200 and answer["Content-Type"] == "image/jpeg"
    assert "private" in answer["Cache-Control"] and answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("inline") and "sandbox" in answer["Content-Security-Policy"]
    content = getattr(answer, "content", b"")
    assert content.startswith(b"\xff\xd8\xff")
    return bytes(content)


def test_a_photo_is_seen_by_those_who_see_the_case_and_by_nobody_else(world: World) -> None:
    case = a_case_with_photos(world)
    uid = photos_of(case)[0].uid
    mine, desk = f"/ma-demande/{case.private_key}/photos/{uid}", f"/agents/demandes/{case.number}/photos/{uid}"
    large, small = seen(visitor().get(mine)), seen(visitor().get(f"{mine}?petite"))
    assert len(small) < len(large) and seen(Desk(world.karim).get(desk)) == large
    assert "no-store" in visitor().get(mine)["Cache-Control"]
    assert Desk(world.claire).get(desk).status_code == 404 and visitor().get(desk).status_code == 302
    other = world.report()
    assert visitor().get(f"/ma-demande/{other.private_key}/photos/{uid}").status_code == 404
    assert Desk(world.karim).get(f"/agents/demandes/{other.number}/photos/{uid}").status_code == 404
    assert Desk(world.karim).get(f"/agents/demandes/{case.number}/photos/{uuid4()}").status_code == 404


def test_a_ticket_shows_a_photo_until_the_report_is_sent(world: World) -> None:
    filled = a_report(world.lamp)
    visitor().post(PHOTOS, {**filled, "photos": [file()]})
    address = f"{PHOTOS}/{ticket_of(Photo.objects.get())}"
    seen(visitor().get(address))
    assert visitor().get(f"{PHOTOS}/{Photo.objects.get().uid.hex}:forged").status_code == 404
    visitor().post(REPORT, filled)
    assert visitor().get(address).status_code == 404


def test_the_card_and_the_private_page_show_the_photos_and_public_pages_show_none(world: World) -> None:
    case = a_case_with_photos(world)
    for uid in [one.uid for one in photos_of(case)]:
        assert f"/agents/demandes/{case.number}/photos/{uid}" in source(
            Desk(world.karim).get(f"/agents/demandes/{case.number}")
        )
        assert f"/ma-demande/{case.private_key}/photos/{uid}?petite" in source(visitor().get(f"/ma-demande/{case.private_key}"))
        for address in (f"/demandes/{case.number}", f"/suivi/{case.tracking_code}", "/demandes", "/"):
            assert str(uid) not in source(visitor().get(address)) and '<img src="/ma-demande' not in source(
                visitor().get(address)
            )


def test_nothing_hidden_in_a_photo_is_in_any_file_page_or_header(world: World, caplog: pytest.LogCaptureFixture) -> None:
    case = a_case_with_photos(world, photo(at=(47.011123, 2.031987)), photo(at=(48.851234, 2.351234)))
    traces = [SECRET, b"47.011123", b"2.031987", b"48.851234", b"2.351234"]
    large, small = (file_of(photos_of(case)[0], is_small=is_small) for is_small in (False, True))
    shown = [path.read_bytes() for path in (large, small)]
    desk = Desk(world.karim)
    for browser, address in (
        (visitor(), "/"),
        (visitor(), f"/demandes/{case.number}"),
        (visitor(), f"/suivi/{case.tracking_code}"),
        (visitor(), f"/signaler/merci/{case.private_key}"),
        (visitor(), f"/ma-demande/{case.private_key}"),
        (visitor(), f"/ma-demande/{case.private_key}/photos/{photos_of(case)[0].uid}"),
        (desk.client, f"/agents/demandes/{case.number}"),
        (desk.client, f"/agents/demandes/{case.number}/photos/{photos_of(case)[1].uid}"),
    ):
        answer = browser.get(address)
        shown += [getattr(answer, "content", b""), str(answer.headers).encode()]
    shown.append(caplog.text.encode())
    assert not [trace for trace in traces for content in shown if trace in content]


def test_the_real_photos_are_taken_and_were_taken_elsewhere(world: World, real_data: Path) -> None:
    filled = a_report(world.lamp)
    for path in sorted((real_data / "photos").iterdir())[:5]:
        status, answer = by_script(visitor(), filled, photos=file(path.read_bytes(), path.name))
        assert status == 200, path.name
        assert ("Cette photo n’a pas été prise" in answer["html"]) == (path.name != "broken1.jpg")


def test_photos_cost_a_page_one_query(world: World) -> None:
    case = a_case_with_photos(world)
    bare = world.report()
    for with_photos, without in (
        (f"/ma-demande/{case.private_key}", f"/ma-demande/{bare.private_key}"),
        (f"/agents/demandes/{case.number}", f"/agents/demandes/{bare.number}"),
    ):
        browser = Desk(world.karim).client if "agents" in with_photos else visitor()
        counts = []
        for address in (with_photos, without):
            with CaptureQueriesContext(connection) as queries:
                assert browser.get(address).status_code == 200
            counts.append(len([query for query in queries if "documents_photo" in query["sql"]]))
        assert counts == [1, 1]


def test_a_photo_whose_file_is_gone_is_not_found(world: World) -> None:
    case = a_case_with_photos(world)
    one = photos_of(case)[0]
    file_of(one).unlink()
    assert visitor().get(f"/ma-demande/{case.private_key}/photos/{one.uid}").status_code == 404
