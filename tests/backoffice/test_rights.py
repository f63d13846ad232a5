"""Réglages › Droits, and the page of a councillor or a contractor: shown, changed, explained."""

from parvis.cases.models import Access
from parvis.cases.operations.assign import assign
from parvis.cases.operations.grant import give_access
from parvis.cases.operations.rights import rights
from parvis.directory.models import Agent, AgentKind
from parvis.directory.operations.qualify import add_outsider
from tests.backoffice.desk import Desk, nouns, words_of
from tests.world import MAKER, World

RIGHTS = "/agents/reglages/droits"


def outsider(kind: AgentKind) -> Agent:
    return add_outsider("Yann", "Le Goff", email="yann@dehors.test", as_kind=kind, by=MAKER)


def test_the_administrator_changes_a_role_and_takes_all_back(world: World) -> None:
    paul = Desk(world.paul)
    page = words_of(paul.get(f"{RIGHTS}/agent"))
    kept = [action for role, action in rights() if role == "agent" and action not in ("drop", "see")]
    answer = paul.post(f"{RIGHTS}/agent", {"version": page.hidden["version"], "allowed": kept})
    assert answer.status_code == 302 and ("agent", "drop") not in rights() and ("agent", "see") in rights()
    told = words_of(paul.get(RIGHTS)).text
    assert "un droit changé" in told and "Agent du service : Classer sans suite" in told
    assert "Classer sans suite" in words_of(paul.get("/agents/reglages/journal")).text
    paul.post(RIGHTS, {})
    assert ("agent", "drop") in rights()


def test_two_who_change_rights_at_once_are_told(world: World) -> None:
    paul = Desk(world.paul)
    version = words_of(paul.get(f"{RIGHTS}/elu")).hidden["version"]
    paul.post(f"{RIGHTS}/elu", {"version": version, "allowed": ["identity"]})
    clash = paul.post(f"{RIGHTS}/responsable", {"version": version, "allowed": []})
    assert clash.status_code == 409 and ("owner", "reply") in rights()


def test_what_cannot_change_is_not_offered_and_says_why(world: World) -> None:
    page = words_of(Desk(world.paul).get(f"{RIGHTS}/entreprise"))
    assert "Une entreprise n’apprend jamais qui a fait la demande" in page.text
    assert Desk(world.paul).post(f"{RIGHTS}/entreprise", {"allowed": ["identity"]}).status_code == 422
    for agent in (world.nadia, world.helene, world.karim):
        assert Desk(agent).get(RIGHTS).status_code == 403
        assert Desk(agent).post(f"{RIGHTS}/agent", {"allowed": []}).status_code == 403
    assert Desk(world.paul).get(f"{RIGHTS}/roi").status_code == 404


def test_a_contractor_is_added_and_limited_and_the_limit_taken_back(world: World) -> None:
    paul = Desk(world.paul)
    person = {"first_name": "Yann", "last_name": "Le Goff", "email": "yann@dehors.test", "kind": "contractor"}
    assert paul.post("/agents/personnes/nouvelle", person).status_code == 302
    yann = Agent.objects.get(email="yann@dehors.test")
    where = f"/agents/personnes/{yann.pk}"
    paul.post(f"{where}/consultation", {"version": yann.version, "unit": world.roads.pk, "district": world.centre.pk})
    page = words_of(paul.get(where)).text
    assert (
        "Service Voirie et en dessous, secteur Centre" in page and "entreprise" in words_of(paul.get("/agents/personnes")).text
    )
    yann.refresh_from_db()
    paul.post(f"{where}/consultation", {"version": yann.version, "retirer": Access.objects.get().pk})
    assert not Access.objects.exists()
    assert "Ne peut plus consulter" in words_of(paul.get(where)).text


def test_a_head_adds_people_and_makes_nobody_a_councillor(world: World) -> None:
    nadia = Desk(world.nadia)
    assert 'name="kind"' not in nadia.get("/agents/personnes/nouvelle").content.decode()
    where = f"/agents/personnes/{world.karim.pk}"
    assert nadia.post(f"{where}/nature", {"kind": "councillor"}).status_code == 403
    assert nadia.post(f"{where}/consultation", {}).status_code == 403


def test_why_a_contractor_sees_a_case_is_said(world: World) -> None:
    yann = give_access(outsider(AgentKind.CONTRACTOR), unit=world.lighting, by=MAKER)
    case = assign(world.report(), to=world.agent(yann), by=world.karim)
    page = words_of(Desk(world.paul).get(f"/agents/personnes/{yann.pk}/vue?fiche={case.number}")).text
    assert "la demande lui est attribuée" in page and "entreprise : service Éclairage public et en dessous" in page


def test_a_councillor_s_desk_has_nothing_to_do_and_all_to_read(world: World) -> None:
    elise, case = give_access(outsider(AgentKind.COUNCILLOR), by=MAKER), world.report()
    desk = Desk(elise)
    assert not nouns(desk.card(case), case)
    home = words_of(desk.get("/agents/")).text
    assert "À prendre" not in home and "Lampadaire éteint" in home
    assert "élu qui consulte" in home
    assert desk.get("/agents/reglages").status_code == 403


def test_a_contractor_is_offered_among_those_to_give_a_case_to(world: World) -> None:
    yann, case = outsider(AgentKind.CONTRACTOR), world.report()
    karim = Desk(world.karim)
    assert "Yann Le Goff" in karim.get(f"/agents/demandes/{case.number}/attribution").content.decode()
    karim.do(case, "attribution", to=str(yann.pk))
    case.refresh_from_db()
    assert case.assignee == yann
    assert nouns(Desk(yann).card(case), case) == {"note", "resolution"}
