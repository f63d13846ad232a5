"""What its author changed in a case, before and after; nothing once it is forgotten."""

from django.utils.translation import gettext as _

from parvis.cases.events import CaseCorrected


def before(fact: CaseCorrected) -> str:
    said = " · ".join(part for part in (fact.address_before, fact.words_before) if part)
    return earlier(said)


def earlier(said: str | None) -> str:
    return _("Avant : %s") % said if said else ""


def after(fact: CaseCorrected) -> str:
    return "\n".join(part for part in (fact.address_after, fact.words_after) if part)
