"""The facts about categories, in words: what changed, what it was, what it is."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parvis.backoffice.arranged_questions import of_questions
from parvis.backoffice.naming import Naming, Said
from parvis.cases import category_events as facts
from parvis.cases.deadline_events import DelayApplied
from parvis.cases.models import Kind, Publication
from parvis.kernel.events import Fact

FIRST_WORDS = 120
# 0 is none.
NUMBERS = ("goal_days", "remind_before", "remind_after", "remind_head_after", "remind_every", "daily_limit")


def of_categories(fact: Fact, naming: Naming) -> list[Said]:
    match fact:
        case facts.CategoryCreated():
            return [Said(_("La catégorie est créée"))]
        case facts.CategoryDescribed():
            return _described(fact.before or {}, fact.after or {}, naming)
        case facts.CategoryPlaced():
            return [Said(_("Place dans la liste"), str(fact.position + 1), str(fact.previous_position + 1))]
        case facts.CategoryRetired(into_category_id=None):
            return [Said(_("La catégorie est retirée ; ses demandes en cours y restent"))]
        case facts.CategoryRetired():
            into = naming.categories.get(fact.into_category_id or 0, "")
            return [Said(_("La catégorie est retirée ; ses demandes en cours vont dans"), into)]
        case facts.CategoryBroughtBack():
            return [Said(_("La catégorie est remise"))]
        case facts.QuestionsSet():
            return of_questions(fact, naming)
        case DelayApplied():
            moved = ngettext("%d échéance déplacée", "%d échéances déplacées", fact.count) % fact.count
            return [Said(_("Le délai vaut aussi pour les demandes ouvertes"), moved)]
    return _of_routing(fact, naming)


def _of_routing(fact: Fact, naming: Naming) -> list[Said]:
    match fact:
        case facts.RuleSet():
            return [Said(_where(fact.district_id, naming), _whom(fact.unit_id, fact.agent_id, naming))]
        case facts.RuleChanged():
            was = _whom(fact.previous_unit_id, fact.previous_agent_id, naming)
            return [Said(_where(fact.district_id, naming), _whom(fact.unit_id, fact.agent_id, naming), was)]
        case facts.RuleUnset():
            was = _whom(fact.previous_unit_id, fact.previous_agent_id, naming)
            return [Said(_where(fact.district_id, naming), _("(règle retirée)"), was)]
        case facts.RuleGrouped(group_id=None):
            was = naming.groups.get(fact.previous_group_id or 0, "")
            return [Said(_where(fact.district_id, naming), _("aucun groupe"), _("groupe « %s »") % was)]
        case facts.RuleGrouped():
            was = naming.groups.get(fact.previous_group_id or 0, "")
            now = _("groupe « %s »") % naming.groups.get(fact.group_id or 0, "")
            return [Said(_where(fact.district_id, naming), now, _("groupe « %s »") % was if was else "")]
        case facts.OwnerNamed():
            return [Said(_where(fact.district_id, naming), _("%s en répond") % naming.agents.get(fact.agent_id, ""))]
        case facts.OwnerUnnamed():
            return [Said(_where(fact.district_id, naming), _("%s n’en répond plus") % naming.agents.get(fact.agent_id, ""))]
    return []


def _where(district_id: int | None, naming: Naming) -> str:
    return naming.districts.get(district_id, "") if district_id else _("Partout")


def _whom(unit_id: int, agent_id: int | None, naming: Naming) -> str:
    unit = naming.units.get(unit_id, "")
    return f"{naming.agents.get(agent_id, '')}, {unit}" if agent_id else unit


def _described(before: Mapping[str, str], after: Mapping[str, str], naming: Naming) -> list[Said]:
    labels = {
        "name": _("Nom"), "pictogram": _("Dessin"), "synonyms": _("Autres mots"), "notice": _("Dit en haut du formulaire"),
        "season_from": _("Proposée du"), "season_to": _("Proposée jusqu’au"), "kind": _("Genre"),
        "publication": _("Ce qui est public"), "nearby_metres": _("Montrer ce qui est signalé à moins de (mètres)"),
        "reopening_days": _("« Toujours en panne ? » (jours)"), "is_danger": _("Danger"), "is_anonymous": _("Anonyme"),
        "asks_place": _("Le lieu est demandé"), "needs_place": _("Le lieu est obligatoire"),
        "is_confidential": _("Confidentielle dès son arrivée"),
        "is_for_agents": _("Réservée aux agents"), "parent": _("Thème"), "unit": _("Service"), "zoning": _("Découpage"),
        "stages": _("Étapes"), "goal_days": _("Délai visé (jours)"), "goal_is_working": _("Délai en jours ouvrés"),
        "goal_is_told": _("Délai annoncé aux habitants"), "remind_before": _("Relance avant l’échéance (jours)"),
        "remind_after": _("Relance après l’échéance (jours)"), "remind_head_after": _("Relance du chef (jours)"),
        "remind_every": _("Relances suivantes, tous les (jours)"), "daily_limit": _("Demandes par personne et par jour"),
    }  # fmt: skip
    return [Said(labels.get(one, one), _value(one, after[one], naming), _value(one, before[one], naming)) for one in after]


def _value(field: str, value: str, naming: Naming) -> str:
    if field in NUMBERS:
        return value if value != "0" else _("(aucun)")
    if field.startswith(("is_", "asks_", "needs_", "goal_is_")):
        return _("oui") if value else _("non")
    named = {"parent": naming.categories, "unit": naming.units, "zoning": naming.zonings, "stages": naming.stage_sets}
    if (names := named.get(field)) is not None:
        return names.get(int(value), "") if value else _("(aucun)")
    if field in ("season_from", "season_to") and value:
        month, day = value.split("-")
        return f"{day}/{month}"
    if field == "kind":
        return str(Kind(value).label)
    if field == "publication":
        return str(Publication(value).label)
    return value[:FIRST_WORDS] or _("(vide)")
