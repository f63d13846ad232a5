"""An agent looks at a photo: published, covered in part, kept private; and what everybody then sees, to the pixel."""

from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image

from parvis.cases.models import Case, CasePhoto, Category, Look, Publication
from parvis.cases.operations.close import close
from parvis.cases.operations.converse import note
from parvis.cases.operations.publish import keep_words
from parvis.cases.operations.resolve import resolve
from parvis.cases.operations.shred import shred
from parvis.documents.files import file_of
from parvis.documents.forgetting import forget_unsent_photos
from parvis.documents.models import Photo
from parvis.kernel import worker
from parvis.kernel.actors import System
from tests.backoffice.desk import Desk, words_of
from tests.clock import move_by
from tests.documents.pictures import HERE, photo
from tests.portal.reader import source, visitor, words
from tests.portal.test_photos import a_case_with_photos
from tests.world import World

# The left half, in ten-thousandths of the width and of the height.
LEFT = "0,0,5000,10000"
DARK, RED = (20, 33, 31), (254, 0, 0)


@pytest.fixture
def case(world: World) -> Case:
    return a_case_with_photos(world, photo(at=HERE))


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def tie_of(case: Case) -> CasePhoto:
    return CasePhoto.objects.select_related("photo", "rendition").get(case=case)


def decide(world: World, case: Case, decision: str, parts: str = "") -> int:
    noun = f"photos/{tie_of(case).photo.uid}/publication"
    return Desk(world.karim).do(fresh(case), noun, decision=decision, parts=parts).status_code


def shown(case: Case) -> list[str]:
    """The addresses of the photos on the public page."""
    page = source(visitor().get(f"/demandes/{case.number}"))
    return [part.split('"')[0] for part in page.split('<img src="')[1:] if part.startswith("/demandes/")]


def is_at(content: bytes, x: float, y: float, colour: tuple[int, int, int]) -> bool:
    """Whether the pixel there, in shares of the width and of the height, is of that colour, as a JPEG keeps one."""
    image = Image.open(BytesIO(content)).convert("RGB")
    pixel = image.crop((int(x * image.width), int(y * image.height), int(x * image.width) + 1, int(y * image.height) + 1))
    return all(abs(one - other) < 12 for one, other in zip(pixel.tobytes(), colour, strict=True))


def test_nobody_sees_a_photo_before_an_agent_has_looked(world: World, case: Case) -> None:
    assert shown(case) == [] and case.has_photo_to_read
    uid = tie_of(case).photo.uid
    assert visitor().get(f"/demandes/{case.number}/photos/{uid}").status_code == 404
    assert "à relire 1" in words_of(Desk(world.karim).get("/agents/demandes?vue=a-relire")).text.lower()


def test_published_as_it_is_everybody_sees_it(world: World, case: Case) -> None:
    assert decide(world, case, "publish") == 302
    (small,) = shown(case)
    answer = visitor().get(small)
    assert answer["Content-Type"] == "image/jpeg" and "noindex" in answer["X-Robots-Tag"]
    assert "publie une photo" in Desk(world.karim).card(fresh(case)).text
    keep_words(fresh(case), by=world.karim)
    assert "Tout est relu" in words_of(Desk(world.karim).get("/agents/demandes?vue=a-relire")).text


def test_covered_everybody_sees_opaque_pixels_and_the_photo_itself_stays_with_the_agents(world: World, case: Case) -> None:
    assert decide(world, case, "publish", parts=LEFT) == 302
    tie = tie_of(case)
    assert tie.rendition is not None and tie.covers == LEFT
    for address in (shown(case)[0], shown(case)[0].removesuffix("?petite")):
        seen = visitor().get(address).content
        assert is_at(seen, 0.1, 0.2, DARK) and is_at(seen, 0.48, 0.9, DARK) and is_at(seen, 0.75, 0.2, RED), address
    assert visitor().get(f"/demandes/{case.number}/photos/{tie.photo.uid}").status_code == 404
    whole = Desk(world.karim).get(f"/agents/demandes/{case.number}/photos/{tie.photo.uid}").content
    assert is_at(whole, 0.1, 0.2, RED)


