"""Addresses of e-mail as somebody types them."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from parvis.kernel.operations import Refused

LONGEST = 254


def read_email(typed: str) -> str:
    """The address in it. Refused: what is none."""
    address = typed.strip()
    try:
        validate_email(address if len(address) <= LONGEST else "")
    except ValidationError:
        raise Refused(_("Écrivez l’adresse en entier, comme nom@exemple.fr."), "email") from None
    return address


def normal(typed: str) -> str:
    """The address in small letters, so that it is told once however it is typed."""
    return read_email(typed).lower()
