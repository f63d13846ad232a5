"""Remind whoever holds a case of its deadline: before it, after it, and further and further up."""

from datetime import date

from parvis.cases.deadline_events import DeadlineNear, DeadlinePassed
from parvis.cases.models import Case
from parvis.cases.reminders import REMINDER, Reminder, await_reminder, morning, plan_of
from parvis.kernel import clock
from parvis.kernel.actors import Actor, System
from parvis.kernel.events import history, record
from parvis.kernel.operations import lock, operation
from parvis.kernel.schedule import due
from parvis.kernel.tenancy import current


@operation
def remind(case: Case, *, by: Actor) -> Case:
    """Of the last reminder that is due and was not told, with the category as it is now; then await the next. Several that
    fell due while nobody was there to tell them are told as one; nothing is told of what is done."""
    case = lock(case)
    reminder, deadline = _now_due(case), case.deadline_on
    if reminder is not None and deadline is not None:
        if reminder.is_before:
            record(case, DeadlineNear(deadline_on=deadline), by=by)
        else:
            record(case, DeadlinePassed(deadline_on=deadline, height=reminder.height), by=by)
    await_reminder(case)
    return case


def _now_due(case: Case) -> Reminder | None:
    now, told = clock.now(), _last_told(case)
    over = [one for one in plan_of(case) if morning(one.on) <= now and (told is None or one.on > told)]
    # "It comes near" is not said of what has gone by, where nobody was there to say it in time.
    return over[-1] if over and not (over[-1].is_before and case.is_late(clock.today(current()))) else None


def _last_told(case: Case) -> date | None:
    kinds = (DeadlineNear.kind, DeadlinePassed.kind)
    return history(case).filter(kind__in=kinds).reverse().values_list("on", flat=True).first()


@due(REMINDER)
def reminder_due(case_id: int) -> None:
    """It reads the case as it is now; when somebody acts on it in that instant, the timer comes back in ten seconds."""
    remind(Case.objects.get(pk=case_id), by=System("worker"))
