"""A list of questions: what can be asked, what cannot, and what is answered to it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.forms.answers import Filling
from parvis.forms.models import FormVersion
from parvis.forms.operations.versions import keep_version
from parvis.forms.questions import Choice, Condition, Ending, Question, QuestionKind
from parvis.forms.soundness import Malformed, read
from parvis.kernel.operations import Refused
from tests.world import MAKER, World

FIRE = Ending("Appelez le 18", "Éloignez-vous.", phone="18")
HOW_MANY = Question("combien", "Combien sont éteints ?", choices=(Choice("un", "Un seul"), Choice("rue", "Toute la rue")))
WIRE = Question("fil", "Un fil est-il visible ?", choices=(Choice("oui", "Oui", FIRE), Choice("non", "Non")))
SINCE = Question(
    "depuis", "Depuis combien de jours ?", QuestionKind.NUMBER, is_required=False, only_if=Condition("combien", ("rue",))
)
POLE = Question("mat", "Numéro sur le mât", QuestionKind.TEXT, is_required=False)
LAMP = (HOW_MANY, WIRE, SINCE, POLE)


def filled(**answers: str) -> Filling:
    return Filling(LAMP, answers)


def test_what_was_answered_is_kept_as_it_was_asked_and_as_one_reads_it() -> None:
    filling = filled(combien="rue", fil="non", depuis="12", mat=" L 118 ")
    assert filling.is_whole
    assert [(answer.question, answer.text) for answer in filling.answers] == [
        ("Combien sont éteints ?", "Toute la rue"),
        ("Un fil est-il visible ?", "Non"),
        ("Depuis combien de jours ?", "12"),
        ("Numéro sur le mât", "L 118"),
    ]


def test_a_question_under_a_condition_is_asked_only_then_and_forgotten_otherwise() -> None:
    assert [one.key for one in filled(combien="un", fil="non").asked] == ["combien", "fil", "mat"]
    assert [one.key for one in filled(combien="rue", fil="non").asked] == ["combien", "fil", "depuis", "mat"]
    kept = [answer.key for answer in filled(combien="un", fil="non", depuis="12").answers]
    assert kept == ["combien", "fil"], "what was answered before one changed one's mind"


def test_a_condition_on_a_question_that_was_not_asked_does_not_hold() -> None:
    deep = Question("plus", "Et ensuite ?", QuestionKind.TEXT, only_if=Condition("loin", ("oui",)))
    far = Question(
        "loin", "Loin ?", choices=(Choice("oui", "Oui"), Choice("non", "Non")), only_if=Condition("combien", ("rue",))
    )
    filling = Filling((HOW_MANY, far, deep), {"combien": "un", "loin": "oui", "plus": "x"})
    assert [one.key for one in filling.asked] == ["combien"]


def test_an_answer_may_end_it_there() -> None:
    filling = filled(combien="un", fil="oui")
    assert filling.ending == FIRE and not filling.is_whole and not filling.errors


@pytest.mark.parametrize(
    ("answers", "wrong"),
    [
        ({"fil": "non"}, "combien"),
        ({"combien": "trois", "fil": "non"}, "combien"),
        ({"combien": "un", "fil": " "}, "fil"),
        ({"combien": "rue", "fil": "non", "depuis": "longtemps"}, "depuis"),
        ({"combien": "rue", "fil": "non", "depuis": "²"}, "depuis"),
        ({"combien": "un", "fil": "non", "mat": "x" * 251}, "mat"),
    ],
)
def test_a_wrong_answer_is_told_beside_its_question(answers: dict[str, str], wrong: str) -> None:
    assert set(Filling(LAMP, answers).errors) == {wrong}


@given(st.dictionaries(st.sampled_from(["combien", "fil", "depuis", "mat", "autre"]), st.text(max_size=300)))
def test_whatever_is_typed_is_kept_or_told_and_never_breaks(answers: dict[str, str]) -> None:
    filling = Filling(LAMP, answers)
    asked = {one.key for one in filling.asked}
    assert {answer.key for answer in filling.answers} | set(filling.errors) <= asked
    assert not {answer.key for answer in filling.answers} & set(filling.errors)


def yes_no(**more: object) -> dict[str, object]:
    choices = [{"value": "oui", "label": "Oui"}, {"value": "non", "label": "Non"}]
    return {"key": "a", "label": "Oui ou non ?", "choices": choices, **more}


@pytest.mark.parametrize(
    "questions",
    [
        [yes_no(key="A")],
        [yes_no(key="é")],
        [yes_no(), yes_no()],
        [yes_no(label=" ")],
        [yes_no(choices=[{"value": "oui", "label": "Oui"}])],
        [yes_no(choices=[{"value": "x", "label": "Oui"}, {"value": "x", "label": "Non"}])],
        [yes_no(choices=[{"value": "x", "label": ""}, {"value": "y", "label": "Non"}])],
        [yes_no(kind="text")],
        [yes_no(kind="couleur")],
        [yes_no(inconnu=1)],
        [yes_no(only_if={"question": "a", "values": ["oui"]})],
        [yes_no(), yes_no(key="b", only_if={"question": "a", "values": ["peut-être"]})],
        [yes_no(), yes_no(key="b", only_if={"question": "a", "values": []})],
        [yes_no(choices=[{"value": "x", "label": "X", "ending": {"title": ""}}, {"value": "y", "label": "Y"}])],
        [yes_no(choices=[{"value": "x", "label": "X"}, {"value": "y", "label": "Y", "ending": {"title": "T", "url": "ftp:"}}])],
        [yes_no(key=f"q{number}") for number in range(21)],
        {"key": "a"},
    ],
)  # fmt: skip
def test_a_list_that_could_not_be_asked_is_refused(questions: object) -> None:
    with pytest.raises(Malformed):
        read(json.dumps(questions).encode())


def test_a_version_comes_back_as_it_was_kept(world: World) -> None:
    version = keep_version(LAMP, by=MAKER)
    assert FormVersion.objects.get(pk=version.pk).questions == LAMP
    with pytest.raises(Refused):
        keep_version((), by=MAKER)
    with pytest.raises(Refused, match="deux questions ont cette clé"):
        keep_version((HOW_MANY, HOW_MANY), by=MAKER)
