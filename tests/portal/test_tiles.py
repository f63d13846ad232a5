"""The tiles of the public map: the same cases as the list, by place; nothing personal; never old."""

import random
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from mapbox_vector_tile import decode
from pytest_django import DjangoAssertNumQueries

from parvis.cases.models import Case, CasePlacement, Category, Outcome, Publication, Status
from parvis.cases.operations.assign import take
from parvis.cases.operations.close import close, drop
from parvis.cases.operations.configure import create_category
from parvis.cases.operations.resolve import resolve
from parvis.cases.readings import mapped, public
from parvis.cases.readings.catalogue import Catalogue
from parvis.cases.readings.public import Filters
from parvis.kernel import clock
from parvis.kernel.tenancy import inside
from parvis.places.points import Point, tile_range
from tests.clock import move_by
from tests.portal.reader import rows, visitor
from tests.world import MAKER, PLACE_DE_LA_GARE, RUE_BASSE, World, make_world

Tile = tuple[int, int, int]
MANY = 6_000


def tile_of(point: Point, z: int) -> Tile:
    key = point.zkey >> 2 * (26 - z)
    x, y = (int("".join(f"{key:052b}"[place::2]), 2) for place in (1, 0))
    return z, x, y


WHOLE = tile_of(Point(2.02, 47.02), 10)  # the whole town of the tests


def read(tile: Tile, query: str = "", client: Client | None = None) -> dict[str, list[dict[str, object]]]:
    answer = (client or visitor()).get("/carte/tuiles/{}/{}/{}".format(*tile) + (f"?{query}" if query else ""))
    assert answer.status_code == 200 and answer["Content-Type"] == "application/vnd.mapbox-vector-tile"
    layers = decode(answer.content, default_options={"y_coord_down": True}) if answer.content else {}
    return {name: [one["properties"] for one in layers[name]["features"]] for name in layers}


def numbers(tile: Tile, query: str = "") -> set[object]:
    return {one["number"] for one in read(tile, query).get("cases", [])}


def counted(tile: dict[str, list[dict[str, object]]]) -> Counter[str]:
    """Each case once: those in groups, and those that are alone."""
    total = Counter(str(one["state"]) for one in tile.get("cases", []) if one["alone"])
    for group in tile.get("groups", []):
        parts = {ring: int(str(group[ring])) for ring in mapped.RINGS}
        assert sum(parts.values()) == group["count"]
        total.update(parts)
    return +total


def repaired(world: World) -> Case:
    case = take(world.report(place=PLACE_DE_LA_GARE), by=world.karim)
    return close(resolve(case, by=world.karim), by=world.nadia)


@pytest.fixture
def crowded(world: World) -> World:
    """Thousands of cases in the town, of all ages and states: rows copied from one, since operations would take minutes."""
    dice = random.Random(11)
    model, now = world.report(), clock.now()
    copies = []
    for number in range(MANY):
        point = Point(dice.gauss(2.02, 0.006), dice.gauss(47.02, 0.006))
        age = timedelta(days=dice.uniform(0, 90))
        status = dice.choice([Status.NEW, Status.OPEN, Status.WAITING, Status.CLOSED, Status.CLOSED])
        end = now - age / 2 if status == Status.CLOSED else None
        copies.append(
            Case(
                year=2020, sequence=number + 1, tracking_code=f"T{number}", private_key=f"K{number}",
                category=dice.choice([world.lamp, world.pothole, world.bench]), unit=model.unit,
                lon=point.lon, lat=point.lat, zkey=point.zkey, status=status,
                outcome=dice.choice([Outcome.DONE, Outcome.DONE, Outcome.DUPLICATE]) if end else "",
                received_at=now - age, received_on=(now - age).date(), closed_at=end, closed_on=end.date() if end else None,
                updated_at=now,
            )
        )  # fmt: skip
    Case.objects.bulk_create(copies, batch_size=500)
    made = Case.objects.filter(year=2020).order_by("pk")
    zoning = world.centre.zoning
    CasePlacement.objects.bulk_create(
        [
            CasePlacement(case=case, zoning=zoning, district=world.centre if (case.lon or 0) < 2.02 else world.station)
            for case in made
        ],
        batch_size=500,
    )
    return world


