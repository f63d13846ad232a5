"""The home and the list: what anybody sees of what is asked of the town."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from parvis.cases.admission import Place
from parvis.cases.models import Case, Category, Outcome, Publication
from parvis.cases.operations.assign import take
from parvis.cases.operations.close import close, drop
from parvis.cases.operations.configure import create_category
from parvis.cases.operations.promise import promise
from parvis.cases.operations.resolve import resolve
from parvis.kernel import clock
from parvis.kernel.tenancy import inside
from parvis.places.points import Point
from tests.clock import move_by
from tests.portal.reader import following, rows, source, visitor, words
from tests.world import MAKER, PLACE_DE_LA_GARE, World, make_world

HOME, LIST = "/", "/demandes"
LAMP, IDEA = "Lampadaire éteint", "Une idée pour la ville"


def repaired(world: World, case: Case | None = None) -> Case:
    case = take(case or world.report(), by=world.karim)
    return close(resolve(case, by=world.karim), by=world.nadia)


def private_category(world: World) -> Category:
    return create_category("Conflit de voisinage", unit=world.roads, publication=Publication.NEVER, by=MAKER)


def test_the_home_shows_the_doors_what_is_under_way_and_what_was_repaired(world: World) -> None:
    repaired(world)
    world.report(world.pothole, PLACE_DE_LA_GARE)
    page = words(visitor().get(HOME))
    assert "Que voulez-vous faire ?" in page and "1 demande en cours" in page
    assert "Nid-de-poule" in page and "Réparé aujourd’hui" in page


def test_an_empty_town_has_a_home_and_a_list_that_say_how_to_begin(world: World) -> None:
    assert "Aucune demande en cours" in words(visitor().get(HOME))
    assert "Signaler un problème" in words(visitor().get(LIST))


def test_a_row_says_what_where_and_what_comes_next(world: World) -> None:
    lamp = take(world.report(), by=world.karim)
    promise(lamp, on=clock.today(world.authority) + timedelta(days=9), by=world.karim)
    page = words(visitor().get(LIST))
    assert "Lampadaire éteint 12, rue Basse, Centre Réparation prévue avant le" in page


def test_a_row_past_its_date_says_so(world: World) -> None:
    lamp = take(world.report(), by=world.karim)
    promise(lamp, on=clock.today(world.authority), by=world.karim)
    with move_by(timedelta(days=2)):
        assert "En retard : prévue avant le" in words(visitor().get(LIST))


def test_what_is_done_leaves_the_list_after_thirty_days_and_the_rest_at_once(world: World) -> None:
    repaired(world)
    drop(world.report(world.bench), outcome=Outcome.DUPLICATE, because="Déjà su.", by=world.helene)
    assert set(rows(visitor().get(LIST)).values()) == {LAMP}
    with move_by(timedelta(days=31)):
        assert not rows(visitor().get(LIST))


def test_what_the_head_has_not_confirmed_is_still_under_way(world: World) -> None:
    resolve(take(world.report(), by=world.karim), by=world.karim)
    page = words(visitor().get(LIST))
    assert "Prise en charge" in page and "Réparé aujourd’hui" not in page


def test_the_list_is_filtered_by_state_theme_quarter_and_age(world: World) -> None:
    repaired(world)
    with move_by(-timedelta(days=8)):
        world.report(world.pothole, PLACE_DE_LA_GARE)
    world.report(world.idea, Place())
    theme = Category.objects.get(name="Rue et espaces publics")
    for query, shown in {
        "etat=en-cours": {"Nid-de-poule", IDEA},
        "etat=reparees": {LAMP},
        f"theme={theme.pk}": {"Nid-de-poule", LAMP},
        f"quartier={world.station.pk}": {"Nid-de-poule"},
        "depuis=7": {LAMP, IDEA},
        f"etat=en-cours&theme={theme.pk}&depuis=7": set(),
    }.items():
        titles = set(rows(visitor().get(f"{LIST}?{query}")).values())
        assert titles == shown, query


@pytest.mark.parametrize("typed", ["rue basse", "RUE BASSE", "lampadaires", "Lampadaire eteint basse", "12 basse"])
def test_a_search_finds_whatever_the_accents_and_the_plurals(world: World, typed: str) -> None:
    world.report()
    world.report(world.pothole, PLACE_DE_LA_GARE)
    assert set(rows(visitor().get(LIST, {"q": typed})).values()) == {LAMP}


def test_a_search_finds_a_street_with_accents_and_ligatures(world: World) -> None:
    world.report(place=Place("3, rue du Sacré-Cœur", Point(2.01, 47.02), name="3, rue du Sacré-Cœur"))
    for typed in ("sacre coeur", "SACRÉ-CŒUR", "sacré-cœur"):
        assert len(rows(visitor().get(LIST, {"q": typed}))) == 1, typed


def test_a_number_jumps_to_its_case(world: World) -> None:
    case = world.report()
    for typed in (case.number, f"n° {case.year}/1", f" {case.year}-000001 "):
        assert visitor().get(LIST, {"q": typed})["Location"] == f"/demandes/{case.number}"


def test_a_tracking_code_typed_in_the_search_is_sent_to_its_own_page(world: World) -> None:
    case = world.report()
    assert "/suivi?code=" in source(visitor().get(LIST, {"q": case.tracking_code.lower()}))


@pytest.mark.parametrize(
    "query",
    ["theme=x&quartier=-1&depuis=9", "apres=%00", "apres=WzEsMl0", "q=%00%27%22%5C", "theme=999999999", "etat=%F0%9F%92%A1"],
)
def test_an_address_that_means_nothing_still_shows_the_list(world: World, query: str) -> None:
    world.report()
    assert visitor().get(f"{LIST}?{query}").status_code == 200


def test_the_list_is_read_page_after_page_and_each_case_once(world: World) -> None:
    numbers = {world.report().number for _ in range(45)}
    seen: list[str] = []
    address, pages = LIST, 0
    while address:
        page = visitor().get(address)
        seen += rows(page)
        address, pages = following(page), pages + 1
    assert pages == 3 and len(seen) == 45 and set(seen) == numbers


def test_what_is_private_is_on_no_list(world: World) -> None:
    secret = private_category(world)
    world.report(secret)
    for address in (HOME, LIST, "/demandes?q=voisinage", "/demandes?q=basse"):
        assert not rows(visitor().get(address))


def test_a_town_lists_its_own_cases_only(world: World) -> None:
    other = make_world("Autreville", "autreville.test")
    with inside(other.authority):
        other.report(other.pothole)
    world.report()
    assert set(rows(visitor().get(LIST)).values()) == {LAMP}


def test_lists_cost_a_handful_of_queries_however_many_rows(
    world: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(22):
        repaired(world)
        world.report(world.pothole)
    for address in (HOME, LIST, f"{LIST}?etat=reparees&q=rue&quartier={world.centre.pk}&depuis=30"):
        with django_assert_max_num_queries(10):
            visitor().get(address)
