"""Whether a rule is about a case, as the case is now."""

from parvis.cases.models import Case, Priority, Status
from parvis.cases.routing import lineage_of
from parvis.notifications.models import Rule, Still


def is_about(rule: Rule, case: Case) -> bool:
    """Every condition that the rule has: a category holds for those below it, a unit for those below it."""
    return (
        (rule.unit is None or case.unit.path.startswith(rule.unit.path))
        and rule.district_id in (None, case.district_id)
        and rule.case_kind in ("", case.category.kind)
        and rule.came_by in ("", case.channel)
        and (not rule.is_urgent or case.is_danger or case.priority == Priority.HIGH)
        and still_holds(rule, case)
        and (rule.category_id is None or rule.category_id in {one.pk for one in lineage_of(case.category)})
    )


def still_holds(rule: Rule, case: Case) -> bool:
    match rule.still:
        case Still.NOT_TAKEN:
            return case.status == Status.NEW
        case Still.NOT_CLOSED:
            return case.status != Status.CLOSED and case.resolved_at is None
        case Still.WAITING:
            return case.status == Status.WAITING
    return True