def test_thousands_are_each_on_the_map_once_whatever_the_zoom_and_the_filters(
    crowded: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    lamp = crowded.lamp.pk
    for query, filters in {
        "": Filters(),
        "etat=en-cours": Filters(state=public.UNDER_WAY),
        "etat=reparees": Filters(state=public.REPAIRED),
        f"theme={lamp}&depuis=30": Filters(theme=lamp, days=30),
        f"quartier={crowded.station.pk}": Filters(district=crowded.station.pk),
        "q=basse": Filters(search="basse"),
    }.items():
        found = public.filtered(filters, Catalogue()).values_list("zkey", "status")
        plain = [(key, status) for key, status in found if key is not None]
        assert query == "q=basse" or len(plain) > 100
        for z in (10, 13, 15, 16, 18):
            for tile in {WHOLE} if z == 10 else {tile_of(Point(lon, lat), z) for lon, lat in ((2.02, 47.02), (2.025, 47.017))}:
                first, last = tile_range(*tile)
                expected = Counter("done" if status == "closed" else status for key, status in plain if first <= key < last)
                with django_assert_max_num_queries(5):
                    drawn = read(tile, query)
                assert counted(drawn) == expected, (query, tile)
                if 0 < expected.total() <= mapped.CLUSTERED_ABOVE:
                    assert len(drawn["cases"]) == expected.total()


def test_a_crowded_tile_is_of_groups_and_a_street_of_cases(crowded: World) -> None:
    town, street = read(WHOLE), read(tile_of(Point(2.0321, 47.0133), 17))
    assert len(town["groups"]) <= mapped.CELLS**2 and all(one["alone"] for one in town.get("cases", []))
    assert street["cases"]


@pytest.mark.sqlite_only
def test_a_tile_reads_indexes_only(crowded: World) -> None:
    """A million cases of the past must cost the map nothing. PostgreSQL decides by its statistics, which a test has not."""
    with CaptureQueriesContext(connection) as ran:
        for z in (10, 16):
            read(tile_of(Point(2.02, 47.02), z))
    asked = [query["sql"] for query in ran if "zkey" in query["sql"]]
    assert len(asked) == 4
    with connection.cursor() as cursor:
        for sql, name in zip(asked, ("under_way", "lately_done", "under_way", "done"), strict=True):
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
            plan = " ".join(str(line) for line in cursor.fetchall())
            assert f"COVERING INDEX case_map_{name} " in plan, plan


def test_a_tile_says_the_number_the_state_and_the_drawing_of_a_case_and_no_more(world: World) -> None:
    case = world.report(words="Appelez Odile au 06 12 34 56 78.")
    (said,) = read(tile_of(Point(2.01, 47.02), 16))["cases"]
    assert said == {"number": case.number, "state": "new", "pictogram": "lightbulb", "alone": 1}


def test_what_is_on_no_list_is_on_no_tile(world: World) -> None:
    secret = create_category("Conflit de voisinage", unit=world.roads, publication=Publication.NEVER, by=MAKER)
    world.report(secret)
    drop(world.report(world.bench), outcome=Outcome.DUPLICATE, because="Déjà su.", by=world.helene)
    other = make_world("Autreville", "autreville.test")
    with inside(other.authority):
        other.report()
    for z in (10, 14, 18):
        assert not read(tile_of(Point(2.01, 47.02), z))


def test_a_tile_and_the_list_show_the_same_under_each_filter(world: World) -> None:
    repaired(world)
    with move_by(-timedelta(days=8)):
        world.report(world.pothole, PLACE_DE_LA_GARE)
    world.report(world.bench, RUE_BASSE)
    theme = Category.objects.get(name="Rue et espaces publics")
    for query in (
        "", "etat=en-cours", "etat=reparees", f"theme={theme.pk}", f"theme={world.lamp.pk}", f"quartier={world.station.pk}",
        "depuis=7", "q=gare", "q=girafe", "theme=999", "theme=x&depuis=9",
    ):  # fmt: skip
        assert numbers(WHOLE, query) == set(rows(visitor().get(f"/demandes?{query}"))), query


def test_what_was_repaired_leaves_the_map_after_thirty_days(world: World) -> None:
    case = repaired(world)
    near = tile_of(Point(2.03, 47.01), 17)
    for tile in (WHOLE, near):
        assert [one["state"] for one in read(tile)["cases"]] == ["done"]
    with move_by(timedelta(days=31)):
        assert not read(WHOLE) and not read(near)
    assert case.closed_at is not None


def test_a_tile_is_kept_for_half_a_minute_and_then_asked_for_again(world: World) -> None:
    path, client = "/carte/tuiles/{}/{}/{}".format(*WHOLE), visitor()
    world.report()
    first = client.get(path)
    said = first["Cache-Control"]
    assert "public" in said and "max-age=30" in said and "s-maxage=30" in said and "Cookie" not in first.get("Vary", "")
    assert client.get(path, headers={"If-None-Match": first["ETag"]}).status_code == 304
    world.report(world.bench)
    assert client.get(path, headers={"If-None-Match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("place", ["19/0/0", "3/8/0", "3/0/8", "99999999999/0/0", "3/-1/0"])
def test_there_is_no_tile_outside_the_world(world: World, place: str) -> None:
    assert visitor().get(f"/carte/tuiles/{place}").status_code == 404
