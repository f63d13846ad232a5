"""The geocoder's own name of a place, sealed: it travels through the page, and only what we wrote is published unread."""

from django.core import signing

from parvis.kernel.tenancy import current_id
from parvis.kernel.text import fold

SALT = "parvis.portal.place"


def seal(name: str) -> str:
    return signing.Signer(salt=SALT).sign_object([current_id(), name])


def opened(sealed: str) -> str:
    """The name, or "" for what is not ours."""
    try:
        authority, name = signing.Signer(salt=SALT).unsign_object(sealed)
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    return str(name) if authority == current_id() else ""


def is_same(one: str, other: str) -> bool:
    """The same words, whatever their accents, their capitals and the spaces between."""
    return fold(one).split() == fold(other).split()
