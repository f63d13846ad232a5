"""The questions of a category, arranged on its page without a line of code: each step is a version, and nothing that was
answered, begun or typed is lost."""

from typing import TYPE_CHECKING

import pytest
from django.http.response import HttpResponseBase

from parvis.cases.models import Case, Category
from parvis.cases.operations.answers import set_questions
from parvis.cases.operations.configure import create_category
from parvis.forms.models import FormVersion
from parvis.forms.questions import Choice, Condition, Ending, Question, QuestionKind
from tests.backoffice.desk import Desk, Words, words_of
from tests.forms.test_questions import FIRE, LAMP
from tests.portal.reader import a_report, visitor, words
from tests.portal.test_questions import begun, go_on, hidden
from tests.world import MAKER, World

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer  # as the stubs name what a test client gets

LIST = "/agents/categories"


@pytest.fixture
def lamp(world: World) -> Category:
    return set_questions(world.lamp, questions=LAMP, by=MAKER)


@pytest.fixture
def paul(world: World) -> Desk:
    return Desk(world.paul)


def page_of(category: Category, noun: str = "") -> str:
    return f"{LIST}/{category.pk}{noun}"


def asked(category: Category) -> tuple[Question, ...]:
    form = Category.objects.get(pk=category.pk).form
    return form.questions if form else ()


def said(page: Words, **typed: object) -> dict[str, object]:
    """A yes or no that must be answered, with what is typed."""
    return {"version": page.hidden["version"], "label": "Est-ce urgent ?", "kind": "yes_no", "is_required": "on", **typed}


def new(paul: Desk, category: Category, **typed: object) -> "Answer":
    path = page_of(category, "/questions/nouvelle")
    return paul.post(path, said(words_of(paul.get(path)), **typed))


def test_an_administrator_adds_a_question_and_a_resident_answers_it(world: World, paul: Desk) -> None:
    assert "Aucune question" in words_of(paul.get(page_of(world.lamp))).text
    new(paul, world.lamp, label="Combien de lampes ?", kind="choice", choices="Une seule\n  Toute la   rue \n\n")
    new(paul, world.lamp, label="Depuis quand ?", kind="date", only_if="combien_de_lampes toute_la_rue", is_required="")
    first, second = asked(world.lamp)
    assert [one.label for one in first.choices] == ["Une seule", "Toute la rue"]
    assert second.only_if == Condition("combien_de_lampes", ("toute_la_rue",)) and not second.is_required
    page = words_of(paul.get(page_of(world.lamp)))
    assert "Combien de lampes ? Une seule, Toute la rue" in page.text
    assert "si « Combien de lampes ? » est « Toute la rue »" in page.text
    answer = go_on(begun(world.lamp), "questions", q_combien_de_lampes="toute_la_rue")
    answer = go_on(answer, "questions", q_combien_de_lampes="toute_la_rue", q_depuis_quand="2026-11-02")
    assert "Comment vous répondre" in words(answer)
    answer = go_on(answer, "you", first_name="", last_name="", email="", phone="")
    assert "Depuis quand ? lundi 2 novembre" in words(answer)


def test_several_answers_a_telephone_and_a_date_are_checked_and_read_as_words(world: World) -> None:
    several = Question(
        "quoi", "Que voyez-vous ?", QuestionKind.SEVERAL, choices=(Choice("a", "Un fil"), Choice("b", "Du feu", FIRE))
    )
    phone = Question("tel", "Votre gardien ?", QuestionKind.PHONE, only_if=Condition("quoi", ("a",)))
    set_questions(world.lamp, questions=(several, phone), by=MAKER)
    page = begun(world.lamp)
    both = visitor().post("/signaler", {**hidden(page), "step": "questions", "q_quoi": ["a", "b"]})
    assert "Appelez le 18" in words(both)
    page = go_on(page, "questions", q_quoi="a")
    assert "numéro de téléphone, comme 06" in words(go_on(page, "questions", q_quoi="a", q_tel="bonjour"))
    assert "Comment vous répondre" in words(go_on(page, "questions", q_quoi="a", q_tel="06 12 34 56 78"))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"label": " "}, "Écrivez la question."),
        ({"kind": "choice", "choices": "Une seule"}, "il faut au moins deux réponses"),
        ({"kind": "choice", "choices": "Oui\noui"}, "deux réponses ont les mêmes mots"),
        ({"kind": "choice", "choices": "\n".join(map(str, range(21)))}, "20 réponses au plus"),
        ({"kind": "choice", "choices": "x" * 81 + "\ny"}, "80 caractères au plus"),
        ({"kind": "text", "choices": "Oui\nNon"}, "n’a pas de réponses à choisir"),
        ({"choices": "Peut-être"}, "a ses propres réponses"),
        ({"label": "combien sont  éteints ?".replace("  ", " ")}, "cette question est déjà posée"),
        ({"only_if": ["combien un", "fil non"]}, "d’une seule question"),
        ({"only_if": "combien trois"}, "n’existe plus"),
        ({"kind": "couleur"}, "Sélectionnez un choix valide"),
    ],
)
def test_what_cannot_be_asked_is_refused_and_what_was_typed_is_there(
    lamp: Category, paul: Desk, typed: dict[str, object], told: str
) -> None:
    answer = new(paul, lamp, help="Une aide bien longue.", **typed)
    page = words_of(answer)
    assert told in page.text and answer.status_code == 422
    assert page.written["help"] == "Une aide bien longue." and asked(lamp) == LAMP


