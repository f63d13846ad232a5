"""The stages that a case may go to now, by somebody."""

from parvis.cases import policy
from parvis.cases.models import Case, Stage
from parvis.cases.staging import refusal, stage_set_of
from parvis.directory.models import Agent


def stages_for(case: Case) -> list[Stage]:
    """All those of its category that are in use, in their order: one query, none in a town without stages."""
    chosen = stage_set_of(case.category)
    return list(Stage.objects.filter(stage_set=chosen, ended_on__isnull=True)) if chosen is not None else []


def moves_of(case: Case, by: Agent) -> list[Stage]:
    """Those where this agent may bring it now, where it is already left out."""
    if not policy.POSSIBLE["move"](case):
        return []
    there = (stage for stage in stages_for(case) if stage.pk != case.stage_id)
    return [stage for stage in there if not refusal(case, stage) and policy.can_move_to(by, case, stage)]