def test_the_card_s_own_button_publishes_it_as_it_is(world: World, case: Case) -> None:
    noun = f"photos/{tie_of(case).photo.uid}/publication"
    assert Desk(world.karim).do(case, noun, decision="publish").status_code == 302
    assert tie_of(case).look == Look.PUBLISHED and len(shown(case)) == 1


def test_looked_at_again_the_last_look_counts_and_what_was_seen_before_is_erased(world: World, case: Case) -> None:
    decide(world, case, "publish", parts=LEFT)
    first = tie_of(case).rendition
    assert first is not None and file_of(first).exists()
    before = shown(case)[0]
    page = Desk(world.karim).get(f"/agents/demandes/{case.number}/photos/{tie_of(case).photo.uid}/publication")
    assert f'value="{LEFT}"' in source(page)
    decide(world, case, "keep")
    assert shown(case) == [] and tie_of(case).look == Look.KEPT and visitor().get(before).status_code == 404
    with move_by(timedelta(days=3)):
        forget_unsent_photos()
    assert not file_of(first).exists() and not Photo.objects.filter(pk=first.pk).exists()
    assert file_of(tie_of(case).photo).exists()


def test_forgotten_with_the_case_neither_is_left(world: World, case: Case) -> None:
    decide(world, case, "publish", parts=LEFT)
    tie = tie_of(case)
    assert tie.rendition is not None
    files = [file_of(one, is_small=is_small) for one in (tie.photo, tie.rendition) for is_small in (True, False)]
    shred(close(resolve(fresh(case), by=world.karim), by=world.nadia), by=System("retention"))
    worker.run_until_idle()
    assert not [path for path in files if path.exists()] and Photo.objects.count() == 0


def test_an_archived_case_and_a_category_that_closes_show_it_no_more(world: World, case: Case) -> None:
    decide(world, case, "publish")
    (address,) = shown(case)
    Category.objects.filter(pk=world.lamp.pk).update(publication=Publication.NEVER)
    assert visitor().get(address).status_code == 404
    Category.objects.filter(pk=world.lamp.pk).update(publication=Publication.LOOKED_AT)
    close(resolve(fresh(case), by=world.karim), by=world.nadia)
    assert visitor().get(address).status_code == 200
    with move_by(timedelta(days=31)):
        assert shown(case) == [] and visitor().get(address).status_code == 404


FORGED = ["0,0,0,0", "0,0,10001,5", "a,b,c,d", "5000,0,100,10000", "0,0,1", "-1,0,5,5", " ".join([LEFT] * 41)]


@pytest.mark.parametrize("parts", FORGED)
def test_covers_that_make_no_sense_publish_nothing(world: World, case: Case, parts: str) -> None:
    assert decide(world, case, "publish", parts=parts) == 422
    assert shown(case) == [] and tie_of(case).look == Look.UNREAD


def test_a_case_that_changed_meanwhile_is_told_and_the_covers_are_kept(world: World, case: Case) -> None:
    stale = fresh(case)
    note(fresh(case), text="Vu.", by=world.nadia)
    answer = Desk(world.karim).do(stale, f"photos/{tie_of(case).photo.uid}/publication", decision="publish", parts=LEFT)
    assert answer.status_code == 409 and f'value="{LEFT}"' in source(answer) and shown(case) == []
    assert "La demande a changé" in words(answer)


def test_whoever_does_not_see_the_case_and_a_promise_decide_nothing(world: World, case: Case) -> None:
    path = f"/agents/demandes/{case.number}/photos/{tie_of(case).photo.uid}/publication"
    assert Desk(world.ines).post(path, {"version": case.version, "decision": "publish", "parts": ""}).status_code == 404
    CasePhoto.objects.update(look=Look.PROMISED)
    assert decide(world, case, "publish") == 422 and shown(case) == []
