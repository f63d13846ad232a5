"""The tracking code: it shows, without coordinates, and guessing it is slowed down."""

from datetime import timedelta

import pytest

from parvis.cases.models import Case
from parvis.kernel.codes import spaced
from parvis.kernel.tenancy import inside
from tests.clock import move_by
from tests.portal.reader import visitor, words
from tests.portal.test_list import private_category, repaired
from tests.world import World, make_world

NOBODY_S = "BBBBBBBB"
SENTENCE = "Aucune demande ne répond à ce code."


@pytest.mark.parametrize("way", [str.lower, spaced, lambda code: f" {code[:2]} {code[2:5]} - {code[5:]} "])
def test_a_code_is_read_however_it_is_typed(world: World, way: "type[str]") -> None:
    case = world.report()
    answer = visitor().get("/suivi", {"code": way(case.tracking_code)}, follow=True)
    assert case.number in words(answer)


def test_a_code_shows_the_state_and_the_story_without_coordinates_and_without_words(world: World) -> None:
    case = world.report(words="Devant chez moi.")
    page = words(visitor().get(f"/suivi/{case.tracking_code}"))
    assert "Une personne fait cette demande." in page and "12, rue Basse" in page
    for hidden in ("Odile", "odile", "06 12", "Devant chez moi"):
        assert hidden not in page


def test_a_code_opens_a_private_request_without_its_place(world: World) -> None:
    case = world.report(private_category(world))
    page = words(visitor().get(f"/suivi/{case.tracking_code}"))
    assert case.number in page and "rue Basse" not in page


def test_a_wrong_an_expired_and_another_town_s_code_get_the_same_answer(world: World) -> None:
    old = repaired(world)
    other = make_world("Autreville", "autreville.test")
    with inside(other.authority):
        theirs = other.report()
    with move_by(timedelta(days=366)):
        answers = [visitor().get(f"/suivi/{code}") for code in (NOBODY_S, theirs.tracking_code, old.tracking_code)]
    assert {answer.status_code for answer in answers} == {404}
    assert all(SENTENCE in words(answer) for answer in answers)


def test_after_a_few_wrong_codes_even_a_right_one_waits_then_passes(world: World) -> None:
    case = world.report()
    for _ in range(4):
        assert visitor().get(f"/suivi/{NOBODY_S}").status_code == 404
        assert visitor().get("/suivi", {"code": "n’importe quoi"}).status_code == 404
    answer = visitor().get(f"/suivi/{case.tracking_code}")
    assert answer.status_code == 429 and "Essayez de nouveau à partir de" in words(answer) and int(answer["Retry-After"]) > 0
    assert visitor("198.51.100.9").get(f"/suivi/{case.tracking_code}").status_code == 200
    with move_by(timedelta(hours=1)):
        assert visitor().get(f"/suivi/{case.tracking_code}").status_code == 200


def test_right_codes_are_never_counted(world: World) -> None:
    case = world.report()
    assert {visitor().get(f"/suivi/{case.tracking_code}").status_code for _ in range(12)} == {200}


def test_a_number_typed_for_a_code_leads_to_the_public_page(world: World) -> None:
    case = world.report()
    assert visitor().get("/suivi", {"code": case.number})["Location"] == f"/demandes/{case.number}"
    assert SENTENCE in words(visitor().get("/suivi", {"code": "2026/999999"}))


def test_the_page_that_asks_for_a_code_counts_nothing(world: World) -> None:
    assert {visitor().get("/suivi").status_code for _ in range(12)} == {200}
    assert Case.objects.count() == 0