def test_what_others_depend_on_is_neither_removed_nor_moved_after_them(lamp: Category, paul: Desk) -> None:
    path = page_of(lamp, "/question/combien/fin")
    page = words_of(paul.get(path))
    assert "Ce qui y a été répondu reste" in page.text
    refused = paul.post(path, page.hidden)
    assert "« Depuis combien de jours ? » dépend d’une question qui n’est plus là" in words_of(refused).text
    up = {"version": words_of(paul.get(page_of(lamp))).hidden["version"], "vers": "haut"}
    assert paul.post(page_of(lamp, "/question/depuis/place"), up).status_code == 302
    up["version"] = words_of(paul.get(page_of(lamp))).hidden["version"]
    moved = paul.client.post(page_of(lamp, "/question/depuis/place"), up, follow=True)
    assert "« Combien sont éteints ? » : elle se pose après elle" in words_of(moved).text
    assert [one.key for one in asked(lamp)] == ["combien", "depuis", "fil", "mat"], "as far as it could go"
    path = page_of(lamp, "/question/combien")
    fields = said(words_of(paul.get(path)), label="Combien ?", kind="choice", choices="Un seul\nDeux\nTrois")
    assert "dépend d’une réponse à « Combien ? » qui n’est plus là" in words_of(paul.post(path, fields)).text
    path = page_of(lamp, "/question/mat/fin")
    assert paul.post(path, words_of(paul.get(path)).hidden).status_code == 302
    assert [one.key for one in asked(lamp)] == ["combien", "depuis", "fil"]


def test_words_may_change_and_the_answers_stay_what_they_were(lamp: Category, paul: Desk) -> None:
    path = page_of(lamp, "/question/fil")
    page = words_of(paul.get(path))
    assert "Oui arrête le formulaire : Appelez le 18" in page.text
    paul.post(path, said(page, label="Un fil pend-il ?", kind="choice", choices="Oui, un fil\nNon"))
    assert asked(lamp)[1].choices == (Choice("oui", "Oui, un fil", FIRE), Choice("non", "Non"))
    assert [one.key for one in asked(lamp)] == ["combien", "fil", "depuis", "mat"]


def test_an_answer_is_told_where_it_leads_and_ends_the_form_there(lamp: Category, paul: Desk) -> None:
    path = page_of(lamp, "/question/combien/reponses")
    version = words_of(paul.get(path)).hidden["version"]
    for wrong, told in (
        ({"rue-words": "Merci."}, "Dites d’abord"),
        ({"rue-title": "Ici", "rue-url": "http://x.fr"}, "https://"),
    ):
        assert told in words_of(paul.post(path, {"version": version, **wrong})).text
    paul.post(path, {"version": version, "rue-title": "Appelez le 02 48", "rue-phone": "02 48 00 18 10"})
    ending = asked(lamp)[0].choices[1].ending
    assert ending == Ending("Appelez le 02 48", phone="02 48 00 18 10")
    assert "Appelez le 02 48" in words(go_on(begun(lamp), "questions", q_combien="rue", q_fil="non", q_mat=""))


