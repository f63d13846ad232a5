"""The two keys to a case: a code that shows it, a private key that acts on it."""

import secrets

from parvis.kernel.codes import new_code, read_code

LENGTH = 8


def new_tracking_code() -> str:
    return new_code(LENGTH)


def new_private_key() -> str:
    """256 bits: it cannot be guessed, and is never shown in public."""
    return secrets.token_urlsafe(32)


def read_tracking_code(typed: str) -> str:
    return read_code(typed, LENGTH)
