"""The administrator makes the categories: each change is guarded, and told with what it was."""

from collections.abc import Callable
from datetime import date

import pytest

from parvis.cases.actors import Visitor
from parvis.cases.category_events import CategoryDescribed, CategoryRetired, OwnerUnnamed, RuleChanged, RuleUnset
from parvis.cases.events import CaseRecategorised
from parvis.cases.models import Case, Category, CategoryOwner, Kind, Publication, RoutingRule
from parvis.cases.operations.configure import create_category, name_owner, set_rule
from parvis.cases.operations.describe_category import Value, describe_category, place_category
from parvis.cases.operations.receive import receive
from parvis.cases.operations.retire_category import bring_back, retire_category
from parvis.cases.operations.unroute import unname_owner, unset_rule
from parvis.cases.readings.catalogue import Catalogue
from parvis.kernel import clock
from parvis.kernel.events import Fact, fact_of, history
from parvis.kernel.operations import Forbidden, Refused, Stale
from tests.world import MAKER, ODILE, RUE_BASSE, World


def fresh(category: Category) -> Category:
    return Category.objects.get(pk=category.pk)


def last(category: Category) -> Fact:
    event = history(category).last()
    assert event is not None
    return fact_of(event)


def offered(typed: str = "") -> set[str]:
    return {category.name for group in Catalogue().to_choose_by(typed) for category in group.categories}


def test_only_what_changed_is_told_with_what_it_was(world: World) -> None:
    said: dict[str, Value] = {"name": " Lampadaire  en panne ", "unit": world.roads, "is_danger": True, "nearby_metres": 250}
    lamp = describe_category(fresh(world.lamp), said=said, by=world.paul)
    assert (lamp.name, lamp.unit, lamp.is_danger) == ("Lampadaire en panne", world.roads, True)
    assert last(lamp) == CategoryDescribed(
        before={"name": "Lampadaire éteint", "is_danger": "", "unit": str(world.lighting.pk)},
        after={"name": "Lampadaire en panne", "is_danger": "1", "unit": str(world.roads.pk)},
    )
    assert describe_category(fresh(lamp), said=said, by=world.paul).version == lamp.version, "the same says nothing new"


@pytest.mark.parametrize("who", ["nadia", "karim", "helene", "theo"])
def test_only_who_arranges_the_town_changes_its_categories(world: World, who: str) -> None:
    by = getattr(world, who)
    acts: list[Callable[[], object]] = [
        lambda: create_category("Essai", by=by),
        lambda: describe_category(fresh(world.lamp), said={"name": "Essai"}, by=by),
        lambda: place_category(fresh(world.lamp), at=0, by=by),
        lambda: set_rule(fresh(world.lamp), to=world.roads, by=by),
        lambda: unset_rule(fresh(world.bench), district=world.station, by=by),
        lambda: name_owner(fresh(world.pothole), agent=world.karim, by=by),
        lambda: unname_owner(fresh(world.bench), agent=world.theo, district=world.centre, by=by),
        lambda: retire_category(fresh(world.lamp), by=by),
        lambda: bring_back(fresh(world.lamp), by=by),
    ]
    for act in acts:
        with pytest.raises(Forbidden):
            act()


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "nid-de-poule"}, "name"),
        ({"nearby_metres": 10_001}, "nearby_metres"),
        ({"reopening_days": 366}, "reopening_days"),
        ({"season_from": "11-15"}, "season_to"),
        ({"season_from": "02-30", "season_to": "03-01"}, "season_from"),
        ({"synonyms": "x" * 501}, "synonyms"),
        ({"notice": "x" * 2_001}, "notice"),
    ],
)
def test_what_could_not_be_kept_is_refused_by_its_field(world: World, said: dict[str, Value], field: str) -> None:
    with pytest.raises(Refused) as refused:
        describe_category(fresh(world.lamp), said=said, by=MAKER)
    assert refused.value.field == field


def test_a_category_is_put_neither_under_itself_nor_under_a_retired_one(world: World) -> None:
    theme = world.lamp.parent
    assert theme is not None
    for parent in (fresh(world.lamp), fresh(theme)):
        with pytest.raises(Refused):
            describe_category(fresh(theme), said={"parent": parent}, by=MAKER)
    gone = retire_category(create_category("Ancien thème", by=MAKER), by=MAKER)
    with pytest.raises(Refused) as refused:
        describe_category(fresh(world.lamp), said={"parent": gone}, by=MAKER)
    assert refused.value.field == "parent"


def test_two_who_describe_at_once_are_shown_to_each_other(world: World) -> None:
    hers = fresh(world.lamp)
    describe_category(fresh(world.lamp), said={"notice": "Un plan est affiché."}, by=world.paul)
    with pytest.raises(Stale):
        describe_category(hers, said={"notice": "Autre chose."}, by=MAKER)


def test_a_resident_finds_it_by_the_words_that_they_use(world: World) -> None:
    assert offered("réverbère") == set()
    describe_category(fresh(world.lamp), said={"synonyms": "réverbères, ampoule, lumière"}, by=MAKER)
    assert offered("reverbere") == {"Lampadaire éteint"} and offered("lumiere") == {"Lampadaire éteint"}


