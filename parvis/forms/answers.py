"""What was answered: which questions are asked, what is wrong, where an answer ends it, and what is kept."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from parvis.forms.questions import LONGEST_CHOICE, MOST_CHOICES, Ending, Question, QuestionKind
from parvis.ui.words import full_day

LONGEST = {
    QuestionKind.TEXT: 250,
    QuestionKind.LONG_TEXT: 4_000,
    QuestionKind.NUMBER: 12,
    QuestionKind.CHOICE: LONGEST_CHOICE,
    QuestionKind.SEVERAL: (LONGEST_CHOICE + 1) * MOST_CHOICES,
    QuestionKind.DATE: 10,
    QuestionKind.PHONE: 30,
}


@dataclass(frozen=True)
class Answer:
    """`question`: as it was asked; `text`: as a person reads the answer."""

    key: str
    question: str
    text: str


class Filling:
    """A form as it is filled in: `given` holds what was typed by the key of its question, several choices one a line; the
    rest of it is ignored."""

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
        return condition is None or bool(set(self._values.get(condition.question, "").split("\n")) & set(condition.values))

    def _take(self, question: Question, value: str) -> None:
        if wrong := _wrong_with(question, value):
            self.errors[question.key] = wrong
            return
        self._values[question.key] = value
        chosen = [choice for choice in question.choices if choice.value in value.split("\n")]
        ending = next((choice.ending for choice in chosen if choice.ending is not None), None)
        self.ending = self.ending or ending
        if value:
            text = ", ".join(choice.label for choice in chosen) or _as_read(question, value)
            self.answers.append(Answer(question.key, question.label, text))

    @property
    def is_whole(self) -> bool:
        """Nothing is wrong, and nothing ends it before a case is made."""
        return not self.errors and self.ending is None


def left_over(now: Iterable[Question], before: Iterable[Iterable[Question]], given: Mapping[str, str]) -> list[Answer]:
    """What was answered to questions that are asked no more: it was written, and is not lost."""
    known = {question.key for question in now}
    kept: dict[str, Answer] = {}
    for questions in before:
        for answer in Filling(questions, given).answers:
            if answer.key not in known:
                kept.setdefault(answer.key, answer)
    return list(kept.values())


def _wrong_with(question: Question, value: str) -> str:
    if not value:
        if not question.is_required:
            return ""
        return _("Choisissez une réponse.") if question.kind.has_choices else _("Répondez à cette question.")
    if len(value) > LONGEST[question.kind]:
        return _("Cette réponse est trop longue : %(size)d caractères au plus.") % {"size": LONGEST[question.kind]}
    return _wrong_shape(question, value)


def _wrong_shape(question: Question, value: str) -> str:
    """A value without choices may be any words, save of the kinds that have a shape."""
    match question.kind:
        case QuestionKind.CHOICE | QuestionKind.SEVERAL:
            chosen = {value} if question.kind == QuestionKind.CHOICE else set(value.split("\n"))
            if not chosen <= {choice.value for choice in question.choices}:
                return _("Choisissez une réponse de la liste.")
        case QuestionKind.NUMBER if not (value.isascii() and value.isdigit()):
            return _("Écrivez un nombre, en chiffres.")
        case QuestionKind.DATE if _day(value) is None:
            return _("Écrivez une date, comme 31/12/2026.")
        case QuestionKind.PHONE:
            digits = sum(letter.isdigit() for letter in value)
            if not 4 <= digits <= 15 or not re.fullmatch(r"\+?[0-9 ().\-/]+", value):
                return _("Écrivez un numéro de téléphone, comme 06 12 34 56 78.")
    return ""


def _as_read(question: Question, value: str) -> str:
    day = _day(value) if question.kind == QuestionKind.DATE else None
    return full_day(day) if day else value


def _day(value: str) -> date | None:
    """As a field of dates sends it, or as one writes it."""
    written = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", value)
    sent = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", value)
    try:
        if written:
            return date(int(written[3]), int(written[2]), int(written[1]))
        return date(int(sent[1]), int(sent[2]), int(sent[3])) if sent else None
    except ValueError:
        return None
