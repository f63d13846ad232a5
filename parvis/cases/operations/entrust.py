"""What a case is from the start beside its unit: confidential, and open to those whom its category names; or a group's."""

from parvis.cases.deadline_events import CaseDue
from parvis.cases.events import CaseRestricted
from parvis.cases.group_events import CaseGrouped
from parvis.cases.models import Case, Confidant, Group
from parvis.cases.reminders import await_reminder
from parvis.cases.routing import Destination
from parvis.kernel.actors import System
from parvis.kernel.events import record


def entrust(*cases: tuple[Case, Destination]) -> None:
    """Name on each, confidential from the start, those to whom its category opens it."""
    Confidant.objects.bulk_create(Confidant(case=case, agent=one) for case, to in cases for one in to.named)


def confidence(destination: Destination) -> CaseRestricted:
    """The fact that it is confidential as it comes in."""
    named = sorted(one.pk for one in destination.named)
    return CaseRestricted(named=named, previously=[], was_confidential=False, cause="category", released_id=None)


def grouping(to: Group) -> CaseGrouped:
    """The fact that its rule sends it to a group as it comes in."""
    return CaseGrouped(group_id=to.pk, previous_group_id=None, previous_id=None)


def tell_of_start(case: Case, destination: Destination) -> None:
    """It has just come in: what its rule or its category made of it at once."""
    if destination.group is not None:
        record(case, grouping(destination.group), by=System("routing"))
    if case.due_on is not None:
        record(case, CaseDue(due_on=case.due_on, previous_on=None), by=System("category"))
        await_reminder(case)
    if case.is_confidential:
        entrust((case, destination))
        record(case, confidence(destination), by=System("category"))
