"""The two keys to a case: a code that shows it, a private key that acts on it."""

import secrets

# No vowels (no words by accident), no 0 1 I O (read over the phone); Y is a vowel in French.
ALPHABET = "BCDFGHJKLMNPQRSTVWXZ23456789"
LENGTH = 8


def new_tracking_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def new_private_key() -> str:
    """256 bits: it cannot be guessed, and is never shown in public."""
    return secrets.token_urlsafe(32)


def read_tracking_code(typed: str) -> str:
    """The code as a person typed it: any case, spaces and dashes; '' when it cannot be one."""
    code = "".join(letter for letter in typed.upper() if letter.isalnum())
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else ""


def spaced(code: str) -> str:
    """For people's eyes: BCDF-GHJK."""
    return f"{code[:4]}-{code[4:]}"
