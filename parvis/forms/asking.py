"""A form as it is asked on pages: what was shown, what was answered, and what has changed since the pages were made."""

from collections.abc import Mapping
from functools import cached_property
from uuid import UUID

from parvis.forms.answers import Answer, Filling, left_over
from parvis.forms.fields import BEFORE, QuestionsForm, questions_form
from parvis.forms.models import FormVersion
from parvis.forms.questions import Question

NONE = "-"
FOLLOWED = 8


class Asking:
    """`given`: all that travels with the pages. `owner`: whose questions these are; those of another owner are not its own.

    The versions that the pages were made from travel with them, oldest first: what was answered to a question that has
    gone since is kept, and a question that asks something else now is asked again, with the answer that it had.
    """

    def __init__(self, form: FormVersion | None, given: Mapping[str, str], *, owner: str = "") -> None:
        self.questions = form.questions if form is not None else ()
        self._mark = str(form.uid) if form is not None else NONE
        self._owner = owner
        whose, *trail = given.get("asked_of", "").split() or [""]
        self._trail = [mark for mark in trail if whose == owner and _is_mark(mark)][-FOLLOWED:]
        typed = {name.removeprefix(BEFORE): value for name, value in given.items() if name.startswith(BEFORE)}
        keys = {question.key for questions in (self.questions, *self._before.values()) for question in questions}
        self.answers = {key: value for key, value in typed.items() if key in keys}
        self.filling = Filling(self.questions, self.answers)
        is_of_another = bool(whose) and whose != owner
        self.seen = set() if is_of_another else set(given.get("seen", "").split()) - self._changed

    @property
    def begun_on(self) -> tuple[UUID, ...]:
        """The versions of before that its pages were made from."""
        return tuple(UUID(mark) for mark in self._before)

    @cached_property
    def _before(self) -> dict[str, tuple[Question, ...]]:
        marks = [mark for mark in self._trail if mark not in (self._mark, NONE)]
        found = {str(one.uid): one.questions for one in FormVersion.objects.filter(uid__in=marks)} if marks else {}
        return {mark: found[mark] for mark in marks if mark in found}

    @property
    def _changed(self) -> set[str]:
        """The keys of the questions that were asked in other words by the page that was sent."""
        last = self._before.get(self._trail[-1], ()) if self._trail else ()
        shown = {question.key: question for question in last}
        return {one.key for one in self.questions if one.key in shown and not one.asks_as(shown[one.key])}

    @property
    def has_changed(self) -> bool:
        """Since the page that was sent."""
        return bool(self._trail) and self._trail[-1] != self._mark

    @property
    def is_needed(self) -> bool:
        return bool(self.filling.asked)

    @property
    def is_done(self) -> bool:
        """Everything asked was shown, and nothing is wrong."""
        return not self.filling.errors and {one.key for one in self.filling.asked} <= self.seen

    @property
    def told(self) -> list[Answer]:
        """All that is kept."""
        return [*self.filling.answers, *left_over(self.questions, self._before.values(), self.answers)]

    @property
    def carried(self) -> dict[str, str]:
        """Hidden, on the other pages."""
        fields = {BEFORE + key: value for key, value in self.answers.items()}
        if self.seen:
            fields["seen"] = " ".join(sorted(self.seen))
        if self._trail:
            fields["asked_of"] = self._marked(self._trail)
        return fields

    @property
    def carried_beside(self) -> dict[str, str]:
        """Hidden, on the page of the questions: what it does not ask."""
        keys = {question.key for question in self.questions}
        gone = {BEFORE + key: value for key, value in self.answers.items() if key not in keys}
        trail = [*self._trail, self._mark] if self.has_changed or not self._trail else self._trail
        return {**gone, "seen": " ".join(one.key for one in self.filling.asked), "asked_of": self._marked(trail)}

    def _marked(self, trail: list[str]) -> str:
        return " ".join([self._owner or NONE, *trail])

    def form(self) -> QuestionsForm:
        """What is wrong is said of what was shown, and of nothing else."""
        errors = {key: words for key, words in self.filling.errors.items() if key in self.seen}
        return questions_form(self.filling.asked, self.answers, errors if self.seen else None)


def _is_mark(word: str) -> bool:
    try:
        return word == NONE or bool(UUID(word))
    except ValueError:
        return False
