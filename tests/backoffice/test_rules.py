"""Rules about letters, in Réglages: written, tried on a real case, sent to oneself, switched, told in the journal."""

import pytest

from parvis.kernel import worker
from parvis.notifications.models import Preference, Rule, Sending
from parvis.notifications.operations.rules import create_rule
from tests.backoffice.desk import Desk, words_of
from tests.notifications.test_rules import a_draft
from tests.post import PostOffice
from tests.words import plain
from tests.world import World

LIST, NEW = "/agents/notifications", "/agents/notifications/nouvelle"
WRITTEN = {
    "version": "0", "name": "Dangers à la direction", "occasion": "case.received", "who": ["supervisors"], "delay": "0",
    "delay_unit": "minutes", "subject": "Danger n° {{ demande.numero }}", "body": "{{ demande.quoi }}.", "is_urgent": "on",
}  # fmt: skip


@pytest.fixture
def paul(world: World) -> Desk:
    return Desk(world.paul)


def test_a_rule_is_written_tried_kept_and_read_in_a_real_mailbox(world: World, paul: Desk, office: PostOffice) -> None:
    cable = world.report(world.cable)
    tried = words_of(paul.post(NEW, {**WRITTEN, "apercu": "1"}))
    assert f"Danger n° {cable.number}" in tried.text and "Hélène Morel" in tried.text and not Rule.objects.exists()
    paul.post(NEW, {**WRITTEN, "essai": "1"})
    worker.run_until_idle()
    assert [plain(one.subject) for one in office.to("paul@valbourg.test")] == [f"[Essai] Danger n° {cable.number}"]
    assert not office.to("helene@valbourg.test")
    answer = paul.post(NEW, WRITTEN)
    rule = Rule.objects.get()
    assert answer.status_code == 302 and answer["Location"] == f"/agents/notifications/rule/{rule.pk}"
    world.report()
    later = world.report(world.cable)
    worker.run_until_idle()
    [letter] = office.to("helene@valbourg.test")
    assert plain(letter.subject) == f"Danger n° {later.number}" and "Câble arraché." in plain(letter.text)
    card = Desk(world.helene).card(later)
    assert f"Danger n° {later.number}" in card.text and "à Hélène Morel · parti" in card.text


def test_words_that_cannot_be_filled_in_are_refused_beside_their_field(world: World, paul: Desk) -> None:
    answer = paul.post(NEW, {**WRITTEN, "body": "Bonjour\n{{ demande.titi }}"})
    page = words_of(answer)
    assert answer.status_code == 422 and "Ligne 2 : le champ « demande.titi » n’existe pas ici" in page.text
    assert page.written["body"] == "Bonjour\n{{ demande.titi }}"


def test_a_standard_letter_is_shown_reworded_and_switched_off_save_those_of_the_law(world: World, paul: Desk) -> None:
    world.report()
    receipt = f"{LIST}/requester/received"
    page = words_of(paul.get(receipt))
    assert "R112-11-2" in page.text and f"{receipt}/etat" not in page.actions
    paul.post(f"{receipt}/etat", {"etat": "off"})
    assert Rule.objects.get().is_active
    assert paul.post(receipt, {"version": "0", "subject": "Merci", "body": "Nous lisons."}).status_code == 302
    page = words_of(paul.get(receipt))
    assert "Texte : Nous lisons." in page.text or "Nous lisons." in page.text
    paul.post(f"{LIST}/requester/promised/etat", {"etat": "off"})
    listed = words_of(paul.get(LIST)).text
    assert "hors service" in listed and "réécrite" in listed and "Mot de passe oublié" in listed
    journal = words_of(paul.get("/agents/reglages/journal")).text
    assert "La règle est hors service" in journal and "Merci" in journal


def test_a_rule_that_cannot_work_says_so_in_the_list_and_on_its_page(world: World, paul: Desk) -> None:
    rule = create_rule(a_draft(who=frozenset(["unit_address"])), by=world.paul)
    said = "Des services n’ont pas d’adresse e-mail"
    assert said in words_of(paul.get(LIST)).text
    assert said in words_of(paul.get(f"{LIST}/rule/{rule.pk}")).text


def test_a_colleague_s_change_is_shown_first_and_a_rule_ends(world: World, paul: Desk) -> None:
    rule = create_rule(a_draft(), by=world.paul)
    path = f"{LIST}/rule/{rule.pk}"
    answer = paul.post(path, {**WRITTEN, "version": "0"})
    assert answer.status_code == 409 and "Paul Girard" in words_of(answer).text
    assert paul.post(f"{path}/etat", {"fin": "1"})["Location"] == LIST
    assert paul.get(path).status_code == 404


@pytest.mark.parametrize("path", ["rule/999999", "x", "account/invitation", "rule/99999999999999999999"])
def test_what_is_no_rule_is_not_found(world: World, paul: Desk, path: str) -> None:
    assert paul.get(f"{LIST}/{path}").status_code == 404


def test_an_agent_chooses_how_often_they_are_written_to(world: World) -> None:
    nadia = Desk(world.nadia)
    assert "Une demande à prendre en charge" in words_of(nadia.get("/agents/mes-courriels")).text
    nadia.post("/agents/mes-courriels", {"agents/arrived": "daily"})
    assert Preference.objects.get().agent == world.nadia
    world.report()
    worker.run_until_idle()
    assert Sending.objects.filter(template="digest", agent=world.nadia).count() == 1
    nadia.post("/agents/mes-courriels", {"agents/arrived": ""})
    assert not Preference.objects.exists()


def test_a_head_arranges_no_rule(world: World) -> None:
    assert Desk(world.nadia).get(LIST).status_code == 403 and Desk(world.nadia).get(NEW).status_code == 403
