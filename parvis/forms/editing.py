"""A list of questions changed by one step. What cannot be asked is for the soundness of the whole to say."""

import re
from collections.abc import Iterable

import msgspec

from parvis.forms.questions import Choice, Condition, Question
from parvis.kernel.text import fold

Questions = tuple[Question, ...]


def kept(questions: Questions, question: Question) -> Questions:
    """Instead of the one that has its key, or after the others."""
    if any(one.key == question.key for one in questions):
        return tuple(question if one.key == question.key else one for one in questions)
    return (*questions, question)


def without(questions: Questions, key: str) -> Questions:
    return tuple(one for one in questions if one.key != key)


def moved(questions: Questions, key: str, by: int) -> Questions:
    """`by`: -1 up, 1 down; at the end it stays."""
    rest = [one for one in questions if one.key != key]
    place = next(place for place, one in enumerate(questions) if one.key == key)
    rest.insert(max(0, place + by), questions[place])
    return tuple(rest)


def joined(questions: Questions, others: Iterable[Question]) -> Questions:
    """Those of another form after these, under keys of their own; their conditions follow."""
    whole, renamed = list(questions), dict[str, str]()
    for one in others:
        key = new_key(one.label, (known.key for known in whole))
        renamed[one.key] = key
        condition = one.only_if
        if condition is not None:
            # Under a key that nothing has, where the question that it looks at does not come along.
            condition = Condition(renamed.get(condition.question, ""), condition.values)
        whole.append(msgspec.structs.replace(one, key=key, only_if=condition))
    return tuple(whole)


def new_key(label: str, taken: Iterable[str]) -> str:
    """A short name for the answer, from the words of the question, that no other has."""
    return _free(re.sub(r"[^a-z0-9]+", "_", fold(label)).strip("_0123456789")[:32].strip("_") or "question", taken)


def new_choices(labels: Iterable[str], before: Iterable[Choice]) -> tuple[Choice, ...]:
    """The answers of these words. What was there under the same words stays what it was, where it leads included; when as
    many are written as there were, one in other words is the one that stood in its place."""
    labels, known = list(labels), list(before)
    same = {choice.label: choice for choice in known}
    found = [same.get(label) for label in labels]
    if len(labels) == len(known):
        found = [one or (there if there.label not in labels else None) for one, there in zip(found, known, strict=True)]
    taken = [choice.value for choice in found if choice is not None]
    choices: list[Choice] = []
    for label, choice in zip(labels, found, strict=True):
        if choice is None:
            value = new_key(label, taken)
            taken.append(value)
            choice = Choice(value, label)
        choices.append(msgspec.structs.replace(choice, label=label))
    return tuple(choices)


def _free(word: str, taken: Iterable[str]) -> str:
    known = set(taken)
    candidates = (word if number == 1 else f"{word}_{number}" for number in range(1, len(known) + 2))
    return next(candidate for candidate in candidates if candidate not in known)
