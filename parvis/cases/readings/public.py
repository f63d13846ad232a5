"""What anybody may look at: the list of cases under way and lately done, one case by its number, by its code."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Min, Prefetch, Q, QuerySet

from parvis.cases.codes import read_tracking_code
from parvis.cases.models import Case, CasePlacement, Message, MessageKind, Outcome, Publication, Status
from parvis.cases.models.case import SHOWN_DONE
from parvis.cases.querysets import CaseQuerySet
from parvis.cases.readings.catalogue import Catalogue
from parvis.cases.readings.faces import faces_of
from parvis.cases.readings.standing import Standing, standing
from parvis.cases.readings.wording import loose, words_of
from parvis.kernel import clock
from parvis.kernel.paging import Page, capped_count, page_of
from parvis.kernel.tenancy import current
from parvis.places.models import District, Zoning

PAGE = 20
UNDER_WAY, REPAIRED = "en-cours", "reparees"
# A code is written on paper and read over the phone: a year after the end it opens nothing any more.
SHOWN_BY_CODE = timedelta(days=365)
# What a list must not even have read: nothing of it can then slip into a page.
PERSONAL = (
    "words", "address", "requester_first_name", "requester_last_name", "requester_email", "requester_phone", "private_key",
    "tracking_code",
)  # fmt: skip
_NUMBER = re.compile(r"\s*(?:n°|no)?\s*([0-9]{4})\s*[/ -]\s*([0-9]{1,9})\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Filters:
    """What was asked of the list; empty shows all."""

    state: str = ""
    theme: int | None = None
    district: int | None = None
    days: int | None = None
    search: str = ""


@dataclass(frozen=True)
class Row:
    """A case as a line of a list: public facts only. `at`: "lat,lon", as the map has it; `face`: the name of a photo."""

    year: int
    sequence: str
    title: str
    pictogram: str
    place: str
    standing: Standing
    at: str
    face: UUID | None


@dataclass(frozen=True)
class Rows:
    rows: list[Row]
    next: str


def listed(catalogue: Catalogue, state: str = "") -> CaseQuerySet:
    """Under way, and done for thirty days at most.

    Two searches, each by its own partial index, then their union. Written as one condition with OR, or with a join to the
    categories, the same list reads all that was ever received (1 to 4 s against 0.02 with 300,000 cases). So, too, what
    is not wanted is excluded: no planner takes an index for that.
    """
    if state:
        return under_way(catalogue) if state == UNDER_WAY else lately_done(catalogue)
    either = under_way(catalogue).values("pk").union(lately_done(catalogue).values("pk"), all=True)
    return Case.objects.all().filter(pk__in=either)


def under_way(catalogue: Catalogue) -> CaseQuerySet:
    return _public(catalogue).open()


def done(catalogue: Catalogue) -> CaseQuerySet:
    """Done whenever it was: what is listed was done since `done_since`."""
    return _public(catalogue).filter(status=Status.CLOSED, outcome=Outcome.DONE)


def _public(catalogue: Catalogue) -> CaseQuerySet:
    """What is withheld is left out by its id, which every index holds: its mark would have each row read."""
    withheld = Case.objects.all().filter(is_withheld=True).values("pk")
    return Case.objects.all().exclude(category__in=catalogue.private).exclude(pk__in=withheld)


def lately_done(catalogue: Catalogue) -> CaseQuerySet:
    return done(catalogue).filter(closed_at__gte=done_since())


def done_since() -> datetime:
    return clock.now() - SHOWN_DONE


def rows(filters: Filters, catalogue: Catalogue, after: str = "") -> Rows:
    """A page of the list: what came last first; what was repaired last first when only that is asked."""
    by = ("-closed_at", "-pk") if filters.state == REPAIRED else ("-received_at", "-pk")
    found = filtered(filters, catalogue).select_related("category", "unit", "stage").defer(*PERSONAL)
    page: Page[Case] = page_of(found.prefetch_related(quarter()), by=by, after=after, size=PAGE)
    return Rows(_as_rows(page.rows), page.next)


def rows_of(pks: list[int]) -> list[Row]:
    """These, which are known to be public, in this order."""
    found = Case.objects.all().filter(pk__in=pks).select_related("category", "unit", "stage").defer(*PERSONAL)
    place = {pk: place for place, pk in enumerate(pks)}
    return _as_rows(sorted(found.prefetch_related(quarter()), key=lambda case: place[case.pk]))


def rows_numbered(numbers: Iterable[tuple[int, int]], catalogue: Catalogue) -> list[Row]:
    """Those of these numbers that are on the list."""
    wanted = Q()
    for year, sequence in numbers:
        wanted |= Q(year=year, sequence=sequence)
    if not wanted:
        return []
    found = listed(catalogue).filter(wanted).select_related("category", "unit", "stage").defer(*PERSONAL)
    return _as_rows(found.prefetch_related(quarter()).order_by("-received_at", "-pk"))


def count(filters: Filters, catalogue: Catalogue) -> int:
    return capped_count(filtered(filters, catalogue))


def count_under_way(catalogue: Catalogue) -> int:
    return capped_count(listed(catalogue, UNDER_WAY))


def latest_under_way(how_many: int, catalogue: Catalogue) -> list[Row]:
    found = listed(catalogue, UNDER_WAY).order_by("-received_at", "-pk")
    return _as_rows(found.select_related("category", "unit", "stage").defer(*PERSONAL).prefetch_related(quarter())[:how_many])


def lately_repaired(how_many: int, catalogue: Catalogue) -> list[Row]:
    found = listed(catalogue, REPAIRED).order_by("-closed_at", "-pk")
    found = found.select_related("category", "unit", "stage").defer(*PERSONAL).prefetch_related(quarter())
    return _as_rows(found[:how_many])


def districts() -> list[District]:
    """The districts of the town's first zoning, which people know by name."""
    return list(District.objects.filter(zoning__in=_first_zoning(), ended_on__isnull=True).order_by("name"))


