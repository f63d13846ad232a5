"""The author corrects what they wrote while nobody has begun, and adds photos while the case is under way."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from parvis.cases.actors import Requester
from parvis.cases.models import Case, CasePhoto
from parvis.cases.narrative import tell
from parvis.cases.operations.assign import take
from parvis.cases.operations.close import close
from parvis.cases.operations.correct import correct
from parvis.cases.operations.resolve import resolve
from parvis.cases.operations.shred import shred
from parvis.cases.voices.colleagues import told_to_colleagues
from parvis.cases.voices.town import told_to_everybody, told_to_the_requester
from parvis.kernel import worker
from parvis.kernel.actors import System
from parvis.kernel.operations import Forbidden, Refused
from tests.cases.test_shred import everything
from tests.documents.pictures import photo
from tests.portal.reader import source, visitor, words
from tests.world import ELSEWHERE, PLACE_DE_LA_GARE, RUE_BASSE, World


def fixed(case: Case, text: str) -> Case:
    return correct(case, words=text, place=RUE_BASSE, by=Requester(case.pk))


def test_the_author_corrects_words_and_address_and_agents_read_both(world: World) -> None:
    lamp = world.report(words="Zinzolin.")
    lamp = correct(lamp, words="Incarnat.", place=PLACE_DE_LA_GARE, by=Requester(lamp.pk))
    assert (lamp.words, lamp.address, lamp.district) == ("Incarnat.", PLACE_DE_LA_GARE.address, world.station)
    assert lamp.public_address == PLACE_DE_LA_GARE.name and lamp.unit == world.lighting
    assert {placement.district for placement in lamp.placements.all()} == {world.station}
    line = tell(lamp, told_to_colleagues)[-1].said
    assert "Zinzolin." in line.detail and "12, rue Basse" in line.detail and "Incarnat." in line.quote
    assert "Zinzolin" in tell(lamp, told_to_the_requester)[-1].said.detail
    assert all("zolin" not in f"{line.said.detail}{line.said.quote}" for line in tell(lamp, told_to_everybody))


def test_the_same_again_changes_nothing_and_what_stays_keeps_its_point(world: World) -> None:
    lamp = world.report(words="Zinzolin.")
    assert fixed(lamp, " Zinzolin. ").version == lamp.version
    again = fixed(lamp, "Incarnat.")
    assert (again.zkey, again.district, again.version) == (lamp.zkey, world.centre, lamp.version + 1)


def test_once_an_agent_has_begun_or_by_anybody_else_it_is_refused(world: World) -> None:
    lamp = world.report()
    with pytest.raises(Forbidden):
        correct(lamp, words="x", place=RUE_BASSE, by=Requester(lamp.pk + 1))
    with pytest.raises(Refused):
        correct(lamp, words="x", place=ELSEWHERE, by=Requester(lamp.pk))
    with pytest.raises(Refused):
        fixed(take(lamp, by=world.karim), "x")


def test_what_was_published_is_read_again_before_other_words_are(world: World) -> None:
    lamp = world.report(words="Zinzolin.")
    Case.objects.filter(pk=lamp.pk).update(public_words="Zinzolin.", look="published", is_to_read=False)
    lamp = fixed(Case.objects.get(), "Incarnat.")
    assert (lamp.public_words, lamp.look, lamp.is_to_read) == ("", "unread", True)


def test_what_was_corrected_is_forgotten_with_the_rest(world: World) -> None:
    lamp = fixed(world.report(words="Zinzolin."), "Incarnat.")
    shred(close(resolve(lamp, by=world.karim), by=world.nadia), by=System("retention"))
    worker.run_until_idle()
    assert "Zinzolin" not in everything() and "Incarnat" not in everything()


def test_the_page_corrects_and_says_what_is_wrong(world: World) -> None:
    lamp = world.report(words="Zinzolin.")
    link = f"/ma-demande/{lamp.private_key}"
    assert f"{link}/correction" in source(visitor().get(link))
    assert "Zinzolin." in source(visitor().get(f"{link}/correction"))
    sent = {"words": "Incarnat.", "address": "chez Mme Durand", "version": str(lamp.version)}
    assert "le lieu et rien d’autre" in words(visitor().post(f"{link}/correction", sent))
    page = words(visitor().post(f"{link}/correction", {**sent, "address": "12, rue Basse"}, follow=True))
    assert "C’est corrigé." in page and "Vous corrigez votre demande." in page
    take(Case.objects.get(), by=world.karim)
    assert visitor().get(f"{link}/correction").status_code == 302
    assert f"{link}/correction" not in source(visitor().get(link))


def test_photos_are_added_ten_in_all_until_the_end(world: World) -> None:
    lamp = world.report()
    link = f"/ma-demande/{lamp.private_key}"

    def send(count: int) -> str:
        files = [SimpleUploadedFile(f"{number}.jpg", photo(), "image/jpeg") for number in range(count)]
        return words(visitor().post(f"{link}/photos", {"photos": files}, follow=True))

    assert "Vos 2 photos sont ajoutées." in send(2) and "Vous ajoutez 2 photos." in words(visitor().get(link))
    assert "Cinq photos au plus" in send(6)
    assert CasePhoto.objects.count() == 7
    assert "Dix photos au plus" in send(4) and CasePhoto.objects.count() == 7
    refused = visitor().post(f"{link}/photos", {"photos": SimpleUploadedFile("x.jpg", b"pas une image")}, follow=True)
    assert "x.jpg" in words(refused) and CasePhoto.objects.count() == 7
    close(resolve(Case.objects.get(), by=world.karim), by=world.nadia)
    assert "close" in send(1) and CasePhoto.objects.count() == 7
    assert tell(Case.objects.get(), told_to_colleagues)[1].said.sentence == "ajoute 2 photos"