@pytest.mark.parametrize(
    ("season", "day", "is_there"),
    [
        (("11-15", "03-31"), date(2026, 11, 15), True),
        (("11-15", "03-31"), date(2027, 1, 1), True),
        (("11-15", "03-31"), date(2027, 3, 31), True),
        (("11-15", "03-31"), date(2027, 4, 1), False),
        (("06-01", "09-15"), date(2026, 5, 31), False),
        (("06-01", "09-15"), date(2026, 6, 1), True),
        (("", ""), date(2026, 5, 31), True),
    ],
)
def test_a_season_may_pass_over_the_new_year(world: World, season: tuple[str, str], day: date, is_there: bool) -> None:
    assert Category(season_from=season[0], season_to=season[1]).is_in_season(day) == is_there


def test_out_of_season_nobody_is_offered_it_and_its_theme_is_not_chosen_in_its_place(world: World) -> None:
    winter = create_category("Hiver", unit=world.roads, by=MAKER)
    snow = create_category("Neige", under=winter, by=MAKER)
    today = clock.today(world.authority)
    out = ("01-01", "01-02") if today.month > 6 else ("12-01", "12-02")
    assert "Neige" in offered()
    snow = describe_category(fresh(snow), said={"season_from": out[0], "season_to": out[1]}, by=MAKER)
    assert not {"Neige", "Hiver"} & offered()
    with pytest.raises(Refused) as refused:
        receive(snow, words="", place=RUE_BASSE, requester=ODILE, by=Visitor())
    assert refused.value.field == "category"
    assert receive(snow, words="", place=RUE_BASSE, requester=ODILE, by=world.karim).category == snow


def test_a_retired_category_is_offered_to_nobody_and_keeps_its_open_cases(world: World) -> None:
    case = world.report(world.pothole)
    gone = retire_category(fresh(world.pothole), by=world.paul)
    assert last(gone) == CategoryRetired(into_category_id=None, open_cases=1)
    assert "Nid-de-poule" not in offered() and Catalogue().choice(gone.pk) is None
    for by in (Visitor(), world.karim):
        with pytest.raises(Refused):
            receive(fresh(gone), words="", place=RUE_BASSE, requester=ODILE, by=by)
    assert Case.objects.get(pk=case.pk).category == gone
    back = bring_back(fresh(gone), by=world.paul)
    assert "Nid-de-poule" in offered() and back.ended_on is None


def test_the_open_cases_of_a_retired_category_go_to_another_each_with_a_fact(world: World) -> None:
    case = world.report(world.pothole)
    retire_category(fresh(world.pothole), into=world.bench, by=world.paul)
    moved = Case.objects.get(pk=case.pk)
    assert moved.category == world.bench and moved.unit == case.unit
    event = history(moved).last()
    assert event is not None
    assert fact_of(event) == CaseRecategorised(category_id=world.bench.pk, previous_category_id=world.pothole.pk)


def test_what_is_private_becomes_public_by_no_retirement(world: World) -> None:
    public = create_category("Réclamation publique", kind=Kind.COMPLAINT, publication=Publication.LOOKED_AT, by=MAKER)
    world.report(world.complaint)
    for into in (public, world.lamp, fresh(world.complaint)):
        with pytest.raises(Refused) as refused:
            retire_category(fresh(world.complaint), into=into, by=MAKER)
        assert refused.value.field == "into"
    theme = world.lamp.parent
    assert theme is not None
    with pytest.raises(Refused):
        retire_category(fresh(theme), by=MAKER)


def test_a_rule_says_what_it_replaces_and_its_end_what_it_was(world: World) -> None:
    bench = fresh(world.bench)
    set_rule(bench, district=world.station, to=world.lighting, agent=world.karim, by=world.paul)
    assert last(bench) == RuleChanged(
        district_id=world.station.pk, unit_id=world.lighting.pk, agent_id=world.karim.pk,
        previous_unit_id=world.cleanliness.pk, previous_agent_id=None,
    )  # fmt: skip
    version = fresh(bench).version
    set_rule(fresh(bench), district=world.station, to=world.lighting, agent=world.karim, by=world.paul)
    assert fresh(bench).version == version, "the same says nothing new"
    unset_rule(fresh(bench), district=world.station, by=world.paul)
    told = RuleUnset(district_id=world.station.pk, previous_unit_id=world.lighting.pk, previous_agent_id=world.karim.pk)
    assert last(bench) == told and not RoutingRule.objects.filter(category=bench).exists()
    version = fresh(bench).version
    assert unset_rule(fresh(bench), by=world.paul).version == version


def test_an_owner_is_named_once_and_unnamed(world: World) -> None:
    bench = fresh(world.bench)
    name_owner(bench, agent=world.theo, district=world.centre, by=world.paul)
    assert fresh(bench).version == world.bench.version, "whoever does already, does"
    unname_owner(bench, agent=world.theo, district=world.centre, by=world.paul)
    assert last(bench) == OwnerUnnamed(district_id=world.centre.pk, agent_id=world.theo.pk)
    assert not CategoryOwner.objects.filter(category=bench).exists()


def test_a_category_changes_places_with_its_sisters(world: World) -> None:
    theme = world.lamp.parent
    assert theme is not None
    place_category(fresh(world.pothole), at=0, by=world.paul)
    names = [one.name for group in Catalogue().to_choose if group.theme == theme for one in group.categories]
    assert names == ["Nid-de-poule", "Banc cassé", "Câble arraché", "Lampadaire éteint"]
    place_category(fresh(world.pothole), at=99, by=world.paul)
    names = [one.name for group in Catalogue().to_choose if group.theme == theme for one in group.categories]
    assert names[-1] == "Nid-de-poule"
