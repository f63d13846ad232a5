"""All that one page says of a stage."""

from collections.abc import Mapping

from parvis.cases.models import Stage, StageSet
from parvis.cases.operations.arrange_stages import Value, add_stage, describe_stage
from parvis.cases.operations.retire_stage import place_stage
from parvis.kernel.actors import Actor
from parvis.kernel.operations import lock, operation


@operation
def keep_stage(
    stages: StageSet, *, said: Mapping[str, Value], by: Actor, stage: Stage | None = None, at: int | None = None
) -> Stage:
    """What it is and its place among the others, or neither; a new one where none is given. Without `at` it stays there."""
    stages = lock(stages)
    stage = describe_stage(stages, stage=stage, said=said, by=by) if stage else add_stage(stages, said=said, by=by)
    if at is not None:
        place_stage(StageSet.objects.get(pk=stages.pk), stage=stage, at=at, by=by)
    return stage
