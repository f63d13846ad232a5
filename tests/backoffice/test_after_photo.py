"""The photo of the work done: added by the agent with the resolution, seen by everybody once the case is closed."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http.response import HttpResponseBase

from parvis.cases.models import Case
from parvis.cases.operations.assign import take
from parvis.cases.operations.close import close
from parvis.cases.operations.reopen import reopen
from parvis.cases.operations.resolve import resolve, send_back
from parvis.cases.readings.photos import looks_of
from parvis.directory.models import Agent
from parvis.documents.models import Photo
from tests.backoffice.desk import Desk, words_of
from tests.documents.pictures import HERE, SECRET, photo
from tests.portal.reader import a_report, source, visitor, words
from tests.portal.test_list import private_category
from tests.world import World


def file(content: bytes | None = None, name: str = "apres.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content if content is not None else photo(at=HERE))


def resolved_with_a_photo(case: Case, by: Agent) -> Case:
    desk = Desk(by)
    page = words_of(desk.get(f"/agents/demandes/{case.number}/resolution"))
    sent = {"photo": file(), "waiting": page.hidden["waiting"]}
    assert desk.do(case, "resolution", **sent).status_code == 302
    case.refresh_from_db()
    return case


def done_with_a_photo(world: World, case: Case) -> Case:
    """The head closes the cases of the lighting."""
    return close(resolved_with_a_photo(case, world.karim), by=world.nadia)


def sent_with_a_photo(world: World) -> Case:
    filled = a_report(world.lamp)
    visitor().post("/signaler", {**filled, "step": "what", "photos": [file()]})
    visitor().post("/signaler", filled)
    return take(Case.objects.get(), by=world.karim)


def seen_at(answer: HttpResponseBase, number: str) -> list[str]:
    return [part.split('"')[0] for part in source(answer).split('src="') if part.startswith(f"/demandes/{number}/photos/")]


def test_everybody_sees_the_work_done_and_not_what_was_sent(world: World) -> None:
    case = done_with_a_photo(world, sent_with_a_photo(world))
    before, after = looks_of(case).before[0], looks_of(case).after[0]
    page = visitor().get(f"/demandes/{case.number}")
    (address,) = seen_at(page, case.number)
    shown = visitor().get(address)
    assert shown.status_code == 200 and shown["Content-Type"] == "image/jpeg" and "Après" in words(page)
    assert SECRET not in getattr(shown, "content", b"")
    assert str(after.uid) in address and str(before.uid) not in source(page)
    assert visitor().get(f"/demandes/{case.number}/photos/{before.uid}").status_code == 404


def test_the_requester_sees_before_and_after_side_by_side(world: World) -> None:
    case = done_with_a_photo(world, sent_with_a_photo(world))
    looks = looks_of(case)
    page = source(visitor().get(f"/ma-demande/{case.private_key}"))
    pair = page[page.index('class="pair"') : page.index("Ce qui s’est passé")]
    assert str(looks.before[0].uid) in pair and str(looks.after[0].uid) in pair
    assert visitor().get(f"/ma-demande/{case.private_key}/photos/{looks.after[0].uid}").status_code == 200


def test_it_waits_for_the_closing_and_goes_when_the_work_is_to_be_done_again(world: World) -> None:
    case = resolved_with_a_photo(sent_with_a_photo(world), world.karim)
    uid = looks_of(case, is_told=False).after[0].uid
    public, mine = f"/demandes/{case.number}/photos/{uid}", f"/ma-demande/{case.private_key}/photos/{uid}"

    def statuses() -> tuple[int, int]:
        return visitor().get(public).status_code, visitor().get(mine).status_code

    assert not case.is_closed and statuses() == (404, 404)
    assert str(uid) in source(Desk(world.nadia).get(f"/agents/demandes/{case.number}"))
    case = resolve(send_back(case, because="Il clignote.", by=world.nadia), by=world.karim)
    case = close(case, by=world.nadia)
    assert statuses() == (200, 200)
    reopen(case, because="Il est éteint.", by=world.nadia)
    assert statuses() == (404, 404)


def test_of_a_private_category_the_requester_alone_sees_it(world: World) -> None:
    case = resolved_with_a_photo(take(world.report(private_category(world)), by=world.claire), world.claire)
    assert case.is_closed
    uid = looks_of(case).after[0].uid
    assert visitor().get(f"/demandes/{case.number}/photos/{uid}").status_code == 404
    assert visitor().get(f"/ma-demande/{case.private_key}/photos/{uid}").status_code == 200


def test_a_mistake_elsewhere_in_the_form_keeps_the_photo(world: World) -> None:
    case, desk = take(world.report(), by=world.karim), Desk(world.karim)
    waiting = words_of(desk.get(f"/agents/demandes/{case.number}/resolution")).hidden["waiting"]
    page = desk.do(case, "resolution", photo=file(), waiting=waiting, minutes="beaucoup", text="Changé.")
    assert page.status_code == 422 and "La photo est gardée." in words(page)
    assert words_of(page).hidden["waiting"] == waiting
    assert desk.do(case, "resolution", waiting=waiting, minutes="35", text="Changé.").status_code == 302
    assert len(looks_of(case, is_told=False).after) == 1


def test_another_photo_takes_its_place_and_a_file_that_is_none_takes_nothing(world: World) -> None:
    case, desk = take(world.report(), by=world.karim), Desk(world.karim)
    waiting = words_of(desk.get(f"/agents/demandes/{case.number}/resolution")).hidden["waiting"]
    for content in (photo(size=(40, 30)), photo(size=(60, 30))):
        desk.do(case, "resolution", photo=file(content), waiting=waiting, minutes="beaucoup")
    page = desk.do(case, "resolution", photo=file(b"%PDF-1.7" * 90), waiting=waiting, text="Changé.")
    assert page.status_code == 422 and "n’est pas une photo" in words(page) and "Changé." in source(page)
    assert [one.width for one in Photo.objects.all()] == [60]


def test_when_a_colleague_was_faster_the_photo_is_kept_with_the_words(world: World) -> None:
    case, desk = take(world.report(), by=world.karim), Desk(world.karim)
    waiting = words_of(desk.get(f"/agents/demandes/{case.number}/resolution")).hidden["waiting"]
    Desk(world.nadia).do(case, "note", text="Je suis passée.")
    page = desk.do(case, "resolution", photo=file(), waiting=waiting, text="Changé.")
    assert page.status_code == 409 and "La photo est gardée." in words(page)
    assert words_of(page).hidden["waiting"] == waiting and 'enctype="multipart/form-data"' in source(page)


def test_nobody_names_another_s_photo(world: World) -> None:
    """The key of a form is signed: one typed by hand is no key."""
    filled = a_report(world.lamp)
    visitor().post("/signaler", {**filled, "step": "what", "photos": [file()]})
    theirs = Photo.objects.get()
    case, desk = take(world.report(), by=world.karim), Desk(world.karim)
    assert theirs.draft is not None
    desk.do(case, "resolution", waiting=theirs.draft.hex)
    assert not looks_of(case, is_told=False).after and Photo.objects.get().draft == theirs.draft


def test_an_agent_covers_what_the_photo_of_the_work_shows_too_much_of(world: World) -> None:
    case = done_with_a_photo(world, sent_with_a_photo(world))
    taken = looks_of(case).after[0]
    page = f"/agents/demandes/{case.number}/photos/{taken.uid}/publication"
    assert page in source(Desk(world.nadia).get(f"/agents/demandes/{case.number}"))
    covers = {"version": case.version, "decision": "publish", "parts": "0,0,5000,5000"}
    assert Desk(world.nadia).post(page, covers).status_code == 302
    (address,) = seen_at(visitor().get(f"/demandes/{case.number}"), case.number)
    assert str(taken.uid) not in address and visitor().get(address).status_code == 200
    assert visitor().get(f"/demandes/{case.number}/photos/{taken.uid}").status_code == 404
    case.refresh_from_db()
    assert Desk(world.nadia).post(page, {"version": case.version, "decision": "keep", "parts": ""}).status_code == 302
    assert not seen_at(visitor().get(f"/demandes/{case.number}"), case.number)
    assert visitor().get(address).status_code == 404
