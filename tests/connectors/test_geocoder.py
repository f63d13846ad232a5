"""The geocoder over the network: what it says, and that whatever ails it is one exception, in a time that a page can wait."""

import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection

from parvis.connectors.geocoder.addok import Addok
from parvis.connectors.geocoder.kept import Kept
from parvis.kernel.tenancy import inside
from parvis.places.points import Point
from parvis.places.ports import FoundKind, Near, Unavailable
from tests.clock import move_by
from tests.geoplateforme import Geoplateforme, geoplateforme
from tests.post import free_port
from tests.world import World, make_world

VALBOURG = Near("18999", Point(2.02, 47.02))
PATIENCE = 2.0  # seconds: what a page may lose


@pytest.fixture
def server() -> Iterator[Geoplateforme]:
    with geoplateforme() as known:
        yield known


@pytest.fixture
def kept(server: Geoplateforme) -> Kept:
    return Kept(Addok(server.url, timeout=0.3), server.url)


def test_the_town_is_asked_first_and_nobody_else_when_it_answers(server: Geoplateforme) -> None:
    found = Addok(server.url).search("12 rue Basse", VALBOURG)
    assert (found[0].name, found[0].kind, found[0].city_code) == ("12 Rue Basse", FoundKind.HOUSENUMBER, "18999")
    assert len(server.asked) == 1 and "citycode=18999" in server.asked[0]


def test_the_words_of_another_commune_are_looked_for_around_the_town_too(server: Geoplateforme) -> None:
    found = Addok(server.url).search("12 rue Basse Bourges", VALBOURG)
    assert [one.city for one in found] == ["Valbourg", "Bourges"]
    assert "lat=47.020000&lon=2.020000" in server.asked[1] and "citycode" not in server.asked[1]


@pytest.mark.parametrize(
    ("mood", "value"),
    [("status", 429), ("status", 500), ("status", 503), ("status", 404), ("seconds", 5.0), ("body", b"<html>Bad</html>"),
     ("body", b'{"features": 3}'), ("body", b"[" * 2_000_000), ("body", b"\xff\xfe")],
)  # fmt: skip
def test_whatever_ails_it_is_one_exception_in_time(server: Geoplateforme, mood: str, value: object) -> None:
    setattr(server, mood, value)
    began = time.monotonic()
    with pytest.raises(Unavailable):
        Addok(server.url).search("12 rue Basse", VALBOURG)
    with pytest.raises(Unavailable):
        Addok(server.url).reverse(Point(2.01, 47.02))
    assert time.monotonic() - began < 2 * PATIENCE


def test_an_answer_that_comes_letter_by_letter_is_not_waited_for(server: Geoplateforme) -> None:
    server.drip, server.seconds = True, 0.05
    began = time.monotonic()
    with pytest.raises(Unavailable):
        Addok(server.url).search("12 rue Basse", VALBOURG)
    assert time.monotonic() - began < PATIENCE


def test_answers_without_end_hold_nothing_back_from_the_next_question(server: Geoplateforme) -> None:
    """Each would keep a thread for a minute, and there are eight."""
    source = Addok(server.url, timeout=0.15)
    server.drip, server.seconds = True, 0.05
    for _ in range(10):
        with pytest.raises(Unavailable):
            source.search("12 rue Basse", VALBOURG)
    server.be_kind()
    source.timeout = 1.5
    assert source.search("12 rue Basse", VALBOURG)


@pytest.mark.parametrize(
    "base", ["http://127.0.0.1:{port}", "http://nobody.invalid", "http://[::1]:1", "http://127.0.0.1:99999"]
)
def test_a_server_that_is_not_there_is_the_same_exception(base: str) -> None:
    with pytest.raises(Unavailable):
        Addok(base.format(port=free_port())).search("12 rue Basse", VALBOURG)


