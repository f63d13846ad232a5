"""The facts about zonings, in words; areas in m², codes as far as a line holds them."""

from collections.abc import Sequence

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parvis.backoffice.naming import Said
from parvis.kernel.events import Fact
from parvis.places import events as facts

SHOWN = 12


def of_zonings(fact: Fact) -> list[Said]:
    match fact:
        case facts.ZoningImported():
            counts = {"added": fact.added, "changed": fact.changed, "ended": fact.ended}
            return [Said(_("Secteurs nouveaux : %(added)d ; modifiés : %(changed)d ; terminés : %(ended)d") % counts)]
        case facts.ZoningRedrawn():
            told = [
                (ngettext("Secteur nouveau", "Secteurs nouveaux", len(fact.added)), fact.added),
                (ngettext("Secteur modifié", "Secteurs modifiés", len(fact.changed)), fact.changed),
                (ngettext("Secteur terminé", "Secteurs terminés", len(fact.ended)), fact.ended),
            ]
            return [Said(what, _codes(codes)) for what, codes in told if codes]
        case facts.DistrictChanged() | facts.ZoningRenamed():
            return [_field(key, fact.before[key], fact.after[key]) for key in fact.after]
        case facts.TerritorySet():
            return [Said(_("Le contour de la commune est donné"))]
        case facts.TerritoryRedrawn():
            return [Said(_("Contour de la commune"), _square(fact.after["area"]), _square(fact.before["area"]))]
        case facts.ZoningPlaced():
            words = ngettext(
                "%(count)d demande ouverte est replacée, dont %(moved)d dans un autre secteur",
                "%(count)d demandes ouvertes sont replacées, dont %(moved)d dans un autre secteur",
                fact.count,
            )
            return [Said(words % {"count": fact.count, "moved": fact.moved})]
    return []


def _field(key: str, before: str, after: str) -> Said:
    labels = {"name": _("Nom"), "code": _("Code"), "area": _("Contour")}
    if key == "area":
        before, after = _square(before), _square(after)
    return Said(labels.get(key, key), after, before)


def _square(area: str) -> str:
    """The sample of a test is no number."""
    return _("%s m²") % (number_format(int(area), force_grouping=True) if area.isdigit() else area)


def _codes(codes: Sequence[str]) -> str:
    shown = ", ".join(codes[:SHOWN])
    return shown if len(codes) <= SHOWN else _("%(codes)s… (%(count)d en tout)") % {"codes": shown, "count": len(codes)}
