"""Pages by key are the list cut in pieces, whatever ties it holds and whatever a visitor makes of the address."""

import base64
import json
from datetime import timedelta

import pytest
from django.db.models import QuerySet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parvis.kernel import clock
from parvis.kernel.models import Counter, Tally
from parvis.kernel.paging import COUNTED, capped_count, page_of
from parvis.kernel.tenancy import inside
from tests.world import make_authority


def walk(rows: QuerySet[Tally], by: tuple[str, str], size: int) -> list[int]:
    """The ids, page after page."""
    seen: list[int] = []
    after = ""
    for _ in range(100):
        page = page_of(rows, by=by, after=after, size=size)
        assert len(page.rows) <= size
        seen += [row.pk for row in page.rows]
        after = page.next
        if not after:
            return seen
    raise AssertionError("the pages have no end")


@given(
    minutes=st.lists(st.integers(0, 5), max_size=25),
    size=st.integers(1, 9),
    sign=st.sampled_from(["", "-"]),
    field=st.sampled_from(["window", "count", "key"]),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_pages_put_end_to_end_are_the_list(db: None, minutes: list[int], size: int, sign: str, field: str) -> None:
    Tally.objects.all().delete()
    start = clock.now().replace(microsecond=123456)
    Tally.objects.bulk_create(
        Tally(key=f"é{minute} {number}"[: 2 if field == "key" else 20], window=start + timedelta(minutes=minute), count=minute)
        for number, minute in enumerate(minutes)
        if field != "key" or minute not in minutes[:number]
    )
    by = (f"{sign}{field}", f"{sign}pk")
    rows = list(Tally.objects.all())
    rows.sort(key=lambda row: (getattr(row, field), row.pk), reverse=bool(sign))
    assert walk(Tally.objects.all(), by, size) == [row.pk for row in rows]


def test_a_row_that_goes_between_two_pages_shifts_nothing(db: None) -> None:
    now = clock.now()
    Tally.objects.bulk_create(Tally(key=str(number), window=now) for number in range(6))
    ids = list(Tally.objects.order_by("pk").values_list("pk", flat=True))
    first = page_of(Tally.objects.all(), by=("window", "pk"), size=3)
    Tally.objects.filter(pk=ids[2]).delete()
    assert [row.pk for row in page_of(Tally.objects.all(), by=("window", "pk"), after=first.next, size=3).rows] == ids[3:]


def key(*parts: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


BROKEN = [
    "x",
    "é",
    "%00",
    "====",
    key(),
    key(1),
    key(None, None),
    key(5, 5),
    key("hier", 5),
    key("2026-13-45T00:00:00+00:00", 5),
    key("2026-01-01T00:00:00", 5),
    key("0001-01-01T00:00:00+23:00", 5),
    key("2026-01-01T00:00:00+00:00", 10**40),
    key("2026-01-01T00:00:00+00:00", True),
    key("2026-01-01T00:00:00+00:00", 1.5),
    key(["2026"], 5),
    key("\0", 5),
    base64.urlsafe_b64encode(b"[" * 200_000).decode(),
    base64.urlsafe_b64encode(b'["\\ud800", 1]').decode(),
    base64.urlsafe_b64encode(b"[1e999, 1]").decode(),
    base64.urlsafe_b64encode(b"[" + b"9" * 5000 + b", 1]").decode(),
]


@pytest.mark.parametrize("field", ["window", "count", "key"])
@pytest.mark.parametrize("after", BROKEN, ids=range(len(BROKEN)))
def test_a_broken_address_never_breaks_the_page(db: None, field: str, after: str) -> None:
    Tally.objects.create(key="a", window=clock.now(), count=1)
    page_of(Tally.objects.all(), by=(field, "pk"), after=after)


def test_a_broken_address_is_the_first_page(db: None) -> None:
    row = Tally.objects.create(key="a", window=clock.now(), count=1)
    assert all(page_of(Tally.objects.all(), by=("window", "pk"), after=after).rows == [row] for after in BROKEN)


def test_counts_stop_past_a_thousand(db: None) -> None:
    with inside(make_authority()):
        Counter.objects.bulk_create(Counter(name=str(number)) for number in range(COUNTED + 20))
        assert capped_count(Counter.objects.all()) == COUNTED + 1
        assert capped_count(Counter.objects.filter(name__in=["1", "2"])) == 2
