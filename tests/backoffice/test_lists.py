"""The queues, the list and the home: who sees what, in which order, in how many queries, however long."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parvis.cases.models import Case, Kind
from parvis.cases.operations.assign import take
from parvis.cases.operations.configure import create_category
from parvis.cases.operations.converse import ask
from parvis.cases.operations.promise import promise
from parvis.cases.operations.resolve import resolve
from parvis.cases.readings.queues import Queue, Wanted, cases_in, counts, page
from parvis.directory.models import Agent
from parvis.directory.operations.units import create_unit
from parvis.kernel import clock
from tests.backoffice.desk import Desk, words_of
from tests.clock import move_by
from tests.world import IN_NO_DISTRICT, MAKER, PLACE_DE_LA_GARE, World

EVERYBODY = ["nadia", "karim", "claire", "theo", "ines", "helene", "paul"]


@contextmanager
def at_most(ceiling: int) -> Iterator[None]:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        yield
    told = "\n".join(query["sql"][:160] for query in asked.captured_queries)
    assert len(asked) <= ceiling, f"{len(asked)} queries:\n{told}"


def busy(world: World) -> None:
    """One case of each fate."""
    today = clock.today(world.authority)
    with move_by(timedelta(days=-9)):
        late = take(world.report(), by=world.karim)
        promise(late, on=today - timedelta(days=4), by=world.karim)
    promise(take(world.report(), by=world.nadia), on=today, by=world.nadia)
    promise(take(world.report(), by=world.nadia), on=today + timedelta(days=30), by=world.nadia)
    ask(world.report(), text="Quel côté ?", by=world.karim)
    resolve(world.report(), by=world.hugo)
    resolve(world.report(world.pothole), by=world.claire)
    for category in (world.cable, world.bench, world.idea, world.complaint):
        world.report(category)
    world.report(world.bench, PLACE_DE_LA_GARE)
    world.report(place=IN_NO_DISTRICT)


@pytest.mark.parametrize("name", EVERYBODY)
def test_the_number_on_a_tab_is_that_of_its_list(world: World, name: str) -> None:
    busy(world)
    agent: Agent = world.agent(getattr(world, name))
    today = clock.today(world.authority)
    numbers = counts(agent, today).numbers
    for queue in Queue:
        cases = cases_in(queue, agent, today)
        assert set(page(Wanted(queue=queue), agent, today).rows) == set(cases)
        assert queue == Queue.ARCHIVES or numbers[queue] == cases.count(), queue


def test_what_presses_comes_first_under_its_title(world: World) -> None:
    busy(world)
    said = words_of(Desk(world.nadia).get("/agents/demandes")).text
    places = [said.rindex(f"{title} {count}") for title, count in [
        ("Danger", 1), ("En retard", 1), ("Aujourd’hui", 1), ("Plus tard", 1), ("Sans date", 2), ("À clôturer", 1),
    ]]  # fmt: skip
    assert places == sorted(places)
    assert "en retard de 4 j" in said and "avant ce soir" in said


def test_each_sees_their_own(world: World) -> None:
    busy(world)
    assert "Nid-de-poule" not in words_of(Desk(world.nadia).get("/agents/demandes?vue=archives")).text
    assert "Nid-de-poule" in words_of(Desk(world.claire).get("/agents/demandes?vue=archives")).text
    assert "Banc cassé" in words_of(Desk(world.ines).get("/agents/demandes")).text
    assert "Rien" not in words_of(Desk(world.helene).get("/agents/demandes")).text
    assert "Aucune demande ici" in words_of(Desk(world.paul).get("/agents/demandes")).text


def test_only_whoever_may_close_has_the_tab(world: World) -> None:
    busy(world)
    assert "À clôturer 1" in words_of(Desk(world.nadia).get("/agents/demandes?vue=archives")).text
    assert "À clôturer" not in words_of(Desk(world.ines).get("/agents/demandes?vue=archives")).text


def test_the_list_is_filtered_by_place_unit_theme_and_state(world: World) -> None:
    busy(world)
    helene = Desk(world.helene)
    unrated = words_of(helene.get("/agents/demandes?secteur=non-cote")).text
    assert "Route du Moulin" in unrated and "rue Basse" not in unrated
    station = words_of(helene.get(f"/agents/demandes?secteur={world.station.pk}")).text
    assert "place de la Gare" in station and "rue Basse" not in station
    roads = words_of(helene.get(f"/agents/demandes?service={world.roads.pk}")).text
    assert "Banc cassé" in roads and "Lampadaire éteint" not in roads
    ideas = words_of(helene.get(f"/agents/demandes?theme={world.idea.pk}")).text
    assert "Une idée pour la ville" in ideas and "Banc cassé" not in ideas
    theme = world.lamp.parent
    assert theme is not None
    assert "Lampadaire éteint" in words_of(helene.get(f"/agents/demandes?theme={theme.pk}")).text
    waiting = words_of(helene.get("/agents/demandes?etat=en-attente")).text
    assert "Sans date 1" in waiting and "Danger 1" not in waiting


@pytest.mark.parametrize("path", ["?vue=rien&service=x&secteur=-1&theme=1e9&etat=?&apres=!", "?apres=9.2026-13-40.x", "?q=%00"])
def test_an_address_that_makes_no_sense_is_the_plain_list(world: World, path: str) -> None:
    busy(world)
    assert "Lampadaire éteint" in words_of(Desk(world.nadia).get(f"/agents/demandes{path}")).text


def test_a_case_is_found_by_number_street_and_name_archives_comprised(world: World) -> None:
    lamp = world.report()
    closed = resolve(world.report(world.pothole), by=world.claire)
    helene = Desk(world.helene)
    assert helene.get(f"/agents/demandes?q={closed.number}")["Location"] == f"/agents/demandes/{closed.number}"
    by_name = ("garnier", "Odile Garnier", "GARNIER odile")
    for typed in (f"{closed.sequence}", f"{closed.sequence:06d}", "NID-DE", *by_name, "rue basse"):
        assert "Nid-de-poule" in words_of(helene.get(f"/agents/demandes?q={typed}")).text, typed
    karim = Desk(world.karim)
    found = words_of(karim.get("/agents/demandes?q=Garnier")).text
    assert lamp.number.split("/")[1] in found and "Nid-de-poule" not in found
    assert karim.get(f"/agents/demandes?q={closed.number}").status_code == 200


def test_an_accented_word_is_found_in_any_case(world: World) -> None:
    from parvis.cases.operations.receive import Place
    from parvis.places.points import Point

    world.report(place=Place("Place de l’Église", Point(2.01, 47.02)))
    assert "Église" in words_of(Desk(world.nadia).get("/agents/demandes?q=église")).text


def test_the_pages_of_a_long_list_follow_each_other_without_a_gap(world: World) -> None:
    for _each in range(7):
        world.report()
    today = clock.today(world.authority)
    for case in Case.objects.all()[:2]:
        promise(case, on=today + timedelta(days=2), by=world.nadia)
    nadia = world.agent(world.nadia)
    for words in ("", "Lampadaire"):
        seen: list[int] = []
        after = ""
        for _page in range(4):
            shown = page(Wanted(words=words, after=after), nadia, today, size=2)
            seen += [case.pk for case in shown.rows]
            after = shown.next
        assert after == "" and len(seen) == len(set(seen)) == 7


def test_the_neighbours_of_a_case_are_those_of_its_list(world: World) -> None:
    first, second, third = (world.report() for _ in range(3))
    page_of_second = Desk(world.nadia).card(second)
    for neighbour in (first, third):
        assert f"/agents/demandes/{neighbour.number}" in page_of_second.links


def test_pages_ask_few_queries_and_no_more_for_more_rows_and_units(world: World) -> None:
    busy(world)
    lamp = take(world.report(), by=world.nadia)
    # One of them reads who is away today: their work is their deputy’s.
    pages = [("/agents/", 19), ("/agents/demandes", 15), (f"/agents/demandes/{lamp.number}", 25)]
    nadia = Desk(world.nadia)
    for path, ceiling in pages:
        with at_most(ceiling):
            nadia.get(path)
    for number in range(12):
        create_unit(f"Service {number}", under=world.lighting, by=MAKER)
        create_category(f"Catégorie {number}", kind=Kind.REPORT, unit=world.lighting, by=MAKER)
        take(world.report(), by=world.nadia)
        busy(world)
    for path, ceiling in pages:
        with at_most(ceiling):
            nadia.get(path)


def test_home_says_what_presses_and_where_to_begin(world: World) -> None:
    nadia = Desk(world.nadia)
    assert "Aucune demande ne vous attend" in words_of(nadia.get("/agents/")).text
    busy(world)
    home = words_of(nadia.get("/agents/"))
    assert "Bonjour Nadia" in home.text
    assert "2 demandes pressent ; commencez par « Câble arraché », 12, rue Basse." in home.text
    cable = Case.objects.get(category=world.cable)
    assert f"/agents/demandes/{cable.number}" in home.links
    assert f"/agents/demandes/{cable.number}/prise-en-charge" in home.actions
    assert "c’est terminé : à confirmer" in home.text


def test_home_of_a_supervisor_offers_nothing_to_take(world: World) -> None:
    busy(world)
    home = words_of(Desk(world.helene).get("/agents/"))
    assert not [action for action in home.actions if action.endswith("prise-en-charge")]
    assert "À prendre" in home.text


def test_home_leaves_out_what_does_not_exist(world: World) -> None:
    home = words_of(Desk(world.paul).get("/agents/"))
    assert "/agents/file-d-attente" in home.links
    assert "/agents/file-d-attente" not in words_of(Desk(world.nadia).get("/agents/")).links
