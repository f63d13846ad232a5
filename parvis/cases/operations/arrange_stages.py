"""Make the stages that categories go by: sets of them, and the stages of a set."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from parvis.cases.models import Outcome, Stage, StageSet, Status
from parvis.cases.models.stage import STATUSES
from parvis.cases.stage_events import StageAdded, StageDescribed, StagesCreated, StagesRenamed
from parvis.directory import policy
from parvis.kernel import clock
from parvis.kernel.actors import Actor
from parvis.kernel.events import record
from parvis.kernel.operations import Refused, lock, operation, require

LONGEST_SET, LONGEST_NAME, LONGEST_MESSAGE = 120, 80, 5_000
TOLD: dict[str, type] = {"name": str, "public_name": str, "status": Status, "outcome": str, "message": str}
Value = str | Status | Outcome


@operation
def create_stage_set(name: str, *, by: Actor) -> StageSet:
    """A set, without a stage yet. Refuses a name that is taken."""
    require(policy.can_arrange(by))
    made = StageSet(name=_named(name), updated_at=clock.now())
    _require_free(made)
    made.save()
    record(made, StagesCreated(), by=by)
    return made


@operation
def rename_stage_set(stages: StageSet, *, name: str, by: Actor) -> StageSet:
    """The same name again says nothing new."""
    stages = lock(stages)
    require(policy.can_arrange(by))
    fact = StagesRenamed(name=_named(name), previous_name=stages.name)
    if fact.name != fact.previous_name:
        stages.name = _named(name)
        _require_free(stages)
        stages.save(update_fields=["name"])
        record(stages, fact, by=by)
    return stages


@operation
def add_stage(stages: StageSet, *, said: Mapping[str, Value], by: Actor) -> Stage:
    """One more, the last. Refuses by the field what could not be kept."""
    stages = lock(stages)
    require(policy.can_arrange(by))
    stage = Stage(stage_set=stages, position=Stage.objects.filter(stage_set=stages).count())
    _describe(stage, said)
    stage.save()
    record(stages, StageAdded(stage_id=stage.pk), by=by)
    return stage


@operation
def describe_stage(stages: StageSet, *, stage: Stage, said: Mapping[str, Value], by: Actor) -> Stage:
    """Change what is said of it; what is not named stays. The same again says nothing new.

    Its status and its end stay what they are once a case has them.
    """
    stage = Stage.objects.select_for_update(of=("self",)).get(pk=stage.pk, stage_set=stages.pk)
    stages = lock(stages)
    require(policy.can_arrange(by))
    before = {field: str(getattr(stage, field)) for field in TOLD}
    _describe(stage, said)
    after = {field: str(getattr(stage, field)) for field in TOLD}
    changed = [field for field in TOLD if before[field] != after[field]]
    if not changed:
        return stage
    if {"status", "outcome"} & set(changed) and stage.is_held:
        raise Refused(_("Des demandes sont à cette étape : retirez-la, puis ajoutez-en une autre."), "end")
    stage.save(update_fields=changed)
    fact = StageDescribed(
        stage_id=stage.pk, before={one: before[one] for one in changed}, after={one: after[one] for one in changed}
    )
    record(stages, fact, by=by)
    return stage


def _describe(stage: Stage, said: Mapping[str, Value]) -> None:
    require(all(isinstance(value, TOLD[field]) for field, value in said.items()))
    for field, value in said.items():
        is_long = field == "message"
        setattr(stage, field, value.replace("\r\n", "\n").strip() if is_long else " ".join(value.split()))
    if not 0 < len(stage.name) <= LONGEST_NAME:
        raise Refused(_("Donnez un nom : 80 caractères au plus."), "name")
    if len(stage.public_name) > LONGEST_NAME:
        raise Refused(_("80 caractères au plus : cela tient sur une ligne."), "public_name")
    if len(stage.message) > LONGEST_MESSAGE:
        raise Refused(_("Ce texte est trop long : %(size)d caractères au plus.") % {"size": LONGEST_MESSAGE}, "message")
    if stage.message and not stage.public_name:
        raise Refused(_("Écrivez ce que lit le demandeur, puisqu’un message lui est envoyé."), "public_name")
    if stage.status not in STATUSES or stage.is_ending != bool(stage.outcome) or stage.outcome == Outcome.WITHDRAWN:
        raise Refused(_("Choisissez où en est une demande à cette étape."), "end")
    beside = Stage.objects.filter(stage_set=stage.stage_set_id, ended_on__isnull=True).exclude(pk=stage.pk)
    if any(other.name.casefold() == stage.name.casefold() for other in beside):
        raise Refused(_("« %s » existe déjà ici.") % stage.name, "name")


def _named(name: str) -> str:
    tidy = " ".join(name.split())
    if not 0 < len(tidy) <= LONGEST_SET:
        raise Refused(_("Donnez un nom : 120 caractères au plus."), "name")
    return tidy


def _require_free(stages: StageSet) -> None:
    others = StageSet.objects.exclude(pk=stages.pk)
    if any(other.name.casefold() == stages.name.casefold() for other in others):
        raise Refused(_("« %s » existe déjà.") % stages.name, "name")
