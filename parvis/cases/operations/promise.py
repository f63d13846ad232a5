"""Promise the requester a date, remind of it when it has passed, and say what is urgent."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from parvis.cases import policy
from parvis.cases.events import CasePrioritised, CasePromised, PromisePassed
from parvis.cases.models import Case, Priority
from parvis.cases.moves import begin
from parvis.cases.reminders import await_reminder, morning
from parvis.directory.models import Agent
from parvis.kernel import clock
from parvis.kernel.actors import Actor, System
from parvis.kernel.events import record
from parvis.kernel.operations import Refused, lock, operation, require
from parvis.kernel.schedule import due, schedule
from parvis.kernel.tenancy import current

FARTHEST = timedelta(days=730)
TIMER = "cases.promise_passed"


@operation
def promise(case: Case, *, on: date, by: Agent) -> Case:
    """Acknowledge the case with a date, or change the date. A new case is then under way. The same date says nothing new."""
    case = lock(case)
    require(policy.may("promise", by, case))
    if not policy.POSSIBLE["promise"](case):
        raise Refused(_("Aucune date ne peut plus être annoncée pour cette demande."))
    today = clock.today(current())
    if on < today:
        raise Refused(_("Cette date est passée : choisissez aujourd’hui ou un jour à venir."), "on")
    if on > today + FARTHEST:
        raise Refused(_("Cette date est à plus de deux ans : vérifiez l’année."), "on")
    if on != case.estimated_on:
        fact = CasePromised(estimated_on=on, previous_on=case.estimated_on)
        case.estimated_on = on
        begin(case)
        case.save(update_fields=["estimated_on", "status"])
        record(case, fact, by=by)
        schedule(case, TIMER, morning_after(on))
        await_reminder(case)
    return case


@operation
def prioritise(case: Case, *, priority: Priority, by: Agent) -> Case:
    """Say how much it presses, for the agents' lists only."""
    case = lock(case)
    require(policy.may("prioritise", by, case))
    if case.is_closed:
        raise Refused(_("Cette demande est close."))
    if case.priority != priority:
        fact = CasePrioritised(priority=priority, previous=case.priority)
        case.priority = priority
        case.save(update_fields=["priority"])
        record(case, fact, by=by)
    return case


@operation
def remind_of_promise(case: Case, *, by: Actor) -> Case:
    """Note that the date has passed; nothing when the work is done or the date has moved."""
    case = lock(case)
    if case.estimated_on is not None and case.is_late(clock.today(current())):
        record(case, PromisePassed(estimated_on=case.estimated_on), by=by)
    return case


@due(TIMER)
def promise_passed(case_id: int) -> None:
    """It reads the case as it is now; when somebody acts on it in that instant, the timer comes back in ten seconds."""
    remind_of_promise(Case.objects.get(pk=case_id), by=System("worker"))


def morning_after(day: date) -> datetime:
    return morning(day + timedelta(days=1))
