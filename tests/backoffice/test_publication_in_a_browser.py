"""The look at somebody's words in Chromium: a box by keyboard, a selection by hand, and what everybody then reads."""

import pytest
from playwright.sync_api import expect

from parvis.cases.masking import MASK
from parvis.cases.models import Case
from parvis.kernel.tenancy import inside
from tests.axe import assert_accessible_by_day_and_night
from tests.backoffice.test_desk_in_a_browser import press, sign_in
from tests.harness import OpenPage
from tests.world import World

pytestmark = pytest.mark.e2e
SELECT = """([from, to]) => {
  const text = document.querySelector(".passage").lastChild;
  const range = document.createRange();
  range.setStart(text, from);
  range.setEnd(text, to);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


def test_a_box_is_left_by_keyboard_and_a_selection_is_masked(open_page: OpenPage, town: World) -> None:
    with inside(town.authority):
        case = town.report(words="😀 Voyez Mme Durand\nou le 06 12 34 56 78, chez la boulangère.")
    page = sign_in(open_page(), "karim", f"/agents/demandes/{case.number}")
    assert_accessible_by_day_and_night(page)
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
    page.get_by_role("link", name="Revoir").click()
    assert_accessible_by_day_and_night(page)
