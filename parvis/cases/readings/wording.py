"""Words as people type them, compared without their accents, their capitals and their plurals."""

import re

from parvis.kernel.text import fold

_VARIANTS = {"a": "àâäáãå", "c": "ç", "e": "éèêë", "i": "îïí", "n": "ñ", "o": "ôöóõ", "u": "ùûüú", "y": "ÿ"}
_EMPTY = frozenset(["le", "la", "les", "de", "du", "des", "un", "une", "et", "au", "aux", "en", "sur", "dans", "l", "d"])
LONGEST = 80


def words_of(text: str) -> list[str]:
    """The words that say something, in the singular; letters and digits only, so that no database has a say."""
    found = re.findall(r"[a-z0-9]+", fold(text[:LONGEST]))
    return [_singular(word) for word in found if word not in _EMPTY]


def loose(word: str) -> str:
    """A regular expression, the same on SQLite and PostgreSQL, that finds the folded word in text as it was typed."""
    each = [_either(letter) for letter in word]
    return "".join(each).replace(_either("o") + _either("e"), f"({_either('o')}{_either('e')}|[œŒ])")


def _either(letter: str) -> str:
    variants = letter + _VARIANTS.get(letter, "")
    return f"[{variants}{variants.upper()}]" if letter.isalpha() else letter


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word
