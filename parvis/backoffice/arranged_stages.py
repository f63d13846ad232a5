"""The facts about stages, in words: what changed, what it was, what it is."""

from django.utils.translation import gettext as _

from parvis.backoffice.naming import Naming, Said
from parvis.cases import stage_events as facts
from parvis.cases.models import Outcome, Status
from parvis.kernel.events import Fact

FIRST_WORDS = 120


def of_stages(fact: Fact, naming: Naming) -> list[Said]:
    match fact:
        case facts.StagesCreated():
            return [Said(_("Le parcours est créé"))]
        case facts.StagesRenamed():
            return [Said(_("Nom"), fact.name or "", fact.previous_name or "")]
        case facts.StageAdded():
            return [Said(_("Étape ajoutée"), naming.stages.get(fact.stage_id, ""))]
        case facts.StageDescribed():
            return _described(fact, naming)
        case facts.StagePlaced():
            what = _("Place de l’étape « %s »") % naming.stages.get(fact.stage_id, "")
            return [Said(what, str(fact.position + 1), str(fact.previous_position + 1))]
        case facts.StageRetired():
            what = _("Étape retirée : %s") % naming.stages.get(fact.stage_id, "")
            if fact.into_stage_id is None:
                return [Said(what)]
            return [Said(what, _("ses demandes vont à : %s") % naming.stages.get(fact.into_stage_id, ""))]
    return []


def _described(fact: facts.StageDescribed, naming: Naming) -> list[Said]:
    labels = {
        "name": _("Nom"), "public_name": _("Ce que lisent les habitants"), "message": _("Message au demandeur"),
        "status": _("État"), "outcome": _("Issue"),
    }  # fmt: skip
    before, after, stage = fact.before or {}, fact.after or {}, naming.stages.get(fact.stage_id, "")
    return [Said(f"{stage}, {labels[one].lower()}", _value(one, after[one]), _value(one, before[one])) for one in after]


def _value(field: str, value: str) -> str:
    if field == "status":
        return str(Status(value).label)
    if field == "outcome" and value:
        return str(Outcome(value).label)
    return value[:FIRST_WORDS] or _("(vide)")
