"""Réglages: the administrator sees what is missing, the head runs the unit, somebody without an address signs in."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parvis.cases.models import Case
from parvis.cases.operations.assign import take
from parvis.directory.models import Absence, Agent, Role, Unit
from parvis.directory.operations.absences import announce_absence
from parvis.directory.operations.agents import add_agent, describe_agent
from parvis.directory.operations.posts import post
from parvis.directory.operations.units import create_unit, describe_unit
from parvis.kernel import clock
from parvis.kernel.tenancy import inside
from parvis.notifications.models import Sending
from tests.backoffice.desk import Desk, Words, words_of
from tests.world import MAKER, PASSWORD, World, make_world

LOGIN = "/agents/compte/connexion"


@pytest.fixture(autouse=True)
def _no_tries_yet(db: None) -> None:
    cache.clear()


@pytest.fixture
def paul(world: World) -> Desk:
    return Desk(world.paul)


@pytest.fixture
def nadia(world: World) -> Desk:
    return Desk(world.nadia)


def unit_path(unit: Unit, noun: str = "") -> str:
    return f"/agents/services/{unit.pk}{noun}"


def person_path(agent: Agent, noun: str = "") -> str:
    return f"/agents/personnes/{agent.pk}{noun}"


def filled(page: Words, **typed: str) -> dict[str, str]:
    return {**page.hidden, **page.written, **typed}


def newcomer(world: World, first_name: str, last_name: str, email: str) -> dict[str, str]:
    said = {"first_name": first_name, "last_name": last_name, "email": email, "phone": ""}
    return {**said, "unit": str(world.lighting.pk), "role": "agent"}


def test_the_checklist_names_what_is_missing(world: World, paul: Desk) -> None:
    page = words_of(paul.get("/agents/reglages"))
    assert "Des services n’ont personne : Accueil, Services techniques" in page.text
    assert "Des catégories n’ont pas de service : " not in page.text
    post(world.ines, to=world.reception, by=MAKER)
    post(world.ines, to=world.technical, by=MAKER)
    assert "n’ont personne" not in words_of(paul.get("/agents/reglages")).text


def test_a_head_sees_and_runs_their_own_units_only(world: World, nadia: Desk) -> None:
    night = create_unit("Équipe de nuit", under=world.lighting, by=MAKER)
    page = words_of(nadia.get("/agents/services"))
    assert "Éclairage public" in page.text and "Équipe de nuit" in page.text and "Voirie" not in page.text
    assert nadia.get(unit_path(night)).status_code == 200
    assert nadia.get(unit_path(world.roads)).status_code == 403
    assert nadia.get(person_path(world.claire)).status_code == 404
    assert nadia.get("/agents/reglages").status_code == 403
    assert Desk(world.karim).get("/agents/services").status_code == 403


def test_another_towns_units_and_people_are_not_found(world: World, paul: Desk) -> None:
    other = make_world("Autreville", "autreville.test")
    for path in ("", "/membres", "/fin"):
        assert paul.get(unit_path(other.lighting, path)).status_code == 404
    for path in ("", "/droits", "/suspension", "/invitation", "/code", "/absence", "/depart"):
        assert paul.get(person_path(other.karim, path)).status_code == 404
    answer = paul.post(unit_path(world.lighting, "/membres"), {"agent": str(other.karim.pk), "role": "agent"})
    assert answer.status_code == 302 and not other.karim.memberships.filter(unit=world.lighting).exists()


def test_the_head_changes_the_unit_and_the_page_tells_what_changed(world: World, nadia: Desk) -> None:
    page = words_of(nadia.get(unit_path(world.lighting)))
    answer = nadia.post(
        unit_path(world.lighting),
        filled(page, name="Éclairage et feux", opening="lun-ven 8:00-12:00", is_closing_reserved="on"),
    )
    assert answer.status_code == 302
    page = words_of(nadia.get(unit_path(world.lighting)))
    assert page.written["name"] == "Éclairage et feux" and page.written["opening"] == "lun-ven 8:00-12:00"
    assert "Nadia Benali" in page.text and "Nom : Éclairage public devient Éclairage et feux" in page.text


def test_what_is_wrong_is_said_beside_its_field_and_what_was_typed_stays(world: World, nadia: Desk) -> None:
    page = words_of(nadia.get(unit_path(world.lighting)))
    answer = nadia.post(unit_path(world.lighting), filled(page, name="Lampes", phone="le portable de Karim"))
    page = words_of(answer)
    assert answer.status_code == 422 and "« le portable de Karim » n’est pas un numéro de téléphone." in page.text
    assert page.written["name"] == "Lampes" and page.written["phone"] == "le portable de Karim"
    assert Unit.objects.get(pk=world.lighting.pk).name == "Éclairage public"


def test_a_colleague_who_changed_the_unit_meanwhile_is_shown(world: World, nadia: Desk) -> None:
    before = words_of(nadia.get(unit_path(world.lighting)))
    describe_unit(Unit.objects.get(pk=world.lighting.pk), said={"phone": "02 48 00 18 44"}, by=world.agent(world.paul))
    typed = filled(before, phone="02 48 00 18 45", is_closing_reserved="on")
    answer = nadia.post(unit_path(world.lighting), typed)
    page = words_of(answer)
    assert answer.status_code == 409 and "Paul Girard a changé ceci" in page.text and "02 48 00 18 44" in page.text
    assert page.written["phone"] == "02 48 00 18 45"
    assert nadia.post(unit_path(world.lighting), filled(page, is_closing_reserved="on")).status_code == 302
    assert Unit.objects.get(pk=world.lighting.pk).phone == "02 48 00 18 45"


def test_what_a_colleague_changed_is_shown_once_then_the_same_words_are_kept(world: World, paul: Desk) -> None:
    """Also where the page is but a question: who takes over, who stands in."""
    on, hugo = clock.today(world.authority).isoformat(), str(world.hugo.pk)
    absence = {"starts_on": on, "ends_on": on, "deputy": hugo}
    for path, typed in ((person_path(world.karim, "/absence"), absence), (person_path(world.karim, "/depart"), {"heir": hugo})):
        before = filled(words_of(paul.get(path)), **typed)
        karim = world.agent(world.karim)
        describe_agent(karim, said={"phone": f"02 48 00 18 {karim.version:02}"}, by=world.agent(world.paul))
        answer = paul.post(path, before)
        page = words_of(answer)
        assert answer.status_code == 409 and "a changé ceci" in page.text
        assert paul.post(path, filled(page, **typed)).status_code == 302
    path = unit_path(world.lighting, "/fin")
    before = filled(words_of(paul.get(path)), into=str(world.roads.pk))
    describe_unit(Unit.objects.get(pk=world.lighting.pk), said={"phone": "02 48 00 18 44"}, by=world.agent(world.paul))
    answer = paul.post(path, before)
    assert answer.status_code == 409
    assert paul.post(path, filled(words_of(answer), into=str(world.roads.pk))).status_code == 302


def test_the_administrator_moves_and_dissolves_a_unit(world: World, paul: Desk) -> None:
    case = world.report()
    page = words_of(paul.get(unit_path(world.lighting)))
    paul.post(unit_path(world.lighting), filled(page, under=str(world.roads.pk), is_closing_reserved="on"))
    assert Unit.objects.get(pk=world.lighting.pk).parent == world.roads
    page = words_of(paul.get(unit_path(world.lighting, "/fin")))
    answer = paul.post(unit_path(world.lighting, "/fin"), filled(page, into=str(world.roads.pk)))
    assert answer.status_code == 302 and Case.objects.get(pk=case.pk).unit == world.roads
    assert paul.get(unit_path(world.lighting)).status_code == 404
    assert "Éclairage public" not in words_of(paul.get("/agents/services")).text


def test_a_head_adds_somebody_without_an_address_who_signs_in_with_the_printed_code(world: World, nadia: Desk) -> None:
    typed = newcomer(world, "José", "Pereira", "")
    answer = nadia.post("/agents/personnes/nouvelle", typed)
    jose = Agent.objects.get(first_name="José")
    assert answer["Location"] == person_path(jose) and not Sending.objects.exists()
    sheet = nadia.post(person_path(jose, "/code"), {})
    assert sheet["Cache-Control"] == "no-store"
    (code,) = re.findall(r"\b[B-Z2-9]{4}-[B-Z2-9]{4}-[B-Z2-9]{4}\b", words_of(sheet).text)
    browser = Client(headers={"host": "valbourg.test"})
    assert browser.post(LOGIN, {"login": "Jose.Pereira", "password": code.replace("-", "")}).status_code == 302
    assert browser.get("/agents/").status_code == 200
    nadia.post(person_path(jose, "/suspension"), {})
    assert browser.get("/agents/").status_code == 403
    nadia.post(person_path(jose, "/suspension"), {"reprise": "1"})
    assert browser.get("/agents/").status_code == 200
    nadia.post(person_path(jose, "/code"), {})
    assert browser.get("/agents/").status_code == 302, "the code before it opens nothing any more"


def test_an_identifier_of_another_town_opens_nothing_here(world: World, nadia: Desk) -> None:
    other = make_world("Autreville", "autreville.test")
    with inside(other.authority):
        jose = post(add_agent("José", "Pereira", email="", by=MAKER), to=other.lighting, by=MAKER)
        sheet = Desk(other.nadia, "autreville.test").post(person_path(jose, "/code"), {})
    (code,) = re.findall(r"\b[B-Z2-9]{4}-[B-Z2-9]{4}-[B-Z2-9]{4}\b", words_of(sheet).text)
    answer = Client(headers={"host": "valbourg.test"}).post(LOGIN, {"login": "jose.pereira", "password": code})
    assert answer.status_code == 200 and "ne va pas" in words_of(answer).text


def test_somebody_with_an_address_is_invited_and_chooses_a_password(world: World, nadia: Desk) -> None:
    typed = newcomer(world, "Léa", "Martin", "Lea@valbourg.test")
    assert nadia.post("/agents/personnes/nouvelle", typed).status_code == 302
    letter = Sending.objects.get()
    assert letter.address == "lea@valbourg.test" and "Valbourg" in letter.subject
    (link,) = re.findall(r"http://valbourg\.test(/agents/compte/nouveau-mot-de-passe/\S+)", letter.text)
    browser = Client(headers={"host": "valbourg.test"})
    form = browser.get(link, follow=True)
    chosen = {"password1": "quatre mots bien choisis", "password2": "quatre mots bien choisis"}
    browser.post(form.redirect_chain[-1][0], chosen)
    signed_in = Client(headers={"host": "valbourg.test"}).post(
        LOGIN, {"login": "lea@valbourg.test", "password": "quatre mots bien choisis"}
    )
    assert signed_in.status_code == 302


def test_whoever_works_in_another_town_keeps_their_password(world: World, nadia: Desk) -> None:
    other = make_world("Autreville", "autreville.test")
    typed = newcomer(world, "Karim", "Lefèvre", "karim@autreville.test")
    assert nadia.post("/agents/personnes/nouvelle", typed).status_code == 302
    letter = Sending.objects.get()
    assert "le mot de passe que vous avez déjà" in " ".join(letter.text.split()) and "nouveau-mot-de-passe" not in letter.text
    assert other.karim.user is not None
    for host in ("valbourg.test", "autreville.test"):
        browser = Client(headers={"host": host})
        browser.post(LOGIN, {"login": "karim@autreville.test", "password": PASSWORD})
        assert browser.get("/agents/").status_code == 200


def test_the_same_address_twice_is_refused_in_words(world: World, nadia: Desk) -> None:
    typed = newcomer(world, "K.", "L.", "karim@valbourg.test")
    answer = nadia.post("/agents/personnes/nouvelle", typed)
    page = words_of(answer)
    assert answer.status_code == 422 and "Karim Lefèvre a déjà cette adresse" in page.text and page.written["last_name"] == "L."


def test_a_head_is_offered_no_role_that_they_cannot_give(world: World, nadia: Desk, paul: Desk) -> None:
    head = '<option value="head">'
    assert head in paul.get("/agents/personnes/nouvelle").content.decode()
    assert head not in nadia.get("/agents/personnes/nouvelle").content.decode()
    answer = nadia.post(unit_path(world.lighting, "/membres"), {"agent": str(world.karim.pk), "role": "head"})
    assert answer.status_code == 302 and world.agent(world.karim).reach.headed == frozenset()
    assert "au-dessus de vous" in words_of(nadia.get(unit_path(world.lighting))).text


def test_members_change_role_come_and_go(world: World, nadia: Desk) -> None:
    for person, role in ((world.karim, "deputy"), (world.ines, "agent"), (world.hugo, "")):
        nadia.post(unit_path(world.lighting, "/membres"), {"agent": str(person.pk), "role": role})
    assert {(one.agent_id, one.role) for one in world.lighting.memberships.all()} == {
        (world.nadia.pk, Role.HEAD), (world.karim.pk, Role.DEPUTY), (world.ines.pk, Role.AGENT),
    }  # fmt: skip


def test_an_agent_announces_their_own_absence_and_the_deputy_has_the_work(world: World) -> None:
    take(world.report(), by=world.agent(world.karim))
    karim, ines, on = Desk(world.karim), Desk(world.ines), clock.today(world.authority).isoformat()
    assert karim.get(person_path(world.karim)).status_code == 200
    page = words_of(karim.get(person_path(world.karim, "/absence")))
    answer = karim.post(person_path(world.karim, "/absence"), filled(page, starts_on=on, ends_on=on, deputy=str(world.ines.pk)))
    assert answer.status_code == 302
    case = Case.objects.get()
    assert ines.get(f"/agents/demandes/{case.number}").status_code == 200
    assert "Lampadaire éteint" in words_of(ines.get("/agents/demandes?vue=a-moi")).text
    karim.post(person_path(world.karim, "/absence"), {"retour": on})
    assert not Absence.objects.exists() and ines.get(f"/agents/demandes/{case.number}").status_code == 404


def test_what_is_wrong_with_an_absence_is_said(world: World) -> None:
    karim = Desk(world.karim)
    page = words_of(karim.get(person_path(world.karim, "/absence")))
    typed = filled(page, starts_on="2020-02-31", ends_on="", deputy="")
    said = words_of(karim.post(person_path(world.karim, "/absence"), typed)).text
    assert "Écrivez une date." in said and "Donnez le dernier jour." in said and "Choisissez qui remplace." in said


def test_leaving_is_confirmed_and_says_how_much_is_handed_over(world: World, nadia: Desk) -> None:
    take(world.report(), by=world.agent(world.karim))
    page = words_of(nadia.get(person_path(world.karim, "/depart")))
    assert "Une demande en cours est à son nom." in page.text
    answer = nadia.post(person_path(world.karim, "/depart"), filled(page, heir=str(world.hugo.pk)))
    assert answer["Location"] == "/agents/personnes"
    assert Case.objects.get().assignee == world.hugo
    history = words_of(Desk(world.hugo).get(f"/agents/demandes/{Case.objects.get().number}")).text
    assert "confie à Hugo Marchetti ce qu’avait quelqu’un qui s’en va" in history


def test_only_an_administrator_says_who_sees_all(world: World, nadia: Desk, paul: Desk) -> None:
    page = words_of(paul.get(person_path(world.karim)))
    paul.post(person_path(world.karim, "/droits"), filled(page, is_supervisor="on"))
    assert world.agent(world.karim).is_supervisor
    assert nadia.post(person_path(world.hugo, "/droits"), {"is_administrator": "on"}).status_code == 403
    assert not world.agent(world.hugo).is_administrator


def test_units_and_people_are_read_in_as_many_queries_however_many(world: World, paul: Desk) -> None:
    def count(path: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert paul.get(path).status_code == 200
        return len(queries)

    few = [count(path) for path in ("/agents/services", "/agents/personnes", "/agents/reglages")]
    for number in range(30):
        unit = create_unit(f"Service {number}", under=world.technical, by=MAKER)
        post(add_agent("A", f"B{number}", email=f"a{number}@valbourg.test", by=MAKER), to=unit, role=Role.HEAD, by=MAKER)
    assert [count(path) for path in ("/agents/services", "/agents/personnes", "/agents/reglages")] == few
    assert max(few) <= 16


def test_why_somebody_sees_a_case_is_said(world: World, paul: Desk, nadia: Desk) -> None:
    case = world.report()
    path = person_path(world.karim, "/vue")
    said = words_of(paul.get(f"{path}?fiche={case.number}")).text
    assert "est à Éclairage public" in said and "Karim Lefèvre la voit : la demande est à Éclairage public : agent" in said
    said = words_of(paul.get(f"{person_path(world.claire, '/vue')}?fiche={case.number}")).text
    assert "Claire Petitjean ne la voit pas" in said
    assert "Aucune demande de ce numéro" in words_of(paul.get(f"{path}?fiche=2020/000999")).text
    on = clock.today(world.authority)
    announce_absence(world.agent(world.karim), deputy=world.claire, starts_on=on, ends_on=on, by=MAKER)
    said = words_of(paul.get(f"{person_path(world.claire, '/vue')}?fiche={case.number}")).text
    assert "agent, en remplacement de Karim Lefèvre" in said
    elsewhere = world.report(world.pothole)
    assert "Aucune demande de ce numéro" in words_of(nadia.get(f"{path}?fiche={elsewhere.number}")).text


def test_every_change_is_in_the_journal_from_what_to_what_and_by_whom(world: World, paul: Desk, nadia: Desk) -> None:
    describe_unit(Unit.objects.get(pk=world.lighting.pk), said={"phone": "02 48 00 18 44"}, by=world.agent(world.nadia))
    post(world.agent(world.karim), to=world.lighting, role=Role.DEPUTY, by=world.agent(world.nadia))
    page = words_of(paul.get("/agents/reglages/journal"))
    assert "Nadia Benali Éclairage public Téléphone : (vide) devient 02 48 00 18 44" in page.text
    assert "Karim Lefèvre Éclairage public : agent devient adjoint" in page.text
    assert unit_path(world.lighting) in page.links
    assert nadia.get("/agents/reglages/journal").status_code == 403


def test_the_journal_is_paged_and_reads_as_many_queries_however_long(world: World, paul: Desk) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            page = words_of(paul.get("/agents/reglages/journal"))
        assert any(link.startswith("?apres=") for link in page.links) == (world.lighting.version > 60)
        return len(queries)

    few = count()
    for number in range(60):
        world.lighting = describe_unit(world.lighting, said={"phone": f"02 48 00 18 {number:02}"}, by=world.agent(world.nadia))
    assert count() <= few
    older = next(link for link in words_of(paul.get("/agents/reglages/journal")).links if link.startswith("?apres="))
    assert "Téléphone : (vide) devient 02 48 00 18 00" in words_of(paul.get("/agents/reglages/journal" + older)).text


def test_people_are_found_by_name_and_those_who_left_apart(world: World, paul: Desk) -> None:
    assert "Karim Lefèvre" in words_of(paul.get("/agents/personnes?q=karim")).text
    assert "Personne ne correspond" in words_of(paul.get("/agents/personnes?q=zzz")).text
    page = words_of(paul.get(person_path(world.karim, "/depart")))
    paul.post(person_path(world.karim, "/depart"), filled(page))
    assert "Karim Lefèvre a quitté la mairie" in words_of(paul.get("/agents/personnes")).text
    assert "Karim Lefèvre" not in words_of(paul.get("/agents/personnes?q=lef")).text
    assert "Karim Lefèvre" in words_of(paul.get("/agents/personnes?q=lef&etat=partis")).text


def test_a_version_that_never_was_is_no_crash(world: World) -> None:
    path, typed = f"/agents/services/{world.roads.pk}", {"version": "999", "name": "Routes"}
    made_up = Desk(world.paul).post(path, typed)
    assert made_up.status_code == 409 and words_of(made_up).written["name"] == "Routes"
    assert Unit.objects.get(pk=world.roads.pk).name == "Voirie"
