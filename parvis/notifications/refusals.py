"""What a mail server answered, in the words of an agent who wonders what to do about it (RFC 3463 names the codes)."""

import re

from django.utils.translation import gettext as _

_CODE = re.compile(r"^([45])\d\d(?:[ -][45]\.(\d{1,3})\.(\d{1,3}))?")
# Ours, with the machine's word for it.
_TROUBLE = re.compile(r"^(.+) \(\w+\)$")


def in_words(said: str) -> str:
    """`said`: the server's own words, or ours when it could not be reached. Never its words again: they are for its keeper."""
    code = _CODE.match(said)
    if code is None:
        trouble = _TROUBLE.match(said)
        return trouble[1] if trouble else _("l’adresse ne peut pas être lue")
    subject, detail = code[2], code[3]
    if (subject, detail) == ("2", "2") or said.startswith("552"):
        return _("la boîte est pleine")
    if code[1] == "4":
        return _("le serveur du destinataire demande d’attendre")
    if subject == "7":
        return _("le serveur du destinataire n’en veut pas")
    if subject in ("1", "2") or said[:3] in ("550", "551", "553"):
        return _("l’adresse n’existe pas ou n’existe plus")
    return _("le serveur du destinataire n’en veut pas")
