"""Make a practice town, begin it anew, or take it away, some at a time."""

from parvis.kernel import clock
from parvis.kernel.actors import Actor, System
from parvis.kernel.operations import lock, operation
from parvis.kernel.schedule import due, schedule
from parvis.practice.making import STAGES
from parvis.practice.models import Practice, Stage, State

# The timer that takes the next steps.
MAKING = "practice.making"
MOVED = ["town", "host", "state", "stage", "total", "done", "refused", "cases", "ready_at"]


@operation
def carry_on(practice: Practice, *, by: Actor) -> Practice:
    """The next few steps. Where it stands is in its row: a worker killed at any instant goes on from there."""
    practice = lock(practice)
    if practice.state not in (State.MAKING, State.CLOSING):
        return practice
    at = (practice.stage, practice.total)
    STAGES[Stage(practice.stage)](practice, by)
    # The steps of a large town weigh megabytes: they are written when they are others.
    practice.save(update_fields=[*MOVED, *(["steps"] if at != (practice.stage, practice.total) else [])])
    if practice.state in (State.MAKING, State.CLOSING):
        schedule(practice, MAKING, clock.now())
    return practice


@due(MAKING)
def making(practice_id: int) -> None:
    carry_on(Practice.objects.get(pk=practice_id), by=System("practice"))
