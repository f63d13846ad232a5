"""Give a case the day by which its category has it dealt with."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Max

from parvis.cases.deadline_events import CaseDue
from parvis.cases.events import CaseReopened
from parvis.cases.goals import goal_of
from parvis.cases.models import Case
from parvis.cases.reminders import await_reminder
from parvis.kernel.actors import System
from parvis.kernel.events import record
from parvis.kernel.models import Event


def since_when(cases: Sequence[Case]) -> dict[int, date]:
    """From which day the delay of each is counted: since it came in, or was last opened again."""
    ids = [case.pk for case in cases]
    events = Event.objects.filter(subject_kind=Case.subject_kind(), subject_id__in=ids, kind=CaseReopened.kind)
    again = dict(events.values("subject_id").annotate(last=Max("on")).values_list("subject_id", "last"))
    return {case.pk: again.get(case.pk, case.received_on) for case in cases}


def set_due(case: Case, *, since: date) -> bool:
    """Of a locked case, counted from that day; whether it moved. Its reminders follow."""
    due_on, previous = goal_of(case.category, since=since), case.due_on
    if due_on != previous:
        case.due_on = due_on
        case.save(update_fields=["due_on"])
        record(case, CaseDue(due_on=due_on, previous_on=previous), by=System("category"))
    await_reminder(case)
    return due_on != previous
