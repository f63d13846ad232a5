"""Secrets that must be read again (of a provider, of a directory): kept sealed, so that the rows alone do not tell them."""

from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken
from django.utils.crypto import salted_hmac

SALT = "parvis.kernel.sealing"


class Unsealable(Exception):
    """Sealed under another SECRET_KEY: nobody can read it any more, it must be given again."""


def seal(secret: str) -> str:
    return _fernet().encrypt(secret.encode()).decode() if secret else ""


def unseal(sealed: str) -> str:
    try:
        return _fernet().decrypt(sealed.encode()).decode() if sealed else ""
    except InvalidToken:
        raise Unsealable from None


def _fernet() -> Fernet:
    return Fernet(urlsafe_b64encode(salted_hmac(SALT, "", algorithm="sha256").digest()))
