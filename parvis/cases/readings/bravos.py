"""How many found a job well done; and, for those who did it, which jobs lately."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max

from parvis.cases.models import Bravo, Case
from parvis.directory.models import Agent

LATELY = timedelta(days=7)
FEW = 3


@dataclass(frozen=True)
class Praise:
    """`who`: the first name of whoever has the case; the team's when nobody has."""

    case: Case
    count: int
    who: str
    is_mine: bool


def count(case: Case) -> int:
    """For the present end: what was said of a repair that did not hold is not said of the next."""
    return Bravo.objects.filter(case=case, said_at__gte=case.closed_at).count() if case.closed_at is not None else 0


def lately(agent: Agent, now: datetime) -> list[Praise]:
    """Of the jobs that the agent sees, their own first, then what was praised last."""
    seen = Bravo.objects.filter(said_at__gte=now - LATELY, case__in=Case.objects.visible_to(agent).values("pk"))
    counted = list(seen.values("case").annotate(count=Count("pk"), last=Max("said_at")).order_by("-last")[:20])
    cases = Case.objects.all().select_related("category", "unit", "assignee").in_bulk([row["case"] for row in counted])
    praised = [
        Praise(
            case=(case := cases[row["case"]]),
            count=row["count"],
            who=case.assignee.first_name if case.assignee else case.unit.name,
            is_mine=case.assignee_id == agent.pk,
        )
        for row in counted
    ]
    return sorted(praised, key=lambda praise: not praise.is_mine)[:FEW]
