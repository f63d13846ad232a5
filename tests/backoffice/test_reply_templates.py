"""Réglages, Réponses types; and on a case: the words that are ready come after those that were typed, and nothing is sent."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from parvis.cases.models import Case, Message
from parvis.cases.operations.assign import take
from parvis.kernel.events import since
from parvis.notifications.models import ReplyTemplate
from parvis.notifications.operations.reply_templates import Wording, create_reply_template
from tests.backoffice.desk import Desk, words_of
from tests.documents.pictures import photo
from tests.world import MAKER, World, make_world

LIST = "/agents/reponses-types"
PART = Wording(name="Pièce commandée", body="La pièce est commandée pour {{ demande.numero }}.")


@pytest.fixture
def nadia(world: World) -> Desk:
    return Desk(world.nadia)


def test_a_head_writes_tries_and_changes_words_of_their_unit(world: World, nadia: Desk) -> None:
    assert "Pas encore de réponse type" in words_of(nadia.get(LIST)).text
    case = world.report()
    fields = {
        "name": "Pièce commandée",
        "body": "Bonjour, {{ demande.numero }}",
        "unit": str(world.lighting.pk),
        "use": "reply",
    }
    tried = nadia.post(f"{LIST}/nouvelle", {**fields, "apercu": "1", "demande": case.number})
    assert f"Bonjour, {case.number}" in words_of(tried).text and not ReplyTemplate.objects.exists()
    unseen = world.report(world.pothole)
    for number in ("2026/999999", "x", "", unseen.number):
        again = words_of(nadia.post(f"{LIST}/nouvelle", {**fields, "apercu": "1", "demande": number}))
        assert "Aucune demande que vous voyiez" in again.text and again.written["body"] == fields["body"]
    wrong = words_of(nadia.post(f"{LIST}/nouvelle", {**fields, "body": "{{ demande.rue }}"}))
    assert "le champ « demande.rue » n’existe pas ici" in wrong.text and wrong.written["body"] == "{{ demande.rue }}"
    assert nadia.post(f"{LIST}/nouvelle", fields).status_code == 302
    made = ReplyTemplate.objects.get()
    page = words_of(nadia.get(f"{LIST}/{made.pk}"))
    nadia.post(f"{LIST}/{made.pk}", {**fields, "version": page.hidden["version"], "name": "Pièce reçue"})
    assert "Pièce reçue" in words_of(nadia.get(LIST)).text
    clash = nadia.post(f"{LIST}/{made.pk}", {**fields, "version": page.hidden["version"], "body": "Autre."})
    assert clash.status_code == 409 and words_of(clash).written["body"] == "Autre."
    journal = words_of(Desk(world.paul).get("/agents/reglages/journal")).text
    assert "Nom : Pièce commandée devient Pièce reçue" in journal
    nadia.post(f"{LIST}/{made.pk}/retrait", {})
    assert "Pas encore de réponse type" in words_of(nadia.get(LIST)).text


def test_a_head_reads_the_words_of_the_town_and_changes_only_theirs(world: World, nadia: Desk) -> None:
    town = create_reply_template(PART, by=MAKER)
    roads = create_reply_template(Wording(name="Enrobé à froid", body="x", unit=world.roads), by=MAKER)
    page = words_of(nadia.get(LIST))
    assert "Pièce commandée" in page.text and "Enrobé" not in page.text
    assert f"{LIST}/{town.pk}" not in page.links
    for one in (town, roads):
        assert nadia.get(f"{LIST}/{one.pk}").status_code == 403
        assert nadia.post(f"{LIST}/{one.pk}/retrait", {}).status_code == 403
    assert Desk(world.karim).get(LIST).status_code == 403
    other = make_world("Autreville", "autreville.test")
    assert Desk(other.paul, "autreville.test").get(f"{LIST}/{town.pk}").status_code == 404


@pytest.mark.parametrize("noun", ["reponse", "precision", "resolution", "classement"])
def test_the_words_come_after_what_was_typed_and_nothing_is_sent(world: World, noun: str) -> None:
    words, case = create_reply_template(PART, by=MAKER), take(world.report(), by=world.karim)
    agent = Desk(world.nadia if noun == "classement" else world.karim)
    assert "Réponse type" in words_of(agent.get(f"/agents/demandes/{case.number}/{noun}")).text
    page = words_of(agent.do(case, noun, text="Bonjour.", template=words.pk, inserer="1"))
    assert page.written["text"] == f"Bonjour.\n\nLa pièce est commandée pour {case.number}."
    assert page.hidden["version"] == str(case.version) and not Message.objects.exists() and not since(case, case.version)
    for chosen in ("", "999999", "x"):
        page = words_of(agent.do(case, noun, text="Bonjour.", template=chosen, inserer="1"))
        assert "Choisissez une réponse type" in page.text and page.written["text"] == "Bonjour."


def test_the_card_leads_there_with_what_was_typed_and_says_nothing_where_there_is_none(world: World) -> None:
    case, karim = take(world.report(), by=world.karim), Desk(world.karim)
    assert "Réponse type" not in karim.card(case).text
    create_reply_template(PART, by=MAKER)
    assert "Réponse type" in karim.card(case).text
    page = words_of(karim.do(case, "reponse", text="Bonjour.", inserer="1", mode="reply"))
    assert page.written["text"] == "Bonjour." and "Pièce commandée" in page.text


def test_a_colleague_who_wrote_meanwhile_is_still_told_of_when_the_words_are_sent(world: World) -> None:
    words, case = create_reply_template(PART, by=MAKER), take(world.report(), by=world.karim)
    karim, stale = Desk(world.karim), case.version
    Desk(world.nadia).do(case, "reponse", text="Je m’en occupe.")
    page = words_of(karim.do(case, "reponse", version=stale, text="", template=words.pk, inserer="1"))
    answer = karim.do(case, "reponse", version=page.hidden["version"], text=page.written["text"])
    assert answer.status_code == 409 and "Je m’en occupe." in words_of(answer).text


def test_a_photo_that_came_with_the_form_is_kept(world: World) -> None:
    words, case = create_reply_template(PART, by=MAKER), take(world.report(), by=world.karim)
    karim, path = Desk(world.karim), f"/agents/demandes/{case.number}/resolution"
    waiting = words_of(karim.get(path)).hidden["waiting"]
    fields = {"version": case.version, "waiting": waiting, "template": words.pk, "inserer": "1", "minutes": "35"}
    page = words_of(karim.post(path, {**fields, "photo": photo_file()}))
    assert "La photo est gardée" in page.text and page.written["minutes"] == "35" and page.hidden["waiting"] == waiting
    assert Case.objects.get(pk=case.pk).version == case.version


def photo_file() -> object:
    return SimpleUploadedFile("fait.jpg", photo(), content_type="image/jpeg")
