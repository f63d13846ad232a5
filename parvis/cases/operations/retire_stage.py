"""Put a stage among those of its set, or retire it."""

from collections.abc import Sequence

from django.db.models import Q
from django.utils.translation import gettext as _

from parvis.cases.events import CaseRestaged
from parvis.cases.models import Case, Category, Stage, StageSet
from parvis.cases.stage_events import StagePlaced, StageRetired
from parvis.cases.staging import stage_set_of
from parvis.directory import policy
from parvis.kernel import clock
from parvis.kernel.actors import Actor
from parvis.kernel.events import change_all, record
from parvis.kernel.operations import Refused, lock, operation, require, require_ours
from parvis.kernel.tenancy import current

STAGED = ("stage", "stage_before")


@operation
def place_stage(stages: StageSet, *, stage: Stage, at: int, by: Actor) -> StageSet:
    """Put it at that place, from 0; the others make room. Beyond the last it is the last."""
    stages = lock(stages)
    require(policy.can_arrange(by))
    others = [one for one in Stage.objects.filter(stage_set=stages, ended_on__isnull=True) if one.pk != stage.pk]
    stage = Stage.objects.get(pk=stage.pk, stage_set=stages)
    for position, one in enumerate([*others[: max(at, 0)], stage, *others[max(at, 0) :]]):
        if one.position != position:
            fact = StagePlaced(stage_id=one.pk, position=position, previous_position=one.position)
            one.position = position
            one.save(update_fields=["position"])
            record(stages, fact, by=by)
    return stages


@operation
def retire_stage(stages: StageSet, *, stage: Stage, by: Actor, into: Stage | None = None) -> Stage:
    """No case goes to it any more. Its open cases go to another stage of the same status, or are in none; nobody is written
    to. Those that it has ended keep it."""
    stage = Stage.objects.select_for_update(of=("self",)).get(pk=stage.pk, stage_set=stages.pk)
    stages = lock(stages)
    require(policy.can_arrange(by))
    require_ours(into)
    if stage.ended_on is not None:
        return stage
    if into is not None:
        into = Stage.objects.get(pk=into.pk)  # as it is now
        _require_fitting(stage, into)
    held = list(
        Case.objects.open().filter(Q(stage=stage) | Q(stage_before=stage)).select_for_update(of=("self",)).order_by("pk")
    )
    _restage(held, stage, into, by=by)
    stage.ended_on = clock.today(current())
    stage.save(update_fields=["ended_on"])
    counted = sum(not case.is_confidential for case in held)  # the journal tells it to whoever arranges the town
    fact = StageRetired(stage_id=stage.pk, into_stage_id=into.pk if into else None, open_cases=counted)
    record(stages, fact, by=by)
    return stage


def leave_stages(cases: Sequence[Case], category: Category, *, by: Actor) -> None:
    """Locked cases are at none any more, where that category, theirs since, goes by others."""
    stays = stage_set_of(category)
    held = {pk for case in cases for pk in (case.stage_id, case.stage_before_id) if pk}
    for stage in Stage.objects.filter(pk__in=held).exclude(stage_set=stays):
        _restage([case for case in cases if stage.pk in (case.stage_id, case.stage_before_id)], stage, None, by=by)


def _restage(cases: Sequence[Case], stage: Stage, into: Stage | None, *, by: Actor) -> None:
    """Wherever a case has that stage, it has the other, or none."""
    fact = CaseRestaged(stage_id=into.pk if into else None, previous_stage_id=stage.pk)
    for columns in (("stage",), ("stage_before",), ("stage", "stage_before")):
        those = [case for case in cases if columns == tuple(one for one in STAGED if getattr(case, f"{one}_id") == stage.pk)]
        change_all([(case, fact) for case in those], dict.fromkeys(columns, into), by=by)
        for case in those:
            for column in columns:
                setattr(case, column, into)


def _require_fitting(stage: Stage, into: Stage) -> None:
    if into.pk == stage.pk or into.ended_on is not None or into.stage_set_id != stage.stage_set_id:
        raise Refused(_("Choisissez une autre étape, qui existe encore."), "into")
    if into.status != stage.status:
        raise Refused(_("Une demande ne change pas d’état ainsi : choisissez une étape du même état."), "into")