def test_words_that_the_server_refuses_mean_nothing_and_are_no_failure(server: Geoplateforme) -> None:
    server.status = 400
    assert Addok(server.url).search("???", VALBOURG) == []


def test_a_feature_that_cannot_be_read_is_left_out(server: Geoplateforme) -> None:
    good = b'{"geometry": {"coordinates": [2.01, 47.02]}, "properties": {"label": "12 Rue Basse", "type": "housenumber"}}'
    odd = [
        b'{"geometry": {"coordinates": [999, 47.02]}, "properties": {"label": "Nowhere", "type": "street"}}',
        b'{"geometry": {"coordinates": ["a", "b"]}, "properties": {"label": "Nowhere", "type": "street"}}',
        b'{"geometry": {"coordinates": [2.01, 47.02]}, "properties": {"label": "A shop", "type": "poi"}}',
        b'{"geometry": null}',
        b"7",
    ]
    server.body = b'{"features": [' + b",".join([*odd, good]) + b"]}"
    assert [one.label for one in Addok(server.url).search("12 rue Basse", VALBOURG)] == ["12 Rue Basse"]


def test_an_answer_is_kept_a_day_for_all_ways_of_typing_and_for_one_town(
    world: World, kept: Kept, server: Geoplateforme
) -> None:
    first = kept.search("12 rue Basse", VALBOURG)
    for typed in ("12, RUE BASSE", "12  r. basse"):
        assert kept.search(typed, VALBOURG) == first
    assert kept.reverse(Point(2.01, 47.02)) == kept.reverse(Point(2.010001, 47.02))
    assert len(server.asked) == 2
    with inside(make_world("Autreville", "autreville.test").authority):
        kept.search("12 rue Basse", VALBOURG)
    assert len(server.asked) == 3
    with move_by(timedelta(hours=25)):
        kept.search("12 rue Basse", VALBOURG)
    assert len(server.asked) == 4


def test_nothing_of_what_people_type_can_be_read_in_the_cache(world: World, kept: Kept) -> None:
    kept.search("12 rue Basse", VALBOURG)
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM cache")
        assert not [key for (key,) in cursor.fetchall() if "basse" in key]


def test_a_server_that_fails_again_and_again_rests_and_is_tried_later(world: World, kept: Kept, server: Geoplateforme) -> None:
    server.status = 503
    for typed in ("rue A", "rue B", "rue C"):
        with pytest.raises(Unavailable):
            kept.search(typed, VALBOURG)
    tries = len(server.asked)
    other_process = Kept(Addok(server.url, timeout=0.3), server.url)
    with pytest.raises(Unavailable):
        other_process.search("12 rue Basse", VALBOURG)
    assert len(server.asked) == tries, "at rest it is not asked, whoever asks"
    server.be_kind()
    with move_by(timedelta(seconds=61)):
        assert kept.search("12 rue Basse", VALBOURG)


def test_what_is_kept_is_told_while_the_server_rests(world: World, kept: Kept, server: Geoplateforme) -> None:
    known = kept.search("12 rue Basse", VALBOURG)
    server.status = 503
    for typed in ("rue A", "rue B", "rue C"):
        with pytest.raises(Unavailable):
            kept.search(typed, VALBOURG)
    assert kept.search("12 rue Basse", VALBOURG) == known


def test_a_server_that_asks_to_wait_is_left_alone_at_once_and_not_for_ever(
    world: World, kept: Kept, server: Geoplateforme
) -> None:
    server.status, server.headers = 429, {"Retry-After": "90000"}
    with pytest.raises(Unavailable):
        kept.search("rue A", VALBOURG)
    server.be_kind()
    with pytest.raises(Unavailable):
        kept.search("12 rue Basse", VALBOURG)
    assert len(server.asked) == 1
    with move_by(timedelta(minutes=11)):
        assert kept.search("12 rue Basse", VALBOURG)


@pytest.fixture(autouse=True)
def _nothing_kept(db: None) -> None:
    cache.clear()
