"""What is reported already around a place: by distance, of the same theme, public, and few queries."""

import random
from collections.abc import Iterator
from math import cos, radians

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parvis.cases.actors import Requester
from parvis.cases.models import Category, Publication
from parvis.cases.operations.close import withdraw
from parvis.cases.operations.configure import create_category
from parvis.cases.operations.receive import Place
from parvis.cases.readings.catalogue import Catalogue
from parvis.cases.readings.nearby import nearby
from parvis.kernel.operations import Refused
from parvis.places.points import Point, keys_around, metres
from tests.world import MAKER, World

HERE = Point(2.01, 47.02)
METRE = 1 / 111_195


def away(east: float, north: float = 0.0) -> Point:
    """So many metres from here."""
    return Point(HERE.lon + east * METRE / cos(radians(HERE.lat)), HERE.lat + north * METRE)


def distances(category: Category) -> list[int]:
    return [near.distance for near in nearby(category, HERE, Catalogue())]


def some_points() -> Iterator[tuple[Point, float]]:
    dice = random.Random(11)
    for _ in range(300):
        yield Point(dice.uniform(-179, 179), dice.uniform(-80, 80)), dice.choice([1, 15, 250, 3_000, 10_000])


def test_the_ranges_hold_all_that_is_within_the_distance_and_are_four_at_most() -> None:
    dice = random.Random(7)
    for centre, reach in some_points():
        ranges = keys_around(centre, reach)
        assert 1 <= len(ranges) <= 4
        for _ in range(20):
            wide = METRE / cos(radians(centre.lat))
            point = Point(
                centre.lon + dice.uniform(-reach, reach) * wide * 0.99, centre.lat + dice.uniform(-reach, reach) * METRE * 0.99
            )
            if metres(centre, point) <= reach:
                assert any(first <= point.zkey < last for first, last in ranges)


def test_the_nearest_come_first_within_the_distance_of_the_category(world: World) -> None:
    for east in (240, 30, 260, 120, -3):
        world.report(world.lamp, Place("rue Basse", away(east)))
    assert distances(world.lamp) == [0, 30, 120, 240]
    Category.objects.filter(pk=world.lamp.pk).update(nearby_metres=100)
    assert distances(Category.objects.get(pk=world.lamp.pk)) == [0, 30]
    Category.objects.filter(pk=world.lamp.pk).update(nearby_metres=0)
    assert distances(Category.objects.get(pk=world.lamp.pk)) == []


def test_only_the_same_theme_public_under_way_and_with_a_point(world: World) -> None:
    world.report(world.bench, Place("rue Basse", away(20)))
    world.report(create_category("Propreté", by=MAKER), Place("rue Basse", away(10)))
    world.report(world.lamp, Place("rue Basse", None))
    gone = world.report(world.lamp, Place("rue Basse", away(5)))
    withdraw(gone, by=Requester(gone.pk))
    world.report(world.cable, Place("rue Basse", away(8)))
    Category.objects.filter(pk=world.cable.pk).update(publication=Publication.NEVER)
    assert distances(world.lamp) == [20]


def test_five_are_shown_in_six_queries_however_many_there_are(world: World) -> None:
    for _ in range(12):
        world.report(world.lamp, Place("rue Basse", away(40)))
    catalogue = Catalogue()
    with CaptureQueriesContext(connection) as queries:
        assert len(nearby(world.lamp, HERE, catalogue)) == 5
    # The tree of categories, the ranges, and the few with their district.
    assert len(queries) <= 1 + 4 + 2


@pytest.mark.parametrize(("metres_", "days"), [(-1, 30), (10_001, 30), (250, -1), (250, 366)])
def test_an_absurd_distance_or_delay_is_refused(world: World, metres_: int, days: int) -> None:
    with pytest.raises(Refused):
        create_category("Autre", nearby_metres=metres_, reopening_days=days, by=MAKER)
