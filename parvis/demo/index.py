"""The geocoder of the demo town: its own streets, searched without a network."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from parvis.demo.streets import Street, streets
from parvis.places.points import Point, metres
from parvis.places.ports import Found, FoundKind, Near
from parvis.places.words import words_of

WORTH_SHOWING = 0.5
MOST = 8
NEARBY = 120.0  # metres
# "rue" says little of which street it is.
COMMON = {
    "rue", "avenue", "place", "quai", "chemin", "impasse", "allee", "route", "boulevard", "passage", "square", "lotissement",
}  # fmt: skip


@dataclass(frozen=True)
class _Entry:
    street: Street
    words: list[str]
    city: set[str]

    def score(self, asked: list[str]) -> float:
        """How well the words say the street, and how much of the street they say."""
        said = sum(_weight(word) * _best(word, self.words, word is asked[-1]) for word in asked)
        heard = sum(_weight(word) * max(_alike(other, word, other is asked[-1]) for other in asked) for word in self.words)
        return 0.6 * said / sum(map(_weight, asked)) + 0.4 * heard / sum(map(_weight, self.words))

    def of(self, words: list[str], numbers: list[str]) -> list[str]:
        """What is asked of the street: without its town, and without the number of the door."""
        return [word for word in words if word in self.words or not (word in self.city or word in numbers)]


class ValbourgIndex:
    def search(self, text: str, near: Near) -> list[Found]:
        words = words_of(text)
        numbers = [word for word in words if re.fullmatch(r"\d{1,3}(bis|ter|quater|b)?", word)]
        found = []
        for entry in self._entries:
            asked = entry.of(words, numbers)
            if asked and (score := entry.score(asked)) >= WORTH_SHOWING:
                number = next((number for number in numbers if number not in entry.words), "")
                found.append(_found(entry.street, number, round(score, 3)))
        found.sort(key=lambda one: (one.city_code != near.city_code, -one.score, one.name))
        ours = [one for one in found if one.city_code == near.city_code]
        return [*ours[:MOST], *found[len(ours) :][:MOST]]

    def reverse(self, point: Point) -> Found | None:
        doors = (
            (metres(point, door), street.name, number, street)
            for street in streets()
            for number, door in street.doors.items()
            if abs(door.lat - point.lat) < 0.002 and abs(door.lon - point.lon) < 0.003
        )
        nearest = min(doors, default=None, key=lambda door: door[:3])
        if nearest is None or nearest[0] > NEARBY:
            return None
        return _found(nearest[3], str(nearest[2]), 1 - nearest[0] / 1000)

    @cached_property
    def _entries(self) -> list[_Entry]:
        return [_Entry(street, words_of(street.name), {*words_of(street.city), street.postcode}) for street in streets()]


def _found(street: Street, number: str, score: float) -> Found:
    """The door; or the street, where it has no such number: a little less sure, since a number was asked for."""
    number = re.sub(r"\D", "", number)
    door = street.doors.get(int(number)) if number else None
    name = f"{number}, {street.name}" if door else street.name
    kind = FoundKind.HOUSENUMBER if door else FoundKind.STREET if street.is_street else FoundKind.LOCALITY
    return Found(
        label=f"{name}, {street.postcode} {street.city}",
        name=name,
        point=door or street.middle,
        kind=kind,
        city=street.city,
        city_code=street.city_code,
        postcode=street.postcode,
        score=round(score * (0.9 if number and not door else 1.0), 3),
    )


def _weight(word: str) -> float:
    return 0.3 if word in COMMON else 1.0


def _best(word: str, others: list[str], is_last: bool) -> float:
    return max(_alike(word, other, is_last) for other in others)


def _alike(asked: str, word: str, is_last: bool) -> float:
    """1 for the same word, less for its beginning (the last word may be unfinished), less for a slip of the finger."""
    if asked == word:
        return 1.0
    if word.startswith(asked) and (is_last or len(asked) > 3):
        return 0.95
    if asked[0] != word[0] or abs(len(asked) - len(word)) > 2 or len(asked) < 4:
        return 0.0
    ratio = SequenceMatcher(None, asked, word).ratio()
    return ratio * 0.9 if ratio >= 0.75 else 0.0
