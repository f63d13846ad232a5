"""The real reports of Paris, counted a second time here from the file, by another way."""

import csv
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from shapely.geometry import Point, shape

from parvis.cases.models import Case, Category, RoutingRule, Status
from parvis.directory.models import Unit
from parvis.kernel import clock
from parvis.kernel.models import Authority, Delivery, Event, ExternalReference, Timer
from parvis.kernel.tenancy import inside
from parvis.notifications.models import Sending
from tests.inbound.typing_in import type_in

Capture = pytest.CaptureFixture[str]
Row = dict[str, str]


@pytest.fixture
def rows(real_data: Path) -> list[Row]:
    with gzip.open(real_data / "reports" / "dansmarue_dev.csv.gz", "rt", encoding="utf-8-sig") as file:
        return [
            {**row, **{name: tidy(row[name]) for name in ("type", "soustype", "intervenant")}} for row in csv.DictReader(file)
        ]


def tidy(name: str) -> str:
    """As a town keeps its names: the register has double spaces here and there."""
    return " ".join(name.split())


@pytest.fixture
def paris(db: None, real_data: Path, capsys: Capture) -> Iterator[Authority]:
    words = ("create-authority", "--insee", "75056", "--name", "Paris", "--host", "paris.test")
    assert type_in(capsys, *words).status == 0
    outlines = str(real_data / "polygons" / "quartier_paris.geojson")
    assert type_in(capsys, "import-districts", outlines, "--name", "l_qu").status == 0
    with inside(Authority.objects.get()) as authority:
        yield authority


def test_the_reports_of_paris(paris: Authority, rows: list[Row], real_data: Path, capsys: Capture) -> None:
    """One long test: the file takes half a minute to come in."""
    path = str(real_data / "reports" / "dansmarue_dev.csv.gz")
    typed = type_in(capsys, "import-cases", path, "--open-last", "60d")
    assert typed.status == 0 and "écartée" not in typed.said
    assert f"{len(rows)} / {len(rows)}" in typed.complained
    cases = cases_by_key()
    assert set(cases) == {row["id_dmr"] for row in rows} and Case.objects.count() == len(rows)

    assert_the_categories_are_those_of_the_file(rows)
    assert_each_is_where_its_point_is(rows, cases, real_data)
    assert_numbers_follow_dates(rows, cases)
    assert_the_last_sixty_days_are_under_way(rows, cases, paris)
    assert_each_went_to_the_majority(rows, cases)
    assert_nobody_is_told()

    before = everything()
    again = type_in(capsys, "import-cases", path, "--open-last", "60d")
    assert again.status == 0 and f"les {len(rows)} signalements du fichier sont déjà là" in again.said
    assert everything() == before


def cases_by_key() -> dict[str, Case]:
    named = dict(ExternalReference.objects.values_list("subject_id", "key"))
    return {named[case.pk]: case for case in Case.objects.get_queryset().select_related("category__parent", "unit", "district")}


def assert_the_categories_are_those_of_the_file(rows: list[Row]) -> None:
    pairs = set(Category.objects.filter(parent__isnull=False).values_list("parent__name", "name"))
    assert pairs == {(row["type"], row["soustype"]) for row in rows}
    assert Category.objects.filter(parent__isnull=True).count() == len({row["type"] for row in rows})
    units = set(Unit.objects.exclude(parent__isnull=True).values_list("name", flat=True))
    assert units <= {row["intervenant"] for row in rows}


def assert_each_is_where_its_point_is(rows: list[Row], cases: dict[str, Case], real_data: Path) -> None:
    """One row in twenty, against the polygons one by one."""
    features = json.loads((real_data / "polygons" / "quartier_paris.geojson").read_text())["features"]
    outlines = {feature["properties"]["l_qu"]: shape(feature["geometry"]) for feature in features}
    for row in rows[::20]:
        point = Point(float(row["lon"]), float(row["lat"]))
        case = cases[row["id_dmr"]]
        assert case.district is not None and case.district.name in {
            name for name, outline in outlines.items() if outline.distance(point) < 1e-12
        }
        assert (case.lon, case.lat, case.address) == (point.x, point.y, row["adresse"])


def assert_numbers_follow_dates(rows: list[Row], cases: dict[str, Case]) -> None:
    by_year: dict[int, list[Case]] = defaultdict(list)
    for row in rows:
        case = cases[row["id_dmr"]]
        assert case.received_on == date.fromisoformat(row["datedecl"])
        by_year[date.fromisoformat(row["datedecl"]).year].append(case)
    for year, there in by_year.items():
        there.sort(key=lambda case: case.sequence)
        assert {case.year for case in there} == {year}
        assert [case.sequence for case in there] == list(range(1, len(there) + 1))
        assert [case.received_on for case in there] == sorted(case.received_on for case in there)


def assert_the_last_sixty_days_are_under_way(rows: list[Row], cases: dict[str, Case], paris: Authority) -> None:
    newest = max(date.fromisoformat(row["datedecl"]) for row in rows)
    recent = {row["id_dmr"] for row in rows if newest - date.fromisoformat(row["datedecl"]) < timedelta(days=60)}
    assert {key for key, case in cases.items() if case.status != Status.CLOSED} == recent
    assert all(case.closed_on == case.received_on for key, case in cases.items() if key not in recent)
    assert not Case.objects.get_queryset().late(clock.today(paris) + timedelta(days=999)).exists()


def assert_each_went_to_the_majority(rows: list[Row], cases: dict[str, Case]) -> None:
    """In its district where one unit had more than half there; else in the whole town."""
    town: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    there: dict[tuple[str, str, int | None], Counter[str]] = defaultdict(Counter)
    for row in rows:
        pair = (row["type"], row["soustype"])
        town[pair][row["intervenant"]] += 1
        there[*pair, cases[row["id_dmr"]].district_id][row["intervenant"]] += 1
    clear = 0
    for row in rows:
        pair = (row["type"], row["soustype"])
        case = cases[row["id_dmr"]]
        here = there[*pair, case.district_id]
        first, count = here.most_common(1)[0]
        if count * 2 > here.total():
            assert case.unit.name == first
            clear += 1
        else:
            assert town[pair][case.unit.name] > 0
    assert clear > len(rows) * 0.9
    several = {pair for pair, counts in town.items() if len(counts) > 1}
    ruled = set(RoutingRule.objects.values_list("category__parent__name", "category__name"))
    assert ruled and ruled <= several


def assert_nobody_is_told() -> None:
    of_cases = Event.objects.filter(subject_kind=Case.subject_kind())
    assert of_cases.exists() and not of_cases.filter(is_imported=False).exists()
    assert not Delivery.objects.filter(event__in=of_cases).exists()
    assert not Sending.objects.exists() and not Timer.objects.filter(subject_kind=Case.subject_kind()).exists()


def everything() -> list[object]:
    return [
        Event.objects.count(),
        ExternalReference.objects.count(),
        Unit.objects.count(),
        RoutingRule.objects.count(),
        list(Category.objects.order_by("pk").values_list("pk", "version")),
        list(Case.objects.get_queryset().order_by("pk").values_list("pk", "version", "year", "sequence", "status")),
    ]
