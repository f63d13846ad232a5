"""The card: everything known of a case, told to those who see it."""

from datetime import timedelta

import pytest

from parvis.cases.operations.assign import take
from parvis.cases.operations.promise import promise
from parvis.cases.operations.receive import Place
from parvis.cases.operations.resolve import resolve
from parvis.kernel import clock, deliveries
from tests.backoffice.desk import Desk
from tests.clock import move_by
from tests.world import World


def test_the_card_holds_the_requester_the_place_and_the_facts(world: World) -> None:
    lamp = world.report()
    page = Desk(world.karim).card(lamp)
    for told in (
        lamp.number, "Lampadaire éteint", "12, rue Basse · Centre · Éclairage public", "personne n’en a la charge",
        "Il ne s’allume plus.", "Odile Garnier", "06 12 34 56 78", "Rue et espaces publics › Lampadaire éteint", "site",
        "usager", f"{lamp.tracking_code[:4]}-{lamp.tracking_code[4:]}", "Aucune date annoncée au demandeur",
    ):  # fmt: skip
        assert told in page.text, told
    assert "mailto:odile.garnier@exemple.fr" in page.links and "tel:0612345678" in page.links
    assert lamp.private_key not in page.text


def test_a_case_of_no_district_says_so(world: World) -> None:
    complaint = world.report(world.complaint, Place())
    assert "secteur non coté" in Desk(world.helene).card(complaint).text


def test_a_broken_promise_is_said_in_words(world: World) -> None:
    with move_by(timedelta(days=-9)):
        lamp = take(world.report(), by=world.karim)
        lamp = promise(lamp, on=clock.today(world.authority) + timedelta(days=5), by=world.karim)
    said = Desk(world.karim).card(lamp).text
    assert "En retard de 4 jours" in said and "Réparation promise avant le" in said


@pytest.mark.parametrize(("days", "words"), [(0, "À tenir avant ce soir"), (1, "À tenir demain"), (6, "Encore 6 jours")])
def test_a_promise_to_come_counts_the_days(world: World, days: int, words: str) -> None:
    lamp = promise(world.report(), on=clock.today(world.authority) + timedelta(days=days), by=world.karim)
    assert words in Desk(world.karim).card(lamp).text


def test_each_sending_tells_its_fate(world: World) -> None:
    lamp = world.report()
    assert "Aucun message n’est encore parti." in Desk(world.karim).card(lamp).text
    while deliveries.deliver():
        pass
    said = Desk(world.karim).card(lamp).text
    assert "au demandeur" in said and "en attente d’envoi" in said


def test_a_closed_case_can_only_be_noted_answered_and_reopened(world: World) -> None:
    pothole = resolve(world.report(world.pothole), by=world.claire, saying="Rebouché.")
    page = Desk(world.claire).card(pothole)
    assert "Réalisée" in page.text and "Rouvrir" in page.text and "Transférer" not in page.text


def test_what_another_unit_has_is_not_found(world: World) -> None:
    pothole, karim = world.report(world.pothole), Desk(world.karim)
    for path in (pothole.number, f"{pothole.number}/note", "1999/000001", "2026/0000001"):
        assert karim.get(f"/agents/demandes/{path}").status_code == 404
