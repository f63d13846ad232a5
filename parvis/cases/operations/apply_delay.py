"""Once the delay of a category has changed: have it hold for the cases that are open already."""

from parvis.cases.deadline_events import DelayApplied
from parvis.cases.models import Case, Category
from parvis.cases.operations.set_due import set_due, since_when
from parvis.directory import policy
from parvis.kernel import clock
from parvis.kernel.actors import Actor, System
from parvis.kernel.events import record
from parvis.kernel.operations import lock, operation, require
from parvis.kernel.schedule import due, schedule

APPLYING = "cases.delay_applied"
BATCH = 200


@operation
def apply_delay(category: Category, *, by: Actor) -> Category:
    """The worker does it, a few hundred at a time. Asked again meanwhile, it begins again."""
    category = lock(category)
    require(policy.can_arrange(by))
    category.applying_after, category.applied = 0, 0
    category.save(update_fields=["applying_after", "applied"])
    schedule(category, APPLYING, clock.now())
    return category


@operation
def apply_to_some(category: Category, *, by: Actor) -> Category:
    """To the next open cases, in the order in which they came; after the last, the fact is told, of the category.

    Where it stopped is in the category's row, so that a worker killed at any instant goes on from there. The delay is counted
    from the day that each came in, or was last opened again; a date that was promised stays.
    """
    category = lock(category)
    if category.applying_after is None:
        return category
    rows = Case.objects.open().filter(category=category, pk__gt=category.applying_after)
    cases = list(rows.select_related("category").select_for_update(of=("self",)).order_by("pk")[:BATCH])
    since = since_when(cases)
    moved = [case for case in cases if set_due(case, since=since[case.pk])]
    category.applied += sum(not case.is_confidential for case in moved)  # the journal tells it to whoever arranges the town
    category.applying_after = cases[-1].pk if len(cases) == BATCH else None
    category.save(update_fields=["applying_after", "applied"])
    if category.applying_after is not None:
        schedule(category, APPLYING, clock.now())
    else:
        record(category, DelayApplied(count=category.applied), by=by)
    return category


@due(APPLYING)
def applying(category_id: int) -> None:
    """When somebody changes the category in that instant, the timer comes back in ten seconds."""
    apply_to_some(Category.objects.get(pk=category_id), by=System("worker"))
