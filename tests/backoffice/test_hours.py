"""The hours and the number on call, in Réglages: read over in words, kept, told to whoever changes them at the same time."""

import pytest

from parvis.directory.operations.opening import set_opening
from parvis.directory.operations.units import reserve_closing
from parvis.directory.queries import reception
from parvis.kernel.models import Authority
from tests.backoffice.desk import Desk, words_of
from tests.world import MAKER, World

HOURS = "/agents/horaires"


@pytest.fixture
def paul(world: World) -> Desk:
    return Desk(world.paul)


def form(desk: Desk, **typed: str) -> dict[str, str]:
    page = words_of(desk.get(HOURS))
    return {**page.hidden, **page.written, **typed}


def test_the_hours_are_kept_and_read_in_words_and_what_they_were_is_told(world: World, paul: Desk) -> None:
    set_opening(reception(), hours="sam 9:00-12:00", on_call_phone="", by=MAKER)
    sent = form(paul, hours="lun-ven 8:30-12:00", on_call_phone="02 48 00 18 99")
    assert paul.post(HOURS, sent)["Location"] == HOURS
    page = words_of(paul.get(HOURS))
    assert "Du lundi au vendredi : de 8 h 30 à 12 h" in page.text and "En ce moment" in page.text
    assert "Horaires : sam 9:00-12:00 devient lun-ven 8:30-12:00" in page.text and "Paul Girard" in page.text
    assert Authority.objects.get().on_call_phone == "02 48 00 18 99"


def test_a_preview_keeps_nothing(world: World, paul: Desk) -> None:
    page = words_of(paul.post(HOURS, form(paul, hours="lun-ven 8:30-12:00", apercu="1")))
    assert "Rien n’est encore enregistré." in page.text and "Du lundi au vendredi" in page.text
    assert page.written["hours"] == "lun-ven 8:30-12:00" and Authority.objects.get().opening == ""


@pytest.mark.parametrize("more", [{}, {"apercu": "1"}])
def test_hours_that_nobody_could_read_are_said_beside_their_field(world: World, paul: Desk, more: dict[str, str]) -> None:
    answer = paul.post(HOURS, form(paul, hours="le matin", **more))
    page = words_of(answer)
    assert "« le matin » n’est pas un horaire" in page.text and page.written["hours"] == "le matin"
    assert answer.status_code == 422


def test_only_a_colleague_who_changed_the_hours_meanwhile_stops_it(world: World, paul: Desk) -> None:
    sent = form(paul, hours="lun-ven 8:30-12:00")
    reserve_closing(reception(), reserved=True, by=MAKER)
    assert paul.post(HOURS, sent).status_code == 302
    sent = form(paul, hours="lun-sam 8:30-12:00")
    set_opening(reception(), hours="sam 9:00-12:00", on_call_phone="", by=MAKER)
    answer = paul.post(HOURS, sent)
    page = words_of(answer)
    assert answer.status_code == 409 and "sam 9:00-12:00" in page.text and page.written["hours"] == "lun-sam 8:30-12:00"
    assert paul.post(HOURS, {**page.hidden, **page.written}).status_code == 302


def test_a_head_is_told_that_it_is_not_theirs(world: World) -> None:
    assert Desk(world.nadia).get(HOURS).status_code == 403
