"""What everybody may read of a case that has come in: as its category says, and no more than before."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from parvis.cases.actors import Visitor
from parvis.cases.admission import Place
from parvis.cases.models import Case, Kind, Look, Publication
from parvis.cases.operations.configure import create_category
from parvis.cases.operations.receive import receive
from parvis.kernel.models import ExternalReference
from parvis.kernel.operations import Refused
from tests.world import MAKER, ODILE, RUE_BASSE, World

TYPED = Place("Devant chez la fleuriste", RUE_BASSE.point)


def of(world: World, publication: Publication, words: str = "Il penche.", place: Place = RUE_BASSE) -> Case:
    category = create_category(f"Potelet {publication}", unit=world.roads, publication=publication, by=MAKER)
    return world.report(category, place, words)


def test_by_default_the_place_is_public_and_the_words_wait_for_an_agent(world: World) -> None:
    case = world.report()
    assert (case.look, case.public_words, case.public_address, case.is_to_read) == (Look.UNREAD, "", "12, rue Basse", True)


def test_an_address_as_it_was_typed_waits_too(world: World) -> None:
    case = world.report(words="", place=TYPED)
    assert (case.public_address, case.is_to_read) == ("", True)


def test_a_known_place_without_words_leaves_nothing_to_read(world: World) -> None:
    case = world.report(words="")
    assert (case.public_address, case.is_to_read) == ("12, rue Basse", False)


def test_at_once_the_words_and_the_place_are_public_as_they_are(world: World) -> None:
    case = of(world, Publication.AT_ONCE, place=TYPED)
    assert (case.shown_words, case.public_address) == ("Il penche.", TYPED.address)
    assert (case.look, case.is_to_read) == (Look.PUBLISHED, False)


@pytest.mark.parametrize("words", ["Appelez-moi au 06 12 34 56 78.", "C’est Mme Durand qui l’a fait."])
def test_at_once_waits_all_the_same_when_somebody_seems_named(world: World, words: str) -> None:
    case = of(world, Publication.AT_ONCE, words)
    assert (case.shown_words, case.public_address, case.is_to_read) == ("", "12, rue Basse", True)


def test_never_shows_nothing_and_asks_nobody_to_read(world: World) -> None:
    case = of(world, Publication.NEVER)
    assert (case.shown_words, case.public_address, case.is_to_read) == ("", "", False)


def test_a_category_that_closes_hides_what_it_had_published(world: World) -> None:
    case = of(world, Publication.AT_ONCE)
    case.category.publication = Publication.NEVER
    assert case.shown_words == ""


def test_a_complaint_is_never_public_unless_it_is_said(world: World) -> None:
    assert create_category("Plainte", kind=Kind.COMPLAINT, by=MAKER).publication == Publication.NEVER
    said = create_category("Doléance", kind=Kind.COMPLAINT, publication=Publication.LOOKED_AT, by=MAKER)
    assert said.publication == Publication.LOOKED_AT
    assert create_category("Trottoir", by=MAKER).publication == Publication.LOOKED_AT


def test_a_resident_is_refused_what_is_for_agents_and_an_agent_is_not(world: World) -> None:
    reserved = create_category("Objets d’une personne à la rue", unit=world.roads, is_for_agents=True, by=MAKER)
    with pytest.raises(Refused):
        receive(reserved, words="", place=RUE_BASSE, requester=ODILE, by=Visitor())
    assert receive(reserved, words="", place=RUE_BASSE, requester=ODILE, by=world.karim).category == reserved


def test_what_came_before_words_could_be_published_becomes_no_more_public(world: World) -> None:
    """The columns that an older version does not know, then the step that follows them."""
    typed, known, closed = world.report(place=TYPED), world.report(place=TYPED), world.report(world.complaint, TYPED)
    ExternalReference.objects.create(system="autre", key="1", subject_kind="cases.case", subject_id=known.pk)
    new = "look = DEFAULT, public_words = DEFAULT, is_to_read = DEFAULT, place_name = DEFAULT, public_address = DEFAULT"
    if connection.vendor == "sqlite":  # which has no DEFAULT in an UPDATE
        new = "look = 'promised', public_words = '', is_to_read = 0, place_name = '', public_address = ''"
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE cases_case SET {new}")
    migration = import_module("parvis.cases.migrations.0005_publication")
    migration.keep_what_another_register_had_published(apps, None)
    for case, address, is_to_read in ((typed, "", True), (known, TYPED.address, False), (closed, "", False)):
        case.refresh_from_db()
        assert (case.look, case.shown_words, case.public_address) == (Look.PROMISED, "", address)
        assert case.is_to_read == is_to_read
