"""What was answered: which questions are asked, what is wrong, where an answer ends it, and what is kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from parvis.forms.questions import Ending, Question, QuestionKind

LONGEST = {QuestionKind.TEXT: 250, QuestionKind.LONG_TEXT: 4_000, QuestionKind.NUMBER: 12, QuestionKind.CHOICE: 80}


@dataclass(frozen=True)
class Answer:
    """`question`: as it was asked; `text`: as a person reads the answer."""

    key: str
    question: str
    text: str


class Filling:
    """A form as it is filled in: `given` holds what was typed by the key of its question; the rest of it is ignored."""

    def __init__(self, questions: Iterable[Question], given: Mapping[str, str]) -> None:
        self.asked: list[Question] = []
        self.errors: dict[str, str] = {}
        self.answers: list[Answer] = []
        self.ending: Ending | None = None
        self._values: dict[str, str] = {}
        for question in questions:
            if self._holds(question):
                self.asked.append(question)
                self._take(question, given.get(question.key, "").replace("\0", "").replace("\r\n", "\n").strip())

    def _holds(self, question: Question) -> bool:
        """A condition on what was not asked, or not answered, does not hold."""
        condition = question.only_if
        return condition is None or self._values.get(condition.question) in condition.values

    def _take(self, question: Question, value: str) -> None:
        if wrong := _wrong_with(question, value):
            self.errors[question.key] = wrong
            return
        self._values[question.key] = value
        chosen = next((choice for choice in question.choices if choice.value == value), None)
        if chosen is not None and chosen.ending is not None and self.ending is None:
            self.ending = chosen.ending
        if value:
            self.answers.append(Answer(question.key, question.label, chosen.label if chosen else value))

    @property
    def is_whole(self) -> bool:
        """Nothing is wrong, and nothing ends it before a case is made."""
        return not self.errors and self.ending is None


def _wrong_with(question: Question, value: str) -> str:
    if not value:
        if not question.is_required:
            return ""
        return _("Choisissez une réponse.") if question.kind == QuestionKind.CHOICE else _("Répondez à cette question.")
    if len(value) > LONGEST[question.kind]:
        return _("Cette réponse est trop longue : %(size)d caractères au plus.") % {"size": LONGEST[question.kind]}
    if question.kind == QuestionKind.CHOICE and value not in {choice.value for choice in question.choices}:
        return _("Choisissez une réponse de la liste.")
    if question.kind == QuestionKind.NUMBER and not (value.isascii() and value.isdigit()):
        return _("Écrivez un nombre, en chiffres.")
    return ""
