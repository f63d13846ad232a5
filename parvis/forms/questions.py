"""What a form asks: questions of a few kinds, when each is asked, and the answers that end it there."""

import re
from enum import StrEnum

import msgspec
from django.utils.translation import gettext as _

KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
MOST = 20
LONGEST_LABEL = 200


class QuestionKind(StrEnum):
    CHOICE = "choice"
    TEXT = "text"
    LONG_TEXT = "long_text"
    NUMBER = "number"


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


class Malformed(Exception):
    """What is wrong with a list of questions, in words for whoever wrote it."""


def read(source: bytes) -> tuple[Question, ...]:
    """From JSON: of a file, or of a row. Raises Malformed."""
    try:
        questions = msgspec.json.decode(source, type=tuple[Question, ...])
    except msgspec.MsgspecError as error:
        raise Malformed(_("Ces questions ne peuvent pas être lues : %s") % error) from None
    require_sound(questions)
    return questions


def require_sound(questions: tuple[Question, ...]) -> None:
    """Each is known by its own key and can be answered; a condition looks back, at an answer that exists."""
    if len(questions) > MOST:
        raise Malformed(_("%(most)d questions au plus.") % {"most": MOST})
    before: dict[str, set[str]] = {}
    for question in questions:
        if wrong := _wrong_with(question, before):
            raise Malformed(f"{question.key or question.label} : {wrong}")
        before[question.key] = {choice.value for choice in question.choices}


def _wrong_with(question: Question, before: dict[str, set[str]]) -> str:
    values = [choice.value for choice in question.choices]
    endings = [choice.ending for choice in question.choices if choice.ending is not None]
    condition = question.only_if
    rules = (
        (KEY.fullmatch(question.key) is None, _("une clé a des lettres sans accent, des chiffres et des _.")),
        (question.key in before, _("deux questions ont cette clé.")),
        (not 0 < len(question.label.strip()) <= LONGEST_LABEL, _("écrivez la question : 200 caractères au plus.")),
        (question.kind == QuestionKind.CHOICE and len(values) < 2, _("il faut au moins deux réponses.")),
        (question.kind != QuestionKind.CHOICE and bool(values), _("seule une question à choix a des réponses.")),
        (len(set(values)) < len(values) or "" in values, _("chaque réponse a sa propre valeur.")),
        (any(not choice.label.strip() for choice in question.choices), _("une réponse n’a pas de mots.")),
        (any(ending.url and not ending.url.startswith("https://") for ending in endings), _("un lien commence par https://.")),
        (any(not ending.title.strip() for ending in endings), _("dites où l’on s’adresse.")),
        (
            condition is not None and not set(condition.values) <= before.get(condition.question, set()),
            _("sa condition regarde une réponse qui n’existe pas avant elle."),
        ),
        (condition is not None and not condition.values, _("sa condition ne regarde aucune réponse.")),
    )
    return next((words for is_wrong, words in rules if is_wrong), "")
