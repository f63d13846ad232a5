"""The facts about what people are to the town hall, what they read and what roles may, in words."""

from django.utils.translation import gettext as _

from parvis.backoffice.naming import Naming, Said
from parvis.cases import access_events as facts
from parvis.cases.roles import ACTIONS, CaseRole
from parvis.directory.events import AgentQualified
from parvis.directory.models import AgentKind
from parvis.kernel.events import Fact


def of_rights(fact: Fact, naming: Naming) -> list[Said]:
    match fact:
        case AgentQualified():
            now, was = str(AgentKind(fact.as_kind).label), str(AgentKind(fact.previous_kind).label)
            return [Said(_("Ce qu’est cette personne"), now, was)]
        case facts.AccessGiven():
            return [Said(_("Peut consulter"), _scope(fact, naming))]
        case facts.AccessTaken():
            return [Said(_("Ne peut plus consulter"), _scope(fact, naming))]
        case facts.RightChanged():
            yes, no = _("oui"), _("non")
            what = _("%(role)s : %(action)s") % {"role": CaseRole(fact.role).label, "action": ACTIONS[fact.action]}
            return [Said(what, yes if fact.is_allowed else no, no if fact.is_allowed else yes)]
    return []


def _scope(fact: facts.AccessGiven | facts.AccessTaken, naming: Naming) -> str:
    parts = [
        naming.units.get(fact.unit_id or 0, ""),
        naming.categories.get(fact.category_id or 0, ""),
        naming.districts.get(fact.district_id or 0, ""),
    ]
    return ", ".join(filter(None, parts)) or _("toute la commune")
