"""Codes that people read, say over the phone and type."""

import secrets

# No vowels (no words by accident), no 0 1 I O (read over the phone); Y is a vowel in French.
ALPHABET = "BCDFGHJKLMNPQRSTVWXZ23456789"


def new_code(length: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def read_code(typed: str, length: int) -> str:
    """The code as a person typed it: any case, spaces and dashes; '' when it cannot be one."""
    code = "".join(letter for letter in typed.upper() if letter.isalnum())
    return code if len(code) == length and set(code) <= set(ALPHABET) else ""


def spaced(code: str) -> str:
    """For people's eyes: BCDF-GHJK."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))
