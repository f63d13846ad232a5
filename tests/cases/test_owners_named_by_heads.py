"""A head says who of their people answers for what comes to their units, and for nothing else."""

import pytest

from parvis.cases.models import Category, CategoryOwner
from parvis.cases.operations.configure import create_category, name_owner, set_rule
from parvis.cases.operations.name_owners import name_owners
from parvis.cases.operations.unroute import unname_owner
from parvis.directory.models import Role
from parvis.directory.operations.agents import add_agent
from parvis.directory.operations.posts import post
from parvis.directory.operations.units import create_unit
from parvis.kernel.operations import Forbidden, Stale
from tests.backoffice.desk import Desk, words_of
from tests.world import MAKER, World, make_world


def owners(category: Category) -> set[tuple[int, int | None]]:
    return set(CategoryOwner.objects.filter(category=category).values_list("agent_id", "district_id"))


def test_a_head_names_and_removes_their_people_where_the_cases_come_to_them(world: World) -> None:
    name_owner(world.lamp, agent=world.karim, by=world.nadia)
    name_owner(world.lamp, agent=world.hugo, district=world.centre, by=world.nadia)
    assert owners(world.lamp) == {(world.karim.pk, None), (world.hugo.pk, world.centre.pk)}
    unname_owner(Category.objects.get(pk=world.lamp.pk), agent=world.karim, by=world.nadia)
    assert owners(world.lamp) == {(world.hugo.pk, world.centre.pk)}


def test_nobody_else_is_named_nor_removed(world: World) -> None:
    name_owner(world.lamp, agent=world.theo, by=MAKER)
    for agent in (world.claire, world.ines, world.theo):
        with pytest.raises(Forbidden):
            name_owner(world.lamp, agent=agent, by=world.nadia)
    with pytest.raises(Forbidden):
        unname_owner(Category.objects.get(pk=world.lamp.pk), agent=world.theo, by=world.nadia)
    for by in (world.karim, world.theo, world.helene):
        with pytest.raises(Forbidden):
            name_owner(world.lamp, agent=world.karim, by=by)


def test_nothing_that_goes_elsewhere_in_any_part_is_given(world: World) -> None:
    for category, district in (
        (world.pothole, None),
        (world.bench, None),
        (world.bench, world.station),
        (world.lamp.parent, None),
    ):
        assert category is not None
        with pytest.raises(Forbidden):
            name_owner(category, agent=world.karim, district=district, by=world.nadia)
    set_rule(world.lamp, district=world.station, to=world.roads, by=MAKER)
    for district in (None, world.station):
        with pytest.raises(Forbidden):
            name_owner(world.lamp, agent=world.karim, district=district, by=world.nadia)
    name_owner(world.lamp, agent=world.karim, district=world.centre, by=world.nadia)


def test_what_is_below_counts_and_so_does_what_goes_to_units_below(world: World) -> None:
    night = create_unit("De nuit", under=world.lighting, by=MAKER)
    neon = create_category("Néon", under=world.lamp, unit=night, by=MAKER)
    name_owner(world.lamp, agent=world.karim, by=world.nadia)
    create_category("Ampoule au sol", under=world.lamp, unit=world.cleanliness, by=MAKER)
    with pytest.raises(Forbidden):
        name_owner(world.lamp, agent=world.hugo, by=world.nadia)
    name_owner(neon, agent=world.hugo, by=world.nadia)


def test_a_deputy_names_as_the_head_does_and_a_former_head_no_more(world: World) -> None:
    deputy = post(add_agent("Agnès", "Vidal", email="a@b.test", by=MAKER), to=world.lighting, role=Role.DEPUTY, by=MAKER)
    name_owner(world.lamp, agent=world.karim, by=deputy)
    post(world.nadia, to=world.lighting, role=Role.AGENT, by=MAKER)
    with pytest.raises(Forbidden):
        name_owner(world.lamp, agent=world.hugo, by=world.agent(world.nadia))


def test_saying_them_all_leaves_those_of_elsewhere(world: World) -> None:
    for agent in (world.theo, world.karim):
        name_owner(world.lamp, agent=agent, by=MAKER)
    old = Category.objects.get(pk=world.lamp.pk)
    name_owners(Category.objects.get(pk=world.lamp.pk), owners=[world.hugo], by=world.nadia)
    assert owners(world.lamp) == {(world.theo.pk, None), (world.hugo.pk, None)}
    with pytest.raises(Stale):
        name_owners(old, owners=[], by=world.nadia)


def test_the_page_of_the_unit_lists_what_comes_there_and_who_answers_for_it(world: World) -> None:
    nadia, unit = Desk(world.nadia), f"/agents/services/{world.lighting.pk}"
    page = words_of(nadia.get(unit))
    assert "Lampadaire éteint aucun responsable" in page.text and "Nid-de-poule" not in page.text
    path = f"{unit}/responsables?categorie={world.lamp.pk}"
    page = words_of(nadia.get(path))
    assert "Karim" in page.text and "Petitjean" not in page.text
    assert nadia.post(path, {**page.hidden, "owners": [world.karim.pk]}).status_code == 302
    assert "Lampadaire éteint Karim Lefèvre" in words_of(nadia.get(unit)).text
    clash = nadia.post(path, {**page.hidden, "owners": [world.hugo.pk]})
    assert clash.status_code == 409 and "en répond" in words_of(clash).text
    fresh = words_of(nadia.get(path)).hidden
    assert nadia.post(path, {**fresh, "owners": [world.claire.pk]}).status_code == 422
    assert owners(world.lamp) == {(world.karim.pk, None)}


def test_the_page_is_closed_where_the_cases_go_elsewhere(world: World) -> None:
    nadia, unit = Desk(world.nadia), f"/agents/services/{world.lighting.pk}"
    for query, status in (
        (f"categorie={world.pothole.pk}", 403), (f"categorie={world.bench.pk}&secteur={world.station.pk}", 403),
        ("categorie=x", 404), ("", 404), (f"categorie={world.lamp.pk}&secteur=x", 404),
        (f"categorie={make_world('Autreville', 'autreville.test').lamp.pk}", 404),
    ):  # fmt: skip
        assert nadia.get(f"{unit}/responsables?{query}").status_code == status, query
    assert Desk(world.karim).get(f"{unit}/responsables?categorie={world.lamp.pk}").status_code == 403
    assert nadia.get(f"/agents/services/{world.roads.pk}/responsables?categorie={world.lamp.pk}").status_code == 403
