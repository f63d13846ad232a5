"""What a device sends by itself, without a browser: once, with its photos; what a person must look at, and what waits."""

import gzip
import json
from io import BytesIO
from uuid import UUID

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from parvis.cases.models import Case
from parvis.cases.operations.answers import set_questions
from parvis.cases.readings.photos import photos_of
from parvis.demo.questions import QUESTIONS
from parvis.documents.models import Photo
from parvis.portal.paper import new_paper, read_paper
from parvis.portal.photos import shots_of
from parvis.ui.built import DIST, everything_of
from tests.documents.pictures import ELSEWHERE, HERE, photo
from tests.portal.reader import a_report, source, visitor, words
from tests.world import MAKER, World

SEND = "/signaler/envoi"


def file(content: bytes | None = None, name: str = "1.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content if content is not None else photo())


def draft_key(filled: dict[str, str]) -> UUID:
    paper = read_paper(filled["paper"])
    assert paper is not None
    return paper.key


def sent(browser: Client, filled: dict[str, str], **more: object) -> tuple[int, dict[str, object]]:
    answer = browser.post(SEND, {**filled, **more})
    assert "no-store" in answer["Cache-Control"]
    return answer.status_code, json.loads(source(answer) or "{}")


def test_what_is_sent_is_a_case_with_its_photos_and_its_key_is_told(world: World) -> None:
    status, told = sent(visitor(), a_report(world.lamp), photos=[file(), file()], taken=["47.02;2.01", ""])
    case = Case.objects.get()
    assert status == 200 and told == {"number": case.number, "address": f"/ma-demande/{case.private_key}", "notes": []}
    assert [(one.lat, one.lon) for one in photos_of(case)] == [HERE, (None, None)]


def test_sent_again_it_is_the_same_case_with_the_same_photos(world: World) -> None:
    filled = a_report(world.lamp)
    first = sent(visitor(), filled, photos=[file()])
    assert sent(visitor(), filled, photos=[file()]) == first
    assert Case.objects.count() == 1 and Photo.objects.count() == 1


def test_photos_that_come_along_take_the_place_of_those_that_wait(world: World) -> None:
    """As when it was cut off half-way the first time."""
    filled = a_report(world.lamp)
    visitor().post("/signaler", {**filled, "step": "what", "photos": [file(), file()]})
    sent(visitor(), filled, photos=[file()])
    assert Photo.objects.count() == 1 and len(photos_of(Case.objects.get())) == 1


def test_without_photos_those_that_wait_go_along(world: World) -> None:
    filled = a_report(world.lamp)
    visitor().post("/signaler", {**filled, "step": "what", "photos": [file()]})
    sent(visitor(), filled)
    assert len(photos_of(Case.objects.get())) == 1


def test_a_photo_that_cannot_be_read_holds_nothing_up(world: World) -> None:
    status, told = sent(visitor(), a_report(world.lamp), photos=[file(b"%PDF-1.7" * 90, "facture.jpg"), file()])
    assert status == 200 and "facture.jpg" in str(told["notes"]) and len(photos_of(Case.objects.get())) == 1


def test_what_a_person_must_look_at_is_said_in_words(world: World) -> None:
    for changed, why in (
        ({"category": "999999"}, "n’est plus proposée"),
        ({"address": "", "lat": "", "lon": ""}, "Indiquez où cela se trouve"),
        ({"lat": str(ELSEWHERE[0]), "lon": str(ELSEWHERE[1])}, "n’est pas à Valbourg"),
        ({"email": "odile@"}, "Écrivez l’adresse en entier"),
        ({"paper": "forgé"}, "relisez-la"),
        ({"website": "http://robot.example"}, "relisez-la"),
    ):
        status, told = sent(visitor(), a_report(world.lamp, **changed))
        assert status == 422 and why in str(told["why"]), changed
    assert not Case.objects.exists()


def test_the_one_name_that_a_page_of_before_sends_is_a_last_name(world: World) -> None:
    """A page opened, or a report kept on a device, before there were two fields: nothing is lost, nothing is guessed."""
    filled = a_report(world.lamp, name="Odile Garnier")
    del filled["first_name"], filled["last_name"]
    assert "Odile Garnier" in words(visitor().post("/signaler", {**filled, "step": "you"}))
    back = source(visitor().post("/signaler", {**filled, "to": "you"}))
    assert 'name="last_name" value="Odile Garnier"' in back and 'autocomplete="family-name"' in back
    assert sent(visitor(), filled)[0] == 200
    case = Case.objects.get()
    assert (case.requester_first_name, case.requester_last_name) == ("", "Odile Garnier")
    assert case.requester_name == "Odile Garnier"


def test_a_category_that_asks_is_answered_first_and_an_ending_is_read_first(world: World) -> None:
    asking = set_questions(world.bench, questions=QUESTIONS["Véhicule abandonné"], by=MAKER)
    filled = a_report(asking)
    status, told = sent(visitor(), filled, photos=[file()])
    assert (status, told["goes_on"]) == (422, True) and "quelques précisions" in str(told["why"])
    page = visitor().post("/signaler", {**filled, "step": "what"})
    assert "Quelques précisions" in words(page) and "À corriger" not in words(page)
    assert len(shots_of(draft_key(filled))) == 1, "the photo that came along waits"
    told = sent(visitor(), {**filled, "seen": "terrain", "q_terrain": "prive"})[1]
    assert "ce que la mairie vous conseille" in str(told["why"]) and not Case.objects.exists()


def test_a_photo_that_was_refused_on_the_way_is_looked_at_before_one_goes_on(world: World) -> None:
    filled = a_report(set_questions(world.bench, questions=QUESTIONS["Véhicule abandonné"], by=MAKER))
    assert sent(visitor(), filled, photos=[file(b"%PDF-1.7" * 90, "facture.jpg")])[1]["goes_on"] is False


def test_the_page_without_network_says_which_subjects_have_questions(world: World) -> None:
    assert 'data-asking=""' in source(visitor().get("/hors-ligne"))
    asking = set_questions(world.bench, questions=QUESTIONS["Véhicule abandonné"], by=MAKER)
    assert f'data-asking="{asking.pk}"' in source(visitor().get("/hors-ligne"))


def test_the_page_without_network_calls_for_help_where_the_first_page_does(world: World) -> None:
    page = source(visitor().get("/hors-ligne"))
    assert f'data-danger="{world.cable.pk}"' in page and 'href="tel:112"' in page


def test_who_sends_faster_than_one_can_write_waits(world: World) -> None:
    assert sent(visitor(), a_report(world.lamp, paper=new_paper()))[0] == 425


def test_a_connection_that_sends_without_end_waits(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parvis.portal.limits.REPORTS", 1)
    sent(visitor(), a_report(world.lamp))
    answer = visitor().post(SEND, a_report(world.lamp))
    assert answer.status_code == 429 and int(answer["Retry-After"]) > 0
    assert Case.objects.count() == 1


def test_papers_are_new_each_time_and_kept_by_nobody(world: World) -> None:
    browser = visitor()
    one, other = (browser.get("/signaler/papier") for _ in range(2))
    assert json.loads(source(one))["paper"] != json.loads(source(other))["paper"]
    assert "no-store" in one["Cache-Control"] and "parvis_csrf" in one.cookies


def test_the_page_without_network_is_the_same_for_all_and_offers_what_may_be_asked_for(world: World) -> None:
    page = visitor().get("/hors-ligne")
    assert "public" in page["Cache-Control"] and not page.cookies
    assert "csrfmiddlewaretoken" not in source(page) and 'name="paper"' not in source(page)
    assert "Lampadaire éteint" in words(page) and "Rue et espaces publics" in source(page)


def test_the_town_installs_under_its_own_name_mark_and_window(world: World) -> None:
    manifest = json.loads(source(visitor().get("/manifest.webmanifest")))
    assert manifest["short_name"] == "Valbourg" and manifest["display"] == "standalone" and manifest["scope"] == "/"
    assert 'rel="manifest"' in source(visitor().get("/"))
    for icon in manifest["icons"]:
        answer = visitor().get(icon["src"])
        assert answer["Content-Type"] == icon["type"]
        if icon["type"] == "image/png":
            drawn = Image.open(BytesIO(answer.content))
            assert f"{drawn.width}x{drawn.height}" == icon["sizes"]
    assert visitor().get("/ui/icone-4000.png").status_code == 404


def test_the_worker_keeps_only_files_that_are_there(world: World) -> None:
    answer = visitor().get("/service-worker.js")
    assert answer["Content-Type"].startswith("text/javascript")
    head = source(answer).partition("\n")[0]
    files = json.loads(head.removeprefix("self.PARVIS = ").removesuffix(";"))["files"]
    assert any(name.endswith(".css") for name in files) and any(name.endswith(".woff2") for name in files)
    for name in files:
        is_built = name.startswith(settings.STATIC_URL) and (DIST.parents[1] / name.removeprefix(settings.STATIC_URL)).is_file()
        assert is_built or visitor().get(name).status_code == 200, name


def test_scripts_without_a_map_weigh_little() -> None:
    """All that a page of the portal loads, and the worker, as they travel: 40 kB at most."""
    scripts = [DIST.parents[1] / name.removeprefix(settings.STATIC_URL) for name in everything_of("portal")]
    found = [path for path in [*scripts, DIST / "worker.js"] if path.suffix == ".js"]
    weights = {path.name: len(gzip.compress(path.read_bytes())) for path in found}
    assert len(weights) >= 2 and sum(weights.values()) <= 40_000, weights