def test_the_questions_of_another_category_are_taken_over(lamp: Category, world: World, paul: Desk) -> None:
    bench = page_of(world.bench, "/questions/reprise")
    assert "Lampadaire éteint" in words_of(paul.get(bench)).text
    page = words_of(paul.get(f"{bench}?de={lamp.pk}"))
    alone = paul.post(f"{bench}?de={lamp.pk}", {**page.hidden, "keys": ["depuis"]})
    assert "dépend d’une question qui n’est plus là" in words_of(alone).text
    assert paul.post(f"{bench}?de={lamp.pk}", page.hidden).status_code == 422
    paul.post(f"{bench}?de={lamp.pk}", {**page.hidden, "keys": ["combien", "depuis"]})
    first, second = asked(world.bench)
    assert second.only_if == Condition(first.key, ("rue",)) and first.label == "Combien sont éteints ?"
    twice = words_of(paul.get(f"{bench}?de={lamp.pk}")).hidden
    assert "est déjà posée" in words_of(paul.post(f"{bench}?de={lamp.pk}", {**twice, "keys": ["combien"]})).text
    assert paul.get(f"{bench}?de=999999").status_code == 404


def test_a_colleague_came_first_and_nothing_typed_is_lost(lamp: Category, world: World, paul: Desk) -> None:
    path = page_of(lamp, "/question/mat")
    page = words_of(paul.get(path))
    set_questions(Category.objects.get(pk=lamp.pk), questions=LAMP[:3], by=world.paul)  # the very question goes
    fields = said(page, label="Le numéro du mât ?", kind="text", is_required="")
    answer = paul.post(path, fields)
    told = words_of(answer)
    assert answer.status_code == 409 and "Question retirée" in told.text and "Numéro sur le mât" in told.text
    assert told.written["label"] == "Le numéro du mât ?" and len(asked(lamp)) == 3
    paul.post(path, {**fields, "version": told.hidden["version"]})
    assert asked(lamp)[3].label == "Le numéro du mât ?"


def test_a_preview_saves_nothing_and_shows_what_residents_will_see(lamp: Category, paul: Desk) -> None:
    path = page_of(lamp, "/question/mat")
    answer = paul.post(path, {**said(words_of(paul.get(path)), label="Le numéro ?", kind="text"), "apercu": "1"})
    assert "Comme un habitant la verrait" in words_of(answer).text and asked(lamp) == LAMP
    path = page_of(lamp, "/questions/apercu")
    page = words_of(paul.get(path))
    assert "Quelques précisions" in page.text and "Combien sont éteints ?" in page.text and "Depuis" not in page.text
    page = words_of(paul.client.get(path, {**page.hidden, "q_combien": "rue", "q_fil": "non"}))
    assert "Depuis combien de jours ?" in page.text
    page = words_of(paul.client.get(path, {**page.hidden, "q_combien": "rue", "q_fil": "non", "q_depuis": "3"}))
    assert "L’agent lira" in page.text and "Toute la rue" in page.text
    assert (
        "Appelez le 18"
        in words_of(paul.client.get(path, {**page.hidden, "seen": "fil", "q_combien": "un", "q_fil": "oui"})).text
    )
    assert not Case.objects.exists()


def test_the_journal_says_what_was_asked_before_and_now(world: World, paul: Desk) -> None:
    new(paul, world.lamp, label="Combien de lampes ?", kind="choice", choices="Une\nDeux")
    path = page_of(world.lamp, "/question/combien_de_lampes")
    paul.post(path, said(words_of(paul.get(path)), label="Combien de lampes ?", kind="choice", choices="Une\nPlusieurs"))
    new(paul, world.lamp, label="Urgent ?", only_if="combien_de_lampes deux")
    new(paul, world.lamp, label="Un fil pend-il ?")
    fields = {**words_of(paul.get(page_of(world.lamp))).hidden, "vers": "haut"}
    paul.post(page_of(world.lamp, "/question/un_fil_pend_il/place"), fields)
    page = words_of(paul.get("/agents/reglages/journal")).text
    order = (
        "« Combien de lampes ? », « Urgent ? », « Un fil pend-il ? » devient « Combien de lampes ? », « Un fil pend-il ? », «"
    )
    added, changed = (
        "Question ajoutée : « Combien de lampes ? » : Une, Deux",
        "Question « Combien de lampes ? » : Une, Deux devient",
    )
    for told in (added, changed, "si « Combien de lampes ? » est Plusieurs", order):
        assert told in page, told


