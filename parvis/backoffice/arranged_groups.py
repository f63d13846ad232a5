"""The facts about groups, in words: what changed, what it was, what it is."""

from django.utils.translation import gettext as _

from parvis.backoffice.naming import Naming, Said
from parvis.cases import group_events as facts
from parvis.kernel.events import Fact


def of_groups(fact: Fact, naming: Naming) -> list[Said]:
    match fact:
        case facts.GroupCreated(unit_id=None):
            return [Said(_("Le groupe est créé"))]
        case facts.GroupCreated():
            return [Said(_("Le groupe est créé"), naming.units.get(fact.unit_id or 0, ""))]
        case facts.GroupDescribed():
            return _described(fact, naming)
        case facts.GroupJoined():
            return [Said(_("%s est du groupe") % naming.agents.get(fact.agent_id, ""))]
        case facts.GroupQuitted():
            return [Said(_("%s n’est plus du groupe") % naming.agents.get(fact.agent_id, ""))]
        case facts.GroupDissolved(into_group_id=None):
            return [Said(_("Le groupe est supprimé ; ses demandes restent à leurs services"))]
        case facts.GroupDissolved():
            return [Said(_("Le groupe est supprimé ; ses demandes vont à"), naming.groups.get(fact.into_group_id or 0, ""))]
    return []


def _described(fact: facts.GroupDescribed, naming: Naming) -> list[Said]:
    labels = {
        "name": _("Nom"), "unit": _("Service"), "category": _("Catégorie"), "district": _("Secteur"),
        "sees_all": _("Voit toutes ces demandes"),
    }  # fmt: skip
    before, after = fact.before or {}, fact.after or {}
    return [Said(labels[one], _value(one, after[one], naming), _value(one, before[one], naming)) for one in after]


def _value(field: str, value: str, naming: Naming) -> str:
    if field == "sees_all":
        return _("oui") if value else _("non")
    named = {"unit": naming.units, "category": naming.categories, "district": naming.districts}
    if field in named:
        return named[field].get(int(value), "") if value else _("(aucun)")
    return value
