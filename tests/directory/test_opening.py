"""Opening hours as on a door, bank holidays counted; and the number on call, on the form of a danger, while it is closed."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from parvis.directory import opening
from parvis.directory.door import in_words, now_in_words
from parvis.directory.events import OpeningSet
from parvis.directory.operations.opening import set_opening
from parvis.directory.queries import reception
from parvis.kernel import clock
from parvis.kernel.events import fact_of, history
from parvis.kernel.models import Authority
from parvis.kernel.operations import Forbidden, Refused
from tests.clock import move_by
from tests.portal.reader import visitor, words
from tests.world import MAKER, World

HOURS = "lun-ven 8:30-12:00 13:30-17:30; sam 9h00-12h00"
PARIS = ZoneInfo("Europe/Paris")


def door(at: datetime, **more: str) -> str:
    return opening.on_call_now(Authority(opening=HOURS, on_call_phone="18 99", time_zone="Europe/Paris", **more), at)


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        (datetime(2026, 11, 25, 8, 30, tzinfo=PARIS), True),
        (datetime(2026, 11, 25, 8, 29, tzinfo=PARIS), False),
        (datetime(2026, 11, 25, 12, 0, tzinfo=PARIS), False),
        (datetime(2026, 11, 25, 12, 45, tzinfo=PARIS), False),
        (datetime(2026, 11, 25, 17, 29, tzinfo=PARIS), True),
        (datetime(2026, 11, 28, 10, 0, tzinfo=PARIS), True),
        (datetime(2026, 11, 29, 10, 0, tzinfo=PARIS), False),
        (datetime(2026, 7, 14, 10, 0, tzinfo=PARIS), False),
        # By the wall clock, in winter and in summer.
        (datetime(2026, 11, 25, 7, 45, tzinfo=UTC), True),
        (datetime(2026, 7, 15, 6, 45, tzinfo=UTC), True),
    ],
)
def test_the_door_is_open_by_its_own_clock(at: datetime, is_open: bool) -> None:
    assert door(at) == ("" if is_open else "18 99")


def test_a_territory_has_bank_holidays_of_its_own() -> None:
    saint_stephen = datetime(2025, 12, 26, 10, 0, tzinfo=PARIS)
    assert door(saint_stephen) == "" and door(saint_stephen, holidays="57") == "18 99"


@pytest.mark.parametrize(
    "hours",
    [
        "toujours",
        "lun",
        "lun 8-12",
        "lun 12:00-8:00",
        "lun 25:00-26:00",
        "ven-lun 8:00-9:00",
        "lun 8:00-12:00 11:00-14:00",
        "lun-ven 8:00-9:00; mer 9:00-10:00",
    ],
)
def test_hours_that_cannot_be_read_are_refused(world: World, hours: str) -> None:
    with pytest.raises(Refused):
        set_opening(reception(), hours=hours, on_call_phone="", by=MAKER)


def test_it_is_said_once_and_by_whoever_may(world: World) -> None:
    for _ in range(2):
        set_opening(reception(), hours=HOURS, on_call_phone="02 48 00 18 99", by=world.paul)
    told = [fact_of(event) for event in history(reception()) if event.kind == OpeningSet.kind]
    assert told == [OpeningSet(hours=HOURS, previous_hours="", on_call_phone="02 48 00 18 99", previous_phone="")]
    with pytest.raises(Forbidden):
        set_opening(reception(), hours="", on_call_phone="", by=world.nadia)


def test_the_form_of_a_danger_gives_the_number_while_the_town_hall_is_closed(world: World) -> None:
    set_opening(reception(), hours=HOURS, on_call_phone="02 48 00 18 99", by=MAKER)
    now = clock.now().astimezone(PARIS)
    tuesday = datetime(2026, 12, 1, tzinfo=PARIS)
    for hour, is_closed in ((10, False), (23, True)):
        with move_by(tuesday + timedelta(hours=hour) - now):
            danger = words(visitor().get("/signaler", {"categorie": str(world.cable.pk)}))
            assert ("02 48 00 18 99" in danger) == is_closed
            assert "02 48 00 18 99" not in words(visitor().get("/signaler", {"categorie": str(world.lamp.pk)}))


def said(hours: str) -> list[str]:
    return [line.replace("\u00a0", " ").replace("\u202f", " ") for line in in_words(hours)]


def test_the_hours_are_read_as_on_a_door() -> None:
    assert said(HOURS) == [
        "Du lundi au vendredi : de 8 h 30 à 12 h et de 13 h 30 à 17 h 30",
        "Samedi : de 9 h à 12 h",
        "Fermé : dimanche",
    ]
    assert said("lun-mar 9:00-12:00; jeu 9:00-12:00") == [
        "Lundi et mardi : de 9 h à 12 h",
        "Jeudi : de 9 h à 12 h",
        "Fermé : mercredi, vendredi, samedi, dimanche",
    ]
    assert in_words("") == []


def test_it_says_whether_the_town_hall_is_open_now() -> None:
    town = Authority(time_zone="Europe/Paris")
    at = datetime(2026, 11, 25, 8, 30, tzinfo=PARIS)
    assert "ouverte" in now_in_words(town, HOURS, at) and "fermée" in now_in_words(town, HOURS, at - timedelta(minutes=1))
    assert "fermée" in now_in_words(town, HOURS, datetime(2026, 7, 14, 10, 0, tzinfo=PARIS))
    assert "8 h 30" in now_in_words(town, HOURS, at).replace("\u00a0", " ")