def read_number(typed: str) -> tuple[int, int] | None:
    """The year and the sequence of "2026/000123", as a person types it."""
    found = _NUMBER.fullmatch(typed)
    return (int(found[1]), min(int(found[2]), 2**31 - 1)) if found else None


def by_number(year: int, sequence: int) -> Case | None:
    """A case of a public category, listed or archived; nothing of the others is known here."""
    cases = Case.objects.all().filter(year=year, sequence=sequence)
    return _whole(cases.exclude(category__publication=Publication.NEVER).exclude(is_withheld=True))


def contestable(typed: str) -> Case | None:
    """The case of that number, if everybody may still say that its work has not held."""
    number = read_number(typed)
    case = by_number(*number) if number else None
    return case if case is not None and case.is_contestable(clock.today(current())) else None


def by_code(typed: str) -> Case | None:
    """The case of a tracking code, of any category; none when the code is wrong or its case long closed."""
    code = read_tracking_code(typed)
    case = _whole(Case.objects.all().filter(tracking_code=code)) if code else None
    has_expired = case is not None and case.closed_at is not None and case.closed_at < clock.now() - SHOWN_BY_CODE
    return None if has_expired else case


def by_form(key: UUID) -> Case | None:
    """The case that a form has made."""
    return Case.objects.filter(form_key=key).first()


def by_private_key(key: str) -> Case | None:
    return _whole(Case.objects.all().filter(private_key=key))


def question_to_the_requester(case: Case) -> str:
    """What the town asked last, while it waits for the answer."""
    if case.status != Status.WAITING:
        return ""
    asked = Message.objects.filter(case=case, kind=MessageKind.QUESTION, is_told=True).order_by("pk").last()
    return asked.text if asked else ""


def is_archived(case: Case) -> bool:
    """Whether it has left the list: closed otherwise than done, or done for more than thirty days."""
    if case.closed_at is None:
        return False
    return case.outcome != Outcome.DONE or case.closed_at < clock.now() - SHOWN_DONE


def place_of(case: Case) -> str:
    """The address and the quarter, as everybody may read them. Needs the case read with `quarter`."""
    return _with_quarter(case.public_address, case)


def place_of_mine(case: Case) -> str:
    """The same to the requester: the address as they typed it."""
    return _with_quarter(case.address, case)


def _with_quarter(address: str, case: Case) -> str:
    quarter = next((placement.district.name for placement in case.placements.all() if placement.district), "")
    return ", ".join(part for part in (address, quarter) if part)


def _whole(cases: CaseQuerySet) -> Case | None:
    return cases.select_related("category", "unit", "stage").prefetch_related(quarter()).first()


def _as_rows(cases: Iterable[Case]) -> list[Row]:
    today, there = clock.today(current()), list(cases)
    faces = faces_of(there)
    return [_as_row(case, today, faces.get(case.pk)) for case in there]


def _as_row(case: Case, today: date, face: UUID | None) -> Row:
    category, at = case.category, "" if case.lat is None or case.lon is None else f"{case.lat:.5f},{case.lon:.5f}"
    sequence, place = f"{case.sequence:06d}", place_of(case)
    return Row(case.year, sequence, category.name, category.pictogram, place, standing(case, today), at, face)


def filtered(filters: Filters, catalogue: Catalogue) -> CaseQuerySet:
    return narrowed(listed(catalogue, filters.state), filters, catalogue)


def narrowed(found: CaseQuerySet, filters: Filters, catalogue: Catalogue) -> CaseQuerySet:
    """By all but the state, which says where to look."""
    if filters.theme is not None:
        found = found.exclude(category__in=catalogue.outside(filters.theme))
    if filters.district is not None:
        found = found.filter(placements__district=filters.district)
    if filters.days is not None:
        found = found.filter(received_at__gte=clock.now() - timedelta(days=filters.days))
    for word in words_of(filters.search)[:6]:
        found = found.filter(_says(word, catalogue))
    return found


def _says(word: str, catalogue: Catalogue) -> Q:
    """The word is in the name of the category, of its theme, or in the published address, whatever the accents and the case."""
    return Q(category__in=catalogue.named(word)) | Q(public_address__regex=loose(word))


def quarter() -> "Prefetch[str, QuerySet[CasePlacement], str]":
    first = CasePlacement.objects.filter(zoning__in=_first_zoning()).select_related("district")
    return Prefetch("placements", queryset=first)


def _first_zoning() -> "QuerySet[Zoning]":
    return Zoning.objects.filter(pk__in=Zoning.objects.values("authority").annotate(first=Min("pk")).values("first"))
