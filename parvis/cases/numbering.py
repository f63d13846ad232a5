"""The numbers that people read: 2026/000123, without a hole."""

from parvis.cases.models import Case
from parvis.kernel.models import Counter


def number(*cases: Case) -> None:
    """Give each the next number of its year. The counter's row is hot, so it is taken as late as can be."""
    by_year: dict[int, list[Case]] = {}
    for case in cases:
        by_year.setdefault(case.received_on.year, []).append(case)
    for year, there in by_year.items():
        first = Counter.next(f"case.{year}", len(there)) - len(there) + 1
        for sequence, case in enumerate(there, first):
            case.year, case.sequence = year, sequence
