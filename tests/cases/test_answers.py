"""A category's own questions, its anonymity and its absence of place: what a case is made with, and what is forgotten."""

import pytest

from parvis.cases.actors import Visitor
from parvis.cases.category_events import QuestionsSet
from parvis.cases.models import Case, CaseAnswer, Category, Outcome
from parvis.cases.operations.answers import set_questions
from parvis.cases.operations.close import drop
from parvis.cases.operations.configure import create_category
from parvis.cases.operations.receive import Coordinates, Place, receive
from parvis.cases.operations.shred import shred
from parvis.kernel.actors import System
from parvis.kernel.events import fact_of, history
from parvis.kernel.operations import Refused, Stale
from tests.forms.test_questions import HOW_MANY, LAMP
from tests.world import MAKER, ODILE, RUE_BASSE, World

WHOLE = {"combien": "un", "fil": "non", "mat": "Chez Mme Durand"}
NOBODY = Coordinates()


def ask(category: Category) -> Category:
    return set_questions(category, questions=LAMP, by=MAKER)


def sent(category: Category, answers: dict[str, str] | None = None, place: Place = RUE_BASSE, who: Coordinates = ODILE) -> Case:
    return receive(category, words="Éteint.", place=place, requester=who, by=Visitor(), answers=answers)


def test_the_answers_are_kept_with_the_case_as_they_were_asked(world: World) -> None:
    lamp = ask(world.lamp)
    case = sent(lamp, WHOLE)
    set_questions(lamp, questions=(HOW_MANY,), by=MAKER)
    assert [(one.question, one.text) for one in case.answers.all()] == [
        ("Combien sont éteints ?", "Un seul"),
        ("Un fil est-il visible ?", "Non"),
        ("Numéro sur le mât", "Chez Mme Durand"),
    ]


def test_a_missing_answer_or_one_that_leads_elsewhere_makes_no_case(world: World) -> None:
    lamp = ask(world.lamp)
    wrong: list[dict[str, str]] = [{}, {"combien": "un"}, {**WHOLE, "combien": "trois"}, {**WHOLE, "fil": "oui"}]
    for answers in wrong:
        with pytest.raises(Refused) as refused:
            sent(lamp, answers)
        assert refused.value.field == "answers"
    assert not Case.objects.exists() and not CaseAnswer.objects.exists()


def test_the_history_of_a_category_says_when_its_questions_changed(world: World) -> None:
    lamp = ask(ask(world.lamp))
    first = lamp.form_id
    lamp = set_questions(lamp, questions=(), by=MAKER)
    assert [fact_of(event) for event in history(lamp) if event.kind == QuestionsSet.kind] == [
        QuestionsSet(form_id=first, previous_id=None),
        QuestionsSet(form_id=None, previous_id=first),
    ]
    with pytest.raises(Stale):
        ask(world.lamp)


def test_forgetting_a_case_forgets_what_was_answered(world: World) -> None:
    case = drop(sent(ask(world.lamp), WHOLE), outcome=Outcome.DUPLICATE, because="Voir la 12.", by=world.nadia)
    shred(case, by=System("test"))
    assert {one.text for one in case.answers.all()} == {""}
    assert not CaseAnswer.everywhere.filter(text__contains="Durand").exists()


def test_where_nobody_is_named_nobody_is(world: World) -> None:
    quiet = create_category("Nuisibles", is_anonymous=True, by=MAKER)
    assert sent(quiet, who=NOBODY).requester_name == ""
    for who in (ODILE, Coordinates(phone="06 12 34 56 78")):
        with pytest.raises(Refused, match="anonyme"):
            sent(quiet, who=who)


def test_a_case_without_a_place_has_none(world: World) -> None:
    thanks = create_category("Merci", asks_place=False, by=MAKER)
    assert not thanks.needs_place
    assert sent(thanks, place=Place()).address == ""
    with pytest.raises(Refused):
        sent(thanks)
