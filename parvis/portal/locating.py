"""The place of a typed address, as it travels from page to page: found once, and dropped when the words change."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from parvis.cases.readings.catalogue import Catalogue
from parvis.places.addresses import locate
from parvis.places.ports import Found
from parvis.portal.forms import WhatForm
from parvis.portal.seal import seal

KEEP = "keep"
NOWHERE = {"lat": "", "lon": "", "found": "", "found_for": "", "sealed": ""}


@dataclass(frozen=True)
class Choice:
    value: str
    words: str


@dataclass(frozen=True)
class Question:
    """Which of these the words mean. `is_unanswered`: it was asked before, and the page sent without an answer."""

    about: str
    choices: tuple[Choice, ...]
    is_unanswered: bool


def placed(what: WhatForm, data: Mapping[str, str], catalogue: Catalogue) -> tuple[WhatForm, Question | None]:
    """The form with the place of its words, or with an error when they are elsewhere; or which place it is to ask.
    Where nothing is known, the words suffice."""
    if not _needs_a_place(what):
        return what, None
    words = what.cleaned_data["address"]
    meaning = locate(words)
    if meaning.elsewhere is not None:
        what.refuse_elsewhere()
    if meaning.sure is None:
        return what, _question(meaning.choices, data) if meaning.choices else None
    found = WhatForm({**data, **_at(meaning.sure, words)}, catalogue)
    found.is_valid()
    return found, None


def _question(found: Iterable[Found], data: Mapping[str, str]) -> Question:
    words = data["address"]
    offered = tuple(Choice(f"{one.point.lat};{one.point.lon};{seal(one.name)};{one.label}", one.label) for one in found)
    return Question(words, offered, is_unanswered=_same(data.get("asked", ""), words))


def carried(data: Mapping[str, str]) -> dict[str, str]:
    """What was sent, with the answer to the question put in; the place of other words than these is left behind."""
    words = data.get("address", "")
    answer = data.get("pick", "")
    if answer and _same(data.get("asked", ""), words):
        return {**data, **_answered(answer, words)}
    found_for = data.get("found_for", "")
    return {**data, **NOWHERE} if found_for and not _same(found_for, words) else dict(data)


def _at(found: Found, words: str) -> dict[str, str]:
    """The hidden fields of a place that was found for these words."""
    at = found.point
    return {
        "lat": str(at.lat), "lon": str(at.lon), "found": found.label, "found_for": words, "sealed": seal(found.name),
    }  # fmt: skip


def _needs_a_place(what: WhatForm) -> bool:
    """Whether words were typed that have no point, and that were not kept as they are by an answer."""
    given = what.cleaned_data
    return bool(given["address"]) and what.point is None and not _same(given["found_for"], given["address"])


def _same(one: str, other: str) -> bool:
    return one.split() == other.split()


def _answered(answer: str, words: str) -> dict[str, str]:
    """A position that cannot be read is told beside the field, as that of a device is."""
    if answer == KEEP:
        return {**NOWHERE, "found_for": words}
    lat, _sep, rest = answer.partition(";")
    lon, _sep, rest = rest.partition(";")
    sealed, _sep, label = rest.partition(";")
    return {"lat": lat, "lon": lon, "found": label, "found_for": words, "sealed": sealed}
