"""Réglages, Catégories: the administrator makes them, says who has them where, retires them, and tries what would happen."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parvis.cases.models import Case, Category, CategoryOwner, Publication, RoutingRule
from parvis.cases.operations.answers import set_questions
from parvis.cases.operations.configure import create_category, name_owner, set_rule
from parvis.cases.operations.describe_category import describe_category
from parvis.cases.operations.retire_category import retire_category
from parvis.directory.operations.opening import set_opening
from parvis.directory.operations.units import create_unit
from parvis.kernel.models import Event
from parvis.notifications.models import Sending
from tests.backoffice.desk import Desk, Words, words_of
from tests.forms.test_questions import LAMP
from tests.world import MAKER, World, make_world

LIST = "/agents/categories"
TRY = "/agents/que-se-passerait-il"
HERE = "47.02, 2.01"


@pytest.fixture
def paul(world: World) -> Desk:
    return Desk(world.paul)


def path_of(category: Category, noun: str = "") -> str:
    return f"{LIST}/{category.pk}{noun}"


def fresh(category: Category) -> Category:
    return Category.objects.get(pk=category.pk)


def offered() -> str:
    """What a resident may choose."""
    return words_of(Client(headers={"host": "valbourg.test"}).get("/signaler")).text


def described(page: Words, category: Category, **typed: object) -> dict[str, object]:
    """The form as the page shows it, with what is typed."""
    now = fresh(category)
    return {
        **page.hidden, "name": now.name, "parent": str(now.parent_id or ""), "unit": str(now.unit_id or ""), "kind": now.kind,
        "pictogram": now.pictogram, "publication": now.publication, "nearby_metres": "250", "reopening_days": "30",
        "asks_place": "on", "needs_place": "on", **typed,
    }  # fmt: skip


def test_the_list_shows_themes_categories_and_who_has_them(world: World, paul: Desk) -> None:
    page = words_of(paul.get(LIST))
    for words in ("Rue et espaces publics", "Lampadaire éteint Éclairage public", "Nid-de-poule Voirie", "jamais publique"):
        assert words in page.text
    assert "Retirées" not in page.text
    retire_category(fresh(world.pothole), by=MAKER)
    assert "Retirées 1 Nid-de-poule" in words_of(paul.get(LIST)).text
    assert "Aucune catégorie de ce nom" in words_of(paul.get(f"{LIST}?q=girafe")).text


def test_only_administrators_see_the_categories_and_a_head_may_try(world: World) -> None:
    nadia, karim = Desk(world.nadia), Desk(world.karim)
    for path in (LIST, f"{LIST}/nouvelle", f"{LIST}/lacunes", path_of(world.lamp), path_of(world.lamp, "/secteur")):
        assert nadia.get(path).status_code == 403
    assert nadia.get(path_of(world.lamp, "/retrait")).status_code == 403
    assert nadia.get(TRY).status_code == 200 and karim.get(TRY).status_code == 403


def test_another_towns_categories_districts_and_units_are_not_found(world: World, paul: Desk) -> None:
    other = make_world("Autreville", "autreville.test")
    for noun in ("", "/secteur", "/retrait"):
        assert paul.get(path_of(other.lamp, noun)).status_code == 404
    assert paul.get(path_of(world.lamp, f"/secteur?secteur={other.centre.pk}")).status_code == 404
    assert paul.get(path_of(world.lamp, "/secteur?secteur=x")).status_code == 404
    page = words_of(paul.get(path_of(world.lamp)))
    assert paul.post(path_of(world.lamp), described(page, world.lamp, unit=str(other.roads.pk))).status_code == 422
    assert f"categorie={other.lamp.pk}" not in words_of(paul.get(f"{TRY}?categorie={other.lamp.pk}&lieu={HERE}")).text


def test_a_category_is_made_and_offered_at_once(world: World, paul: Desk) -> None:
    typed = {"name": "Neige sur un trottoir", "parent": str(world.lamp.parent_id), "kind": "report", "unit": ""}
    answer = paul.post(f"{LIST}/nouvelle", {**typed, "pictogram": "snowflake"})
    made = Category.objects.get(name="Neige sur un trottoir")
    assert answer["Location"] == path_of(made) and made.pictogram == "snowflake" and made.needs_place
    assert "Neige sur un trottoir" in offered()
    page = words_of(paul.post(f"{LIST}/nouvelle", {**typed, "pictogram": "snowflake"}))
    assert "« Neige sur un trottoir » existe déjà ici." in page.text
    assert paul.post(f"{LIST}/nouvelle", {**typed, "name": "Autre", "pictogram": "girafe"}).status_code == 422


def test_what_is_said_of_it_is_changed_and_the_page_tells_what_it_was(world: World, paul: Desk) -> None:
    page = words_of(paul.get(path_of(world.lamp)))
    typed = described(page, world.lamp, name="Lampe en panne", unit=str(world.roads.pk), season_from="15/11", season_to="31.3")
    assert paul.post(path_of(world.lamp), {**typed, "synonyms": "réverbère", "at": "0"}).status_code == 302
    lamp = fresh(world.lamp)
    assert (lamp.name, lamp.unit, lamp.season_from, lamp.season_to) == ("Lampe en panne", world.roads, "11-15", "03-31")
    text = words_of(paul.get(path_of(world.lamp))).text
    assert "Nom : Lampadaire éteint devient Lampe en panne" in text and "Service : Éclairage public devient Voirie" in text
    assert "Proposée du : (vide) devient 15/11" in text and "Paul Girard" in text


def test_what_is_wrong_is_said_beside_its_field(world: World, paul: Desk) -> None:
    page = words_of(paul.get(path_of(world.lamp)))
    for typed, words in (
        ({"season_from": "bientôt"}, "Écrivez le jour et le mois, comme 15/11."),
        ({"season_from": "15/11"}, "Une saison a un premier et un dernier jour"),
        ({"nearby_metres": "99999"}, "La distance est de 0 à 10 000 mètres."),
        ({"nearby_metres": "loin"}, "Écrivez un nombre."),
    ):
        answer = paul.post(path_of(world.lamp), described(page, world.lamp, **typed))
        assert answer.status_code == 422 and words in words_of(answer).text


def test_a_colleague_who_changed_it_meanwhile_is_shown(world: World, paul: Desk) -> None:
    page = words_of(paul.get(path_of(world.lamp)))
    describe_category(fresh(world.lamp), said={"notice": "Un plan est affiché."}, by=world.agent(world.paul))
    typed = described(page, world.lamp, name="Lampe")
    answer = paul.post(path_of(world.lamp), typed)
    again = words_of(answer)
    assert answer.status_code == 409 and "Un plan est affiché." in again.text
    assert paul.post(path_of(world.lamp), {**typed, "version": again.hidden["version"]}).status_code == 302
    assert fresh(world.lamp).name == "Lampe"


def test_who_has_it_is_said_district_by_district(world: World, paul: Desk) -> None:
    page = words_of(paul.get(path_of(world.bench)))
    assert "Gare Propreté" in page.text and "Centre Voirie – Théo Roux" in page.text and "Partout ailleurs Voirie" in page.text
    where = path_of(world.bench, f"/secteur?secteur={world.centre.pk}")
    form = words_of(paul.get(where))
    typed = {"unit": str(world.lighting.pk), "agent": str(world.karim.pk), "owners": [str(world.ines.pk), str(world.hugo.pk)]}
    assert paul.post(where, {**form.hidden, **typed}).status_code == 302
    rule = RoutingRule.objects.get(category=world.bench, district=world.centre)
    assert (rule.unit, rule.agent) == (world.lighting, world.karim)
    owners = CategoryOwner.objects.filter(category=world.bench, district=world.centre)
    assert {owner.agent for owner in owners} == {world.ines, world.hugo}
    case = world.report(world.bench)
    assert case.unit == world.lighting and case.assignee == world.karim
    text = words_of(paul.get(path_of(world.bench))).text
    assert "Centre : Karim Lefèvre, Éclairage public" in text and "Centre : Théo Roux n’en répond plus" in text
    form = words_of(paul.get(where))
    paul.post(where, {**form.hidden, "unit": "", "agent": ""})
    assert not RoutingRule.objects.filter(category=world.bench, district=world.centre).exists()
    assert not CategoryOwner.objects.filter(category=world.bench, district=world.centre).exists()


def test_an_agent_of_another_unit_is_refused_and_two_at_once_are_told(world: World, paul: Desk) -> None:
    where = path_of(world.lamp, "/secteur")
    form = words_of(paul.get(where))
    answer = paul.post(where, {**form.hidden, "unit": str(world.roads.pk), "agent": str(world.karim.pk)})
    assert answer.status_code == 422 and "Cet agent n’est pas du service choisi." in words_of(answer).text
    set_rule(fresh(world.lamp), to=world.roads, by=MAKER)
    answer = paul.post(where, {**form.hidden, "unit": str(world.lighting.pk)})
    again = words_of(answer)
    assert answer.status_code == 409 and "Partout" in again.text and "Voirie" in again.text
    assert paul.post(where, {**again.hidden, "unit": str(world.lighting.pk)}).status_code == 302


def test_a_category_is_retired_with_its_cases_moved_and_brought_back(world: World, paul: Desk) -> None:
    case = world.report(world.pothole)
    path = path_of(world.pothole, "/retrait")
    page = words_of(paul.get(path))
    assert "Demandes en cours : 1" in page.text
    assert paul.post(path, {**page.hidden, "into": str(world.bench.pk)}).status_code == 302
    assert Case.objects.get(pk=case.pk).category == world.bench
    assert "Nid-de-poule" not in offered()
    assert "dans une autre catégorie" in words_of(Desk(world.claire).get(f"/agents/demandes/{case.number}")).text
    paul.post(path, {"remettre": "1"})
    assert "Nid-de-poule" in offered()


def test_what_has_nobody_is_listed_and_the_checklist_leads_there(world: World, paul: Desk) -> None:
    page = words_of(paul.get("/agents/reglages"))
    assert "/agents/categories/lacunes" in page.links
    text = words_of(paul.get(f"{LIST}/lacunes")).text
    assert "Banc cassé – Gare, partout ailleurs" in text and "Réclamation partout partout" in text
    for one in Category.objects.filter(parent__isnull=True):
        name_owner(fresh(one), agent=world.theo, by=MAKER)
        set_rule(fresh(one), to=world.roads, by=MAKER)
    assert "Rien ne manque." in words_of(paul.get(f"{LIST}/lacunes")).text


def test_a_try_says_what_would_happen_and_makes_nothing(world: World, paul: Desk) -> None:
    set_rule(fresh(world.lamp), to=world.lighting, agent=world.karim, district=world.centre, by=MAKER)
    near = world.report()
    before = (Case.objects.count(), Event.objects.count(), Sending.objects.count())
    text = words_of(paul.get(f"{path_of(world.lamp)}?lieu={HERE}")).text
    for words in (
        "Arrive à Éclairage public Confiée d’office à Karim Lefèvre. Règle « Lampadaire éteint × Centre ».",
        "Aucun responsable de catégorie", "Accusé envoyé tout de suite", "Visible sur la carte, sans le nom",
        "Une demande proche serait proposée", f"{near.number}",
    ):  # fmt: skip
        assert words in text
    assert (Case.objects.count(), Event.objects.count(), Sending.objects.count()) == before


def test_a_try_of_a_danger_tells_the_number_on_call_and_what_an_answer_ends(world: World) -> None:
    set_opening(world.reception, hours="lun-ven 8:30-17:30", on_call_phone="02 48 00 18 99", by=MAKER)
    set_questions(fresh(world.cable), questions=LAMP, by=MAKER)
    nadia = Desk(world.nadia)
    asked = f"{TRY}?categorie={world.cable.pk}&lieu={HERE}"
    night, day = "2026-12-01T22:00", "2026-12-01T10:00"
    assert "Le formulaire montre le 02 48 00 18 99" in words_of(nadia.get(f"{asked}&quand={night}")).text
    assert "La mairie est ouverte à cette heure." in words_of(nadia.get(f"{asked}&quand={day}")).text
    ended = words_of(nadia.get(f"{asked}&q_combien=une&q_fil=oui")).text
    assert "La demande serait refusée." in ended
    assert "Aucun accusé" in words_of(nadia.get(f"{asked}&sans_adresse=on")).text
    assert "Cette adresse n’est pas à Valbourg." in words_of(nadia.get(f"{TRY}?categorie={world.cable.pk}&lieu=48, 3")).text
    describe_category(fresh(world.cable), said={"publication": Publication.NEVER}, by=MAKER)
    assert "Jamais public" in words_of(nadia.get(asked)).text


@pytest.mark.parametrize("path", [LIST, f"{LIST}/lacunes", f"{LIST}/nouvelle", "/agents/reglages", TRY, "one"])
def test_the_pages_ask_no_more_when_the_town_grows(world: World, paul: Desk, path: str) -> None:
    path = path_of(world.bench) if path == "one" else path
    few = counted(paul, lambda: paul.get(path))
    for number in range(6):
        unit = create_unit(f"Équipe {number}", under=world.roads, by=MAKER)
        category = create_category(f"Essai {number}", under=fresh(world.bench), unit=unit, by=MAKER)
        set_rule(category, to=unit, district=world.centre, by=MAKER)
        name_owner(fresh(category), agent=world.theo, by=MAKER)
    assert counted(paul, lambda: paul.get(path)) <= few + 1


def counted(paul: Desk, act: Callable[[], object]) -> int:
    act()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        act()
    return len(queries)
