"""The look at words and photos in Chromium: a box by keyboard, a selection and a cover by hand, and what is public then."""

from uuid import uuid4

import pytest
from playwright.sync_api import expect

from parvis.cases.actors import Visitor
from parvis.cases.masking import MASK
from parvis.cases.models import Case, CasePhoto
from parvis.cases.operations.receive import receive
from parvis.documents.operations.photos import upload
from parvis.kernel.tenancy import inside
from tests.axe import assert_accessible_by_day_and_night
from tests.backoffice.test_desk_in_a_browser import press, sign_in
from tests.documents.pictures import photo, read
from tests.harness import OpenPage
from tests.world import ODILE, RUE_BASSE, World

pytestmark = pytest.mark.e2e
SELECT = """([from, to]) => {
  const text = document.querySelector(".passage").lastChild;
  const range = document.createRange();
  range.setStart(text, from);
  range.setEnd(text, to);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


@pytest.mark.sqlite_only
def test_a_box_is_left_by_keyboard_and_a_selection_is_masked(open_page: OpenPage, town: World) -> None:
    with inside(town.authority):
        case = town.report(words="😀 Voyez Mme Durand\nou le 06 12 34 56 78, chez la boulangère.")
    page = sign_in(open_page(), "karim", f"/agents/demandes/{case.number}")
    boxes = page.get_by_role("checkbox")
    expect(boxes).to_have_count(2)
    page.get_by_role("checkbox", name="Masquer « Mme Durand »").focus()
    press(page, "Space")
    button = page.get_by_role("button", name="Masquer la sélection")
    expect(button).to_be_hidden()
    page.evaluate(SELECT, [2, 20])
    button.click()
    expect(page.get_by_role("checkbox", name="Masquer « chez la boulangère »")).to_be_checked()
    expect(page.get_by_role("checkbox", name="Masquer « Mme Durand »")).not_to_be_checked()
    expect(page.get_by_role("button", name="Publier")).to_be_focused()
    press(page, "Enter")
    expect(page.get_by_text("Le public lit maintenant ces mots.")).to_be_visible()
    with inside(town.authority):
        assert Case.objects.get(pk=case.pk).public_words == f"😀 Voyez Mme Durand\nou le {MASK}, {MASK}."
    expect(page.get_by_role("link", name="Revoir")).to_be_visible()


def test_parts_of_a_photo_are_covered_by_hand_and_by_keyboard(open_page: OpenPage, town: World) -> None:
    with inside(town.authority):
        key = uuid4()
        upload(key, picture=read(photo()), by=Visitor())
        case = receive(town.lamp, words="", place=RUE_BASSE, requester=ODILE, by=Visitor(), form_key=key)
    page = sign_in(open_page(), "karim", f"/agents/demandes/{case.number}")
    page.get_by_role("link", name="Couvrir").click()
    expect(page.get_by_role("button", name="Ajouter un cache")).to_be_visible()
    picture = page.get_by_role("img", name="La photo du demandeur")
    expect(picture).to_have_js_property("complete", True)  # before it has come it is elsewhere and smaller
    box = picture.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 0.1, box["y"] + box["height"] * 0.1)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + box["height"] * 0.4, steps=3)
    page.mouse.up()
    expect(page.get_by_role("button", name="Cache 1")).to_be_visible()
    page.get_by_role("button", name="Ajouter un cache").focus()
    press(page, "Enter")
    expect(page.get_by_role("button", name="Cache 2")).to_be_focused()
    for key_ in ("ArrowRight", "ArrowDown", "Shift+ArrowRight"):
        press(page, key_)
    assert_accessible_by_day_and_night(page)
    page.get_by_role("button", name="Publier").click()
    expect(page.get_by_text("Le public voit maintenant cette photo, sans ce qui est caché.")).to_be_visible()
    with inside(town.authority):
        tie = CasePhoto.objects.get(case=case)
        drawn, added = (tuple(map(int, one.split(","))) for one in tie.covers.split())
        assert added == (4100, 4100, 6200, 6100) and tie.rendition_id is not None
        assert all(abs(one - other) < 150 for one, other in zip(drawn, (1000, 1000, 3000, 4000), strict=True))
    public = open_page()
    public.goto(f"/demandes/{case.number}")
    expect(public.get_by_role("img", name="Photo 1")).to_be_visible()
