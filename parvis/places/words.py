"""The words of an address, so that "12 av. de l'église" and "12, Avenue de l’Église" are the same."""

import re

from parvis.kernel.text import fold

_EMPTY = frozenset(["a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "sur"])
_WHOLE = {
    "all": "allee", "av": "avenue", "ave": "avenue", "bd": "boulevard", "bld": "boulevard", "bvd": "boulevard",
    "ch": "chemin", "che": "chemin", "chem": "chemin", "fg": "faubourg", "fbg": "faubourg", "imp": "impasse",
    "lot": "lotissement", "pass": "passage", "pl": "place", "q": "quai", "r": "rue", "rte": "route", "sq": "square",
    "dr": "docteur", "gal": "general", "gen": "general", "mal": "marechal", "st": "saint", "ste": "sainte",
}  # fmt: skip


def words_of(text: str) -> list[str]:
    """The words that say something, folded and whole, in order; a number and its "bis" are one word."""
    found = re.findall(r"[a-z0-9]+", re.sub(r"\b(\d+) ?(bis|ter|quater|b)\b", r"\1\2", fold(text)))
    return [_WHOLE.get(word, word) for word in found if word not in _EMPTY]


def normal(text: str) -> str:
    """The same for all ways of typing the same words."""
    return " ".join(words_of(text))


def number_of(text: str) -> str:
    """The house number at the head of an address, as "12" or "12bis", or ""."""
    first = next(iter(words_of(text)), "")
    return first if re.fullmatch(r"\d{1,4}(bis|ter|quater|b)?", first) else ""
