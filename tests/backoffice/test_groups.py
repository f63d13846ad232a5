"""Réglages, Groupes: made, described, peopled and dissolved by whoever runs their unit; and a clash keeps what was typed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parvis.cases.models import Group, GroupMember
from parvis.cases.operations.confide import restrict
from parvis.cases.operations.configure import set_rule
from parvis.cases.operations.groups import create_group, set_members
from parvis.directory.models import Agent
from parvis.directory.operations.suspension import suspend
from tests.backoffice.desk import Desk, words_of
from tests.world import MAKER, World, make_world

LIST = "/agents/groupes"


@pytest.fixture
def nadia(world: World) -> Desk:
    return Desk(world.nadia)


def members(group: Group) -> list[Agent]:
    return [row.agent for row in GroupMember.objects.filter(group=group).order_by("pk")]


def test_a_head_makes_a_group_of_their_unit_says_who_is_of_it_and_what_it_sees(world: World, nadia: Desk) -> None:
    assert "Pas encore de groupe" in words_of(nadia.get(LIST)).text
    nameless = nadia.post(f"{LIST}/nouveau", {"name": " ", "unit": str(world.lighting.pk)})
    assert nameless.status_code == 422 and "Donnez un nom au groupe" in words_of(nameless).text
    assert nadia.post(f"{LIST}/nouveau", {"name": "Astreinte", "unit": ""}).status_code == 403, "the town is not hers"
    nadia.post(f"{LIST}/nouveau", {"name": "Astreinte", "unit": str(world.lighting.pk)})
    group = Group.objects.get()
    page = words_of(nadia.get(f"{LIST}/{group.pk}"))
    assert "Personne en poste" in page.text
    nadia.post(f"{LIST}/{group.pk}/membres", {"agent": str(world.ines.pk)})
    nadia.post(f"{LIST}/{group.pk}/membres", {"agent": str(world.hugo.pk)})
    nadia.post(f"{LIST}/{group.pk}/membres", {"agent": "x"})
    nadia.post(f"{LIST}/{group.pk}/membres", {"retirer": str(world.hugo.pk)})
    assert members(group) == [world.ines]
    page = words_of(nadia.get(f"{LIST}/{group.pk}"))
    said = {"name": "Astreinte", "unit": str(world.lighting.pk), "district": str(world.centre.pk), "sees_all": "on"}
    assert nadia.post(f"{LIST}/{group.pk}", {**said, "version": page.hidden["version"]}).status_code == 302
    listed = words_of(nadia.get(LIST)).text
    assert "Éclairage public · Centre" in listed and "1 personne" in listed and "voit ces demandes" in listed
    clash = nadia.post(f"{LIST}/{group.pk}", {**said, "version": page.hidden["version"], "name": "Veille"})
    assert clash.status_code == 409 and words_of(clash).written["name"] == "Veille"
    journal = words_of(Desk(world.paul).get("/agents/reglages/journal")).text
    assert "Secteur : (aucun) devient Centre" in journal and "Inès Colin est du groupe" in journal


def test_an_administrator_has_them_all_and_a_head_those_of_their_units(world: World, nadia: Desk) -> None:
    town = create_group("Cellule de crise", by=MAKER)
    roads = create_group("Neige", unit=world.roads, by=MAKER)
    assert "Cellule de crise" not in words_of(nadia.get(LIST)).text
    for one in (town, roads):
        for path in (f"{LIST}/{one.pk}", f"{LIST}/{one.pk}/fin"):
            assert nadia.get(path).status_code == 403
        assert nadia.post(f"{LIST}/{one.pk}/membres", {"agent": str(world.karim.pk)}).status_code == 403
    listed = words_of(Desk(world.paul).get(LIST)).text
    assert "Cellule de crise" in listed and "Neige" in listed
    assert Desk(world.karim).get(LIST).status_code == 403
    other = make_world("Autreville", "autreville.test")
    assert Desk(other.paul, "autreville.test").get(f"{LIST}/{town.pk}").status_code == 404


def test_dissolved_its_page_says_where_its_cases_go(world: World) -> None:
    paul = Desk(world.paul)
    group = set_members(create_group("Nuit", by=MAKER), to=[world.ines], by=MAKER)
    day = set_members(create_group("Jour", by=MAKER), to=[world.hugo], by=MAKER)
    create_group("Vide", by=MAKER)
    set_rule(world.pothole, to=world.roads, group=group, by=MAKER)
    case = world.report(world.pothole)
    assert "Nid-de-poule" in words_of(paul.get(f"{LIST}/{group.pk}")).text
    page = words_of(paul.get(f"{LIST}/{group.pk}/fin"))
    assert "vont au groupe « Jour »" in page.text and "Vide" not in page.text
    paul.post(f"{LIST}/{group.pk}/fin", {"version": page.hidden["version"], "into": str(day.pk)})
    case.refresh_from_db()
    assert case.group == day and paul.get(f"{LIST}/{group.pk}").status_code == 404


def test_a_group_whose_people_are_suspended_is_said_to_have_nobody(world: World) -> None:
    group = set_members(create_group("Nuit", by=MAKER), to=[world.ines], by=MAKER)
    suspend(world.agent(world.ines), by=MAKER)
    page = words_of(Desk(world.paul).get(f"{LIST}/{group.pk}")).text
    assert "Personne en poste" in page and "accès suspendu" in page


def test_the_list_asks_as_much_of_thirty_groups_as_of_one(world: World) -> None:
    paul = Desk(world.paul)
    set_members(create_group("Nuit", by=MAKER), to=[world.ines], by=MAKER)
    paul.get(LIST)
    with CaptureQueriesContext(connection) as one:
        paul.get(LIST)
    for number in range(30):
        set_members(create_group(f"Groupe {number}", unit=world.roads, by=MAKER), to=[world.hugo, world.karim], by=MAKER)
    with CaptureQueriesContext(connection) as many:
        paul.get(LIST)
    assert len(many) == len(one)


def test_a_category_is_sent_to_a_group_of_a_district_and_the_trial_says_so(world: World) -> None:
    paul, there = Desk(world.paul), f"/agents/categories/{world.pothole.pk}"
    group = set_members(create_group("Nuit", by=MAKER), to=[world.ines], by=MAKER)
    page = words_of(paul.get(f"{there}/secteur?secteur={world.centre.pk}"))
    said = {"version": page.hidden["version"], "unit": "", "group": str(group.pk)}
    refused = paul.post(f"{there}/secteur?secteur={world.centre.pk}", said)
    assert refused.status_code == 422 and "Choisissez aussi le service" in words_of(refused).text
    paul.post(f"{there}/secteur?secteur={world.centre.pk}", {**said, "unit": str(world.roads.pk)})
    assert "Nuit" in words_of(paul.get(there)).text
    assert "groupe « Nuit »" in words_of(paul.get("/agents/reglages/journal")).text
    tried = words_of(paul.get(f"/agents/que-se-passerait-il?categorie={world.pothole.pk}&lieu=47.02,2.01")).text
    assert "Confiée au groupe « Nuit »" in tried
    assert world.report(world.pothole).group == group


def test_a_case_is_given_to_a_group_from_its_card_and_its_members_have_it_to_take(world: World, nadia: Desk) -> None:
    group = set_members(create_group("Nuit", by=MAKER), to=[world.ines], by=MAKER)
    create_group("Vide", by=MAKER)
    case, ines = world.report(), Desk(world.ines)
    assert ines.get(f"/agents/demandes/{case.number}").status_code == 404
    card = nadia.card(case).text
    assert "Groupe « Nuit »" in card and "Vide" not in card
    nadia.do(case, "attribution", to=f"g{group.pk}")
    assert "confiée au groupe « Nuit »" in nadia.card(case).text
    assert "confie la demande au groupe « Nuit »" in nadia.card(case).text
    listed = words_of(ines.get("/agents/demandes?vue=a-prendre")).text
    assert "Lampadaire éteint" in listed and "Nuit" in listed
    reasons = words_of(Desk(world.paul).get(f"/agents/personnes/{world.ines.pk}/vue?fiche={case.number}")).text
    assert "la demande est au groupe « Nuit »" in reasons and "ce qui lui est confié" in reasons
    case.refresh_from_db()
    ines.do(case, "prise-en-charge")
    case.refresh_from_db()
    assert case.assignee == world.ines
    nadia.do(case, "attribution", to="g")
    case.refresh_from_db()
    assert case.group is None and case.assignee == world.ines


def test_a_confidential_case_is_offered_to_no_group(world: World) -> None:
    group = set_members(create_group("Nuit", by=MAKER), to=[world.ines], by=MAKER)
    case = restrict(world.report(), to=[world.nadia], by=world.nadia)
    desk = Desk(world.nadia)
    assert "Nuit" not in desk.card(case).text
    assert desk.do(case, "attribution", to=f"g{group.pk}").status_code == 422


def test_the_card_asks_no_more_of_a_town_of_many_groups(world: World, nadia: Desk) -> None:
    case = world.report()
    set_members(create_group("Nuit", by=MAKER), to=[world.ines], by=MAKER)
    nadia.card(case)
    with CaptureQueriesContext(connection) as one:
        nadia.card(case)
    for number in range(12):
        set_members(create_group(f"Groupe {number}", unit=world.roads, by=MAKER), to=[world.nadia, world.karim], by=MAKER)
    with CaptureQueriesContext(connection) as many:
        nadia.card(case)
    assert len(many) == len(one)


def test_what_is_missing_tells_of_a_group_that_receives_and_has_nobody(world: World) -> None:
    group = set_members(create_group("Nuit", by=MAKER), to=[world.ines], by=MAKER)
    paul = Desk(world.paul)
    assert "groupe" not in words_of(paul.get("/agents/reglages")).text.replace("Groupes", "")
    set_rule(world.pothole, to=world.roads, group=group, by=MAKER)
    assert "Quelqu’un dans chaque groupe qui reçoit" in words_of(paul.get("/agents/reglages")).text
    suspend(world.agent(world.ines), by=MAKER)
    assert "Un groupe n’a personne : Nuit" in words_of(paul.get("/agents/reglages")).text
