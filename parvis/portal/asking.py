"""The category's own questions on a page of the report: a field for each that is asked, and those that its answers raise."""

from collections.abc import Mapping

from django import forms

from parvis.cases.models import Category
from parvis.forms.answers import LONGEST, Filling
from parvis.forms.questions import Question, QuestionKind
from parvis.kernel.text import unbreakable

BEFORE = "q_"


class QuestionsForm(forms.Form):
    """The questions asked so far; `seen` says which of them the page has already shown."""

    use_required_attribute = False


class Asking:
    """`given`: all that travels with the report."""

    def __init__(self, category: Category | None, given: Mapping[str, str]) -> None:
        form = category.form if category is not None else None
        questions = form.questions if form is not None else ()
        self.answers = {one.key: given[BEFORE + one.key] for one in questions if BEFORE + one.key in given}
        self.filling = Filling(questions, self.answers)
        self.seen = set(given.get("seen", "").split())

    @property
    def is_needed(self) -> bool:
        return bool(self.filling.asked)

    @property
    def is_done(self) -> bool:
        """Everything asked was shown, and nothing is wrong."""
        return not self.filling.errors and {one.key for one in self.filling.asked} <= self.seen

    @property
    def carried(self) -> dict[str, str]:
        """Hidden, on the other pages."""
        fields = {BEFORE + key: value for key, value in self.answers.items()}
        return {**fields, "seen": " ".join(sorted(self.seen))} if self.seen else fields

    @property
    def now_seen(self) -> str:
        return " ".join(one.key for one in self.filling.asked)

    def form(self) -> QuestionsForm:
        """What is wrong is said of what was shown, and of nothing else."""
        is_sent = bool(self.seen)
        typed = {BEFORE + key: value for key, value in self.answers.items()}
        page = QuestionsForm(typed if is_sent else None, initial=typed, label_suffix="")
        for question in self.filling.asked:
            page.fields[BEFORE + question.key] = _field(question)
        if is_sent:
            page.is_valid()
            for key, words in self.filling.errors.items():
                if key in self.seen:
                    page.add_error(BEFORE + key, words)
        return page


def _field(question: Question) -> forms.Field:
    """What is wrong is for the room of the forms to say: here nothing is checked but the shape."""
    label, help_text = unbreakable(question.label), unbreakable(question.help)
    if question.kind == QuestionKind.CHOICE:
        choices = [(choice.value, unbreakable(choice.label)) for choice in question.choices]
        return _Choice(label=label, help_text=help_text, required=question.is_required, choices=choices)
    widget: forms.Widget = forms.TextInput(attrs={"maxlength": LONGEST[question.kind]})
    if question.kind == QuestionKind.LONG_TEXT:
        widget = forms.Textarea(attrs={"rows": 4})
    elif question.kind == QuestionKind.NUMBER:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    return _Text(label=label, help_text=help_text, required=question.is_required, widget=widget)


class _Choice(forms.ChoiceField):
    widget = forms.RadioSelect

    def clean(self, value: object) -> object:
        return value


class _Text(forms.CharField):
    def clean(self, value: object) -> object:
        return value
