"""Dates in words, and the spaces that do not break."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import override

from parvis.kernel.text import unbreakable
from parvis.ui import words
from tests.words import plain
from tests.world import World

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2026, 11, 23), "hier"),
        (date(2026, 11, 24), "aujourd’hui"),
        (date(2026, 11, 25), "demain"),
        (date(2026, 12, 3), "jeudi 3 décembre"),
        (date(2026, 12, 1), "mardi 1er décembre"),
        (date(2027, 1, 4), "lundi 4 janvier 2027"),
    ],
)
def test_a_day_is_said_from_today(on: date, said: str) -> None:
    assert plain(words.day_words(on, TODAY)) == said


def test_a_promise_names_the_day_since_it_is_read_on_another() -> None:
    assert plain(words.full_day(TODAY + timedelta(days=1), TODAY)) == "mercredi 25 novembre"


def test_the_hour_is_that_of_the_town_hall(world: World) -> None:
    world.authority.time_zone = "Indian/Reunion"
    at = datetime(2026, 7, 1, 9, 5, tzinfo=ZoneInfo("Indian/Reunion"))
    assert plain(words.time_words(at)) == "9 h 05"
    world.authority.time_zone = "Europe/Paris"
    assert plain(words.time_words(at)) == "7 h 05"


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("Où en est ma demande ?", "Où en est ma demande\u202f?"),
        ("Attention : « oui » ; non !", "Attention\u00a0: «\u00a0oui\u00a0»\u202f; non\u202f!"),
        ("le 3 décembre à 18 h 42", "le 3\u00a0décembre à 18\u00a0h\u00a042"),
        ("1 250 m et 12 000 lignes", "1\u202f250\u00a0m et 12\u202f000 lignes"),
        ("M. Dupont, Mme Roy, n° 12", "M.\u00a0Dupont, Mme\u00a0Roy, n°\u00a012"),
        ("12, rue Basse", "12, rue Basse"),
    ],
)
def test_french_spaces_do_not_break(typed: str, set_: str) -> None:
    assert unbreakable(typed) == set_
    assert unbreakable(unbreakable(typed)) == set_


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Valbourg", "de Valbourg"), ("Aiglun", "d’Aiglun"), ("Évry-Courcouronnes", "d’Évry-Courcouronnes"),
        ("Yvetot", "d’Yvetot"), ("Le Havre", "du Havre"), ("Les Sables-d’Olonne", "des Sables-d’Olonne"),
        ("La Rochelle", "de La Rochelle"), ("L’Haÿ-les-Roses", "de L’Haÿ-les-Roses"), ("Honfleur", "de Honfleur"),
        ("Lespinasse", "de Lespinasse"),
    ],
)  # fmt: skip
def test_a_town_is_somebody_s_as_french_says_it(name: str, said: str) -> None:
    assert words.of_town(name) == said


def test_another_language_has_its_own_way() -> None:
    with override("en"):
        assert words.of_town("Le Havre") == "of Le Havre"