def test_only_who_arranges_the_town_changes_its_questions(lamp: Category, world: World) -> None:
    nadia = Desk(world.nadia)
    nouns = (
        "/questions/nouvelle",
        "/questions/reprise",
        "/questions/apercu",
        "/question/fil",
        "/question/fil/fin",
        "/question/fil/reponses",
    )
    for noun in nouns:
        assert nadia.get(page_of(lamp, noun)).status_code == 403
    assert nadia.post(page_of(lamp, "/question/fil/place"), {"version": lamp.version, "vers": "bas"}).status_code == 403
    for noun in ("/question/zzz", "/question/mat/reponses"):
        assert Desk(world.paul).get(page_of(lamp, noun)).status_code == 404
    assert asked(lamp) == LAMP


# A report that was begun before the questions changed.


def until_the_check(category: Category) -> dict[str, str]:
    page = go_on(begun(category), "questions", q_combien="un", q_fil="non", q_mat="L 118")
    return hidden(go_on(page, "you", first_name="", last_name="", email="odile@exemple.fr", phone=""))


def answers() -> list[tuple[str, str]]:
    return [(one.question, one.text) for one in Case.objects.get().answers.all()]


def test_a_report_begun_before_a_question_went_keeps_what_was_answered(lamp: Category) -> None:
    fields = until_the_check(lamp)
    set_questions(lamp, questions=LAMP[:3], by=MAKER)
    assert visitor().post("/signaler", {**fields, "step": "check"}).status_code == 302
    assert answers() == [
        ("Combien sont éteints ?", "Un seul"),
        ("Un fil est-il visible ?", "Non"),
        ("Numéro sur le mât", "L 118"),
    ]


def test_a_report_begun_before_all_questions_went_keeps_them_all(lamp: Category) -> None:
    fields = until_the_check(lamp)
    set_questions(lamp, questions=(), by=MAKER)
    assert visitor().post("/signaler", {**fields, "step": "check"}).status_code == 302
    assert len(answers()) == 3


URGENT = Question("urgent", "Est-ce urgent ?", QuestionKind.TEXT)
HANGS = Question("fil", "Un fil pend-il ?", choices=LAMP[1].choices)


@pytest.mark.parametrize("changed", [(*LAMP[:3], URGENT), (LAMP[0], HANGS, URGENT)])
def test_a_report_begun_before_a_question_came_is_asked_it_and_told_why(lamp: Category, changed: tuple[Question, ...]) -> None:
    fields = until_the_check(lamp)
    set_questions(lamp, questions=changed, by=MAKER)
    page: HttpResponseBase = visitor().post("/signaler", {**fields, "step": "check"})
    assert "La mairie vient de changer ces questions. Vos réponses sont gardées" in words(page)
    assert "À corriger" not in words(page) and not Case.objects.exists()
    page = go_on(page, "questions", q_combien="un", q_fil="non", q_urgent="Oui, très")
    page = go_on(page, "you", first_name="", last_name="", email="odile@exemple.fr", phone="")
    assert "L 118" in words(page), "what was answered to a question that has gone"
    assert go_on(page, "check").status_code == 302
    assert ("Est-ce urgent ?", "Oui, très") in answers() and ("Numéro sur le mât", "L 118") in answers()


def test_the_answers_given_under_another_category_do_not_follow(lamp: Category, world: World) -> None:
    page = go_on(begun(lamp), "questions", q_combien="un", q_fil="non", q_mat="L 118")
    other = set_questions(create_category("Banc cassé", by=MAKER), questions=LAMP[3:], by=MAKER)
    fields = {**hidden(page), **a_report(other), "step": "check"}
    fields.pop("q_mat")
    asked_now = visitor().post("/signaler", fields)
    page = go_on(go_on(asked_now, "questions", q_mat=""), "you", first_name="", last_name="", email="", phone="")
    assert go_on(page, "check").status_code == 302 and answers() == []


def test_each_change_is_a_version_and_none_is_ever_changed(lamp: Category, paul: Desk) -> None:
    kept = list(FormVersion.objects.order_by("pk").values_list("pk", "definition"))
    new(paul, lamp)
    assert list(FormVersion.objects.order_by("pk").values_list("pk", "definition"))[:-1] == kept
