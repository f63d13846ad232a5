"""Whether a list of questions can be asked and answered; what cannot is told in words, to whoever wrote it."""

import re
from collections.abc import Iterator, Mapping

import msgspec
from django.utils.translation import gettext as _

from parvis.forms.questions import (
    LONGEST_CHOICE,
    LONGEST_HELP,
    LONGEST_LABEL,
    MOST,
    MOST_CHOICES,
    Ending,
    Question,
)
from parvis.kernel.text import fold

KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")


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
    """Each is known by its own key and its own words, and can be answered; a condition looks back, at an answer that exists."""
    if len(questions) > MOST:
        raise Malformed(_("%(most)d questions au plus.") % {"most": MOST})
    before: dict[str, Question] = {}
    for question in questions:
        for wrong in _wrong_with(question, before):
            raise Malformed(
                _("« %(question)s » : %(wrong)s") % {"question": question.label.strip() or question.key, "wrong": wrong}
            )
        before[question.key] = question
    _require_that_conditions_hold(questions)


def _wrong_with(question: Question, before: Mapping[str, Question]) -> Iterator[str]:
    if KEY.fullmatch(question.key) is None:
        yield _("une clé a des lettres sans accent, des chiffres et des _.")
    if question.key in before:
        yield _("deux questions ont cette clé.")
    if not 0 < len(question.label.strip()) <= LONGEST_LABEL:
        yield _("écrivez la question : 200 caractères au plus.")
    if len(question.help) > LONGEST_HELP:
        yield _("l’aide a 500 caractères au plus.")
    if fold(question.label.strip()) in {fold(one.label.strip()) for one in before.values()}:
        yield _("cette question est déjà posée.")
    yield from _wrong_choices(question)
    for ending in (choice.ending for choice in question.choices if choice.ending is not None):
        yield from _wrong_ending(ending)


def _wrong_choices(question: Question) -> Iterator[str]:
    values = [choice.value for choice in question.choices]
    labels = [fold(choice.label.strip()) for choice in question.choices]
    if question.kind.has_choices and len(values) < 2:
        yield _("il faut au moins deux réponses.")
    if not question.kind.has_choices and values:
        yield _("seule une question à choix a des réponses.")
    if len(values) > MOST_CHOICES:
        yield _("%(most)d réponses au plus.") % {"most": MOST_CHOICES}
    if any(not 0 < len(label) <= LONGEST_CHOICE for label in labels):
        yield _("une réponse a des mots : 80 caractères au plus.")
    if len(set(labels)) < len(labels):
        yield _("deux réponses ont les mêmes mots.")
    if len(set(values)) < len(values) or any(not value.strip() or "\n" in value for value in values):
        yield _("chaque réponse a sa propre valeur.")


def _wrong_ending(ending: Ending) -> Iterator[str]:
    if not 0 < len(ending.title.strip()) <= LONGEST_LABEL:
        yield _("dites où l’on s’adresse : 200 caractères au plus.")
    if len(ending.words) > LONGEST_HELP:
        yield _("ce que l’on conseille a 500 caractères au plus.")
    if len(ending.phone) > 30 or re.search(r"[^0-9 +().-]", ending.phone):
        yield _("un téléphone a des chiffres.")
    if ending.url and not re.fullmatch(r"https://[^\s/]+\S*", ending.url):
        yield _("un lien commence par https://.")
    if len(ending.url) > LONGEST_HELP:
        yield _("un lien a 500 caractères au plus.")


def _require_that_conditions_hold(questions: tuple[Question, ...]) -> None:
    """Said of the pair: it is the other question that has usually been moved, changed or removed."""
    places = {question.key: place for place, question in enumerate(questions)}
    for place, question in enumerate(questions):
        condition = question.only_if
        if condition is None:
            continue
        told = {"question": question.label}
        if not condition.values:
            raise Malformed(_("« %(question)s » : choisissez la réponse qui la fait poser.") % told)
        if condition.question not in places:
            gone = _("« %(question)s » dépend d’une question qui n’est plus là : changez d’abord quand elle se pose.")
            raise Malformed(gone % told)
        other = questions[places[condition.question]]
        told["other"] = other.label
        if places[other.key] >= place:
            raise Malformed(_("« %(question)s » dépend de la réponse à « %(other)s » : elle se pose après elle.") % told)
        if not set(condition.values) <= {choice.value for choice in other.choices}:
            gone = _(
                "« %(question)s » dépend d’une réponse à « %(other)s » qui n’est plus là : changez d’abord quand elle se pose."
            )
            raise Malformed(gone % told)
