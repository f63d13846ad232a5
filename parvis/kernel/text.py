"""French typography, put in by code: what must not break at the end of a line; and words compared without their accents."""

import re
import unicodedata

NARROW = "\u202f"
SPACE = "\u00a0"
JOINER = "\u2060"  # the font of the pages has no unbreakable hyphen
_MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_RULES = [
    (re.compile(r" ([;?!])"), NARROW + r"\1"),
    (re.compile(r" (:|»)"), SPACE + r"\1"),
    (re.compile(r"« "), "«" + SPACE),
    (re.compile(r"(?<=\d) (?=\d{3}\b)"), NARROW),
    (re.compile(rf"\b(\d{{1,2}}|1er) (?=(?:{_MONTHS})\b)"), r"\1" + SPACE),
    (re.compile(r"(?<=\d) h (?=\d)"), SPACE + "h" + SPACE),
    (re.compile(r"(?:(?<=\d)|(?<=\)[ds])) (?=(?:h|min|j|km|m|Mo|ko|px|%|€|jours?|heures?|minutes?)\b|[%€])"), SPACE),
    (re.compile(r"\b(M\.|Mme|n°) (?=\S)"), r"\1" + SPACE),
    (re.compile(r"(?<=\b\d\d) (?=\d\d\b)"), SPACE),  # a telephone number
    (re.compile(r"\b([Ee]-)(?=mails?\b)"), r"\1" + JOINER),
]


def unbreakable(text: str) -> str:
    """The same words with unbreakable spaces where French asks for them: 18 h 42, « oui », le 3 décembre, 1 250 m,
    02 48 00 18 10; and an e-mail is never cut after its first letter."""
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text


def fold(text: str) -> str:
    """Small letters without accents: "Sacré-Cœur" is "sacre-coeur"."""
    whole = text.lower().replace("œ", "oe").replace("æ", "ae")
    return "".join(letter for letter in unicodedata.normalize("NFKD", whole) if not unicodedata.combining(letter))
