"""The questions of a category as its page lists them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from parvis.backoffice.organisation.question_forms import KINDS, kind_of
from parvis.cases.models import Category
from parvis.forms.questions import Question


@dataclass(frozen=True)
class Row:
    """A question as the page of its category lists it. `when`: "" for always."""

    question: Question
    kind: str
    when: str
    is_first: bool
    is_last: bool


def rows_of(category: Category) -> list[Row]:
    questions = category.form.questions if category.form else ()
    by_key = {one.key: one for one in questions}
    return [
        Row(one, str(KINDS[kind_of(one)]), _when(one, by_key), place == 0, place == len(questions) - 1)
        for place, one in enumerate(questions)
    ]


def _when(question: Question, by_key: dict[str, Question]) -> str:
    condition = question.only_if
    if condition is None:
        return ""
    other = by_key[condition.question]
    answers = _(" ou ").join(_("« %s »") % choice.label for choice in other.choices if choice.value in condition.values)
    return _("si « %(question)s » est %(answers)s") % {"question": other.label, "answers": answers}
