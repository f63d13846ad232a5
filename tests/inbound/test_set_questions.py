"""`parvis set-questions`, and the flags of `parvis add-category` that say what a form asks."""

import json
from pathlib import Path

import pytest

from parvis.cases.models import Category
from tests.inbound.typing_in import type_in
from tests.world import World

Capture = pytest.CaptureFixture[str]
CHOICES = [{"value": "un", "label": "Un"}, {"value": "plus", "label": "Plus"}]
ASKED = [{"key": "combien", "label": "Combien ?", "choices": CHOICES}]


def test_a_file_of_questions_is_asked_from_now_on(capsys: Capture, world: World, tmp_path: Path) -> None:
    file = tmp_path / "questions.json"
    file.write_text(json.dumps(ASKED))
    assert "Lampadaire éteint : 1 question." in type_in(capsys, "set-questions", "lampadaire éteint", str(file)).said
    form = Category.objects.get(pk=world.lamp.pk).form
    assert form is not None and form.questions[0].label == "Combien ?"
    file.write_text("[]")
    assert type_in(capsys, "set-questions", "Lampadaire éteint", str(file)).status == 0
    assert Category.objects.get(pk=world.lamp.pk).form is None


@pytest.mark.parametrize("text", ["", "{", "[{}]", json.dumps([*ASKED, *ASKED])])
def test_a_bad_file_is_one_line_and_changes_nothing(capsys: Capture, world: World, tmp_path: Path, text: str) -> None:
    file = tmp_path / "questions.json"
    file.write_text(text)
    typed = type_in(capsys, "set-questions", "Lampadaire éteint", str(file))
    assert typed.status == 1 and "questions.json" in typed.complained
    assert type_in(capsys, "set-questions", "Lampadaire éteint", str(tmp_path / "rien")).status == 1
    assert Category.objects.get(pk=world.lamp.pk).form is None


def test_a_category_may_be_anonymous_without_a_place_and_say_something_first(capsys: Capture, world: World) -> None:
    typed = type_in(capsys, "add-category", "Rats", "--anonymous", "--placeless", "--notice", "Frelons : voyez le 18.")
    assert typed.status == 0
    rats = Category.objects.get(name="Rats")
    assert (rats.is_anonymous, rats.asks_place, rats.needs_place, rats.notice) == (True, False, False, "Frelons : voyez le 18.")
