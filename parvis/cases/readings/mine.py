"""All the cases of an address that its owner has shown to read."""

from dataclasses import dataclass

from django.db.models.functions import Lower

from parvis.cases.models import Case
from parvis.cases.querysets import CaseQuerySet
from parvis.cases.readings.public import place_of_mine, quarter
from parvis.cases.readings.standing import Standing, standing_of_mine
from parvis.kernel import clock
from parvis.kernel.paging import Page, capped_count, page_of
from parvis.kernel.tenancy import current

PAGE = 20


@dataclass(frozen=True)
class MyRow:
    """A case as a line of its requester's list. `key`: of its private page."""

    key: str
    number: str
    title: str
    pictogram: str
    place: str
    standing: Standing


@dataclass(frozen=True)
class MyRows:
    rows: list[MyRow]
    next: str


def of_address(address: str) -> CaseQuerySet:
    """Made with it, however it was typed. By an index of its own."""
    return Case.objects.all().annotate(address_in_small=Lower("requester_email")).filter(address_in_small=address)


def latest(address: str) -> Case | None:
    return of_address(address).order_by("-received_at", "-pk").first() if address else None


def count(address: str) -> int:
    return capped_count(of_address(address))


def rows(address: str, after: str = "") -> MyRows:
    """A page, the latest first."""
    found = of_address(address).select_related("category", "unit", "stage").prefetch_related(quarter())
    page: Page[Case] = page_of(found, by=("-received_at", "-pk"), after=after, size=PAGE)
    today = clock.today(current())
    return MyRows([_row(case, standing_of_mine(case, today)) for case in page.rows], page.next)


def _row(case: Case, standing: Standing) -> MyRow:
    return MyRow(case.private_key, case.number, case.category.name, case.category.pictogram, place_of_mine(case), standing)
