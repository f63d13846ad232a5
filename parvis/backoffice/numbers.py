"""The number of a case in an address: 2026/000123."""

from django.http import Http404

from parvis.cases.discretion import as_seen_by
from parvis.cases.models import Case
from parvis.directory.models import Agent


class NumberConverter:
    """Both parts at once, so that an address is made from `case.number` and read back as it."""

    regex = r"[0-9]{4}/[0-9]{6,9}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


def find(agent: Agent, number: str) -> Case:
    """The case of that number, as it is now; one that the agent does not see is not found. Who asked is not in it for whoever
    may not know."""
    year, sequence = number.split("/")
    seen = Case.objects.visible_to(agent).filter(year=int(year), sequence=int(sequence))
    case = seen.select_related("category__parent", "unit", "assignee", "group", "district", "stage").first()
    if case is None or case.number != number:
        raise Http404
    return as_seen_by(agent, case)
