"""Questions as fields of a page: the one drawing of them, for whoever answers and for whoever tries them."""

from collections.abc import Iterable, Mapping

from django import forms

from parvis.forms.answers import LONGEST
from parvis.forms.questions import Question, QuestionKind
from parvis.kernel.text import unbreakable

BEFORE = "q_"


class QuestionsForm(forms.Form):
    """A field for each question that is asked."""

    use_required_attribute = False


def questions_form(asked: Iterable[Question], answers: Mapping[str, str], errors: Mapping[str, str] | None) -> QuestionsForm:
    """`errors` by the key of the question; None: nothing was sent yet, and nothing is wrong."""
    typed: dict[str, object] = {}
    fields: dict[str, forms.Field] = {}
    for question in asked:
        name, value = BEFORE + question.key, answers.get(question.key)
        fields[name] = _field(question)
        if value is not None:
            typed[name] = _lines(value) if question.kind == QuestionKind.SEVERAL else value
    page = QuestionsForm(typed if errors is not None else None, initial=typed, label_suffix="")
    page.fields.update(fields)
    if errors is not None:
        page.is_valid()
        for key, words in errors.items():
            page.add_error(BEFORE + key, words)
    return page


def _lines(value: str) -> list[str]:
    return value.replace("\r\n", "\n").split("\n")


def _field(question: Question) -> forms.Field:
    """What is wrong is for the answers to say: here nothing is checked but the shape."""
    label, help_text = unbreakable(question.label), unbreakable(question.help)
    if question.kind.has_choices:
        choices = [(choice.value, unbreakable(choice.label)) for choice in question.choices]
        kind = _Several if question.kind == QuestionKind.SEVERAL else _Choice
        return kind(label=label, help_text=help_text, required=question.is_required, choices=choices)
    return _Text(label=label, help_text=help_text, required=question.is_required, widget=_widget(question.kind))


def _widget(kind: QuestionKind) -> forms.Widget:
    match kind:
        case QuestionKind.LONG_TEXT:
            return forms.Textarea(attrs={"rows": 4})
        case QuestionKind.NUMBER:
            return forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        case QuestionKind.DATE:
            return forms.DateInput(attrs={"type": "date"})
        case QuestionKind.PHONE:
            return forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "maxlength": LONGEST[kind]})
    return forms.TextInput(attrs={"maxlength": LONGEST[kind]})


class _Choice(forms.ChoiceField):
    widget = forms.RadioSelect

    def clean(self, value: object) -> object:
        return value


class _Several(_Choice):
    widget = forms.CheckboxSelectMultiple


class _Text(forms.CharField):
    def clean(self, value: object) -> object:
        return value
