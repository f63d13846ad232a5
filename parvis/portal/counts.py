"""Counts in words: past a thousand nobody counts, and the page says so."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parvis.kernel.paging import COUNTED
from parvis.kernel.text import unbreakable


@dataclass(frozen=True)
class Count:
    number: int
    words: str


def count_words(number: int) -> Count:
    if number > COUNTED:
        return Count(number, unbreakable(_("Plus de 1 000 demandes")))
    if number == 0:
        return Count(number, _("Aucune demande"))
    return Count(number, unbreakable(ngettext("%d demande", "%d demandes", number) % number))
