"""What a form asks: questions of a few kinds, when each is asked, and the answers that end it there."""

from enum import StrEnum

import msgspec

MOST = 20
MOST_CHOICES = 20
LONGEST_LABEL = 200
LONGEST_HELP = 500
LONGEST_CHOICE = 80


class QuestionKind(StrEnum):
    CHOICE = "choice"
    SEVERAL = "several"
    TEXT = "text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    DATE = "date"
    PHONE = "phone"

    @property
    def has_choices(self) -> bool:
        return self in (QuestionKind.CHOICE, QuestionKind.SEVERAL)


class Ending(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where an answer leads instead: "appelez le 18", "adressez-vous au Département". `url`: https only."""

    title: str
    words: str = ""
    phone: str = ""
    url: str = ""


class Choice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    value: str
    label: str
    ending: Ending | None = None


class Condition(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An earlier question was asked, and answered by one of these."""

    question: str
    values: tuple[str, ...]


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`key` names its answer for ever; `only_if`: asked under that condition, or always."""

    key: str
    label: str
    kind: QuestionKind = QuestionKind.CHOICE
    help: str = ""
    is_required: bool = True
    choices: tuple[Choice, ...] = ()
    only_if: Condition | None = None

    def asks_as(self, other: "Question") -> bool:
        """Whether what was answered to the one answers the other."""
        mine, theirs = ([(one.value, one.label) for one in question.choices] for question in (self, other))
        return (self.label, self.kind, mine) == (other.label, other.kind, theirs)
