"""What a date promises, by the kind of the case: a repair, a visit or a reply."""

from django.utils.translation import gettext as _

from parvis.cases.models import Case, Kind


def promised_of(case: Case) -> str:
    """A feminine noun in all three, so that one sentence holds any: "Réparation prévue avant le…"."""
    return {Kind.REPORT: _("Réparation"), Kind.SERVICE: _("Intervention")}.get(Kind(case.category.kind)) or _("Réponse")
