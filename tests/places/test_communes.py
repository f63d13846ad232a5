"""The communes of France, found as people type them."""

import time

import pytest

from parvis.places.communes import BUILT, MOST, commune_of, find_communes

pytestmark = pytest.mark.sqlite_only


def codes(typed: str) -> list[str]:
    return [one.code for one in find_communes(typed)]


@pytest.mark.parametrize("typed", ["Saint-Denis", "st denis", "SAINT DÉNIS", " St-Denis "])
def test_towns_of_one_name_are_all_proposed_the_larger_first(typed: str) -> None:
    assert codes(typed)[:2] == ["97411", "93066"]
    assert [one.departement for one in find_communes(typed)[:2]] == ["La Réunion", "Seine-Saint-Denis"]


def test_a_commune_is_found_by_its_code_or_its_postcode() -> None:
    assert codes("93066") == ["93066"]
    assert codes("2a004") == ["2A004"] and codes("97400") == ["97411"]
    bourges = commune_of("18033")
    assert bourges is not None and bourges.name == "Bourges" and bourges.epci == "CA Bourges Plus"
    assert bourges.postcodes == ("18000",) and 60_000 < bourges.population < 70_000
    assert bourges.departement_code == "18" and bourges.region == "Centre-Val de Loire"


def test_a_postcode_of_many_communes_proposes_a_dozen_the_larger_first() -> None:
    found = find_communes("01300")
    assert len(found) == MOST and found[0].name == "Belley"
    assert all("01300" in one.postcodes for one in found)


@pytest.mark.parametrize(("town", "code", "district"), [("Paris", "75056", "75111"), ("Lyon", "69123", "69385"),
                                                         ("Marseille", "13055", "13201")])  # fmt: skip
def test_a_town_comes_before_its_own_districts(town: str, code: str, district: str) -> None:
    assert codes(town)[0] == code
    part = commune_of(district)
    assert part is not None and part.whole == town and part.name.startswith(f"{town} ")


def test_overseas_is_there() -> None:
    assert codes("Nouméa")[0] == "98818" and codes("97150") == ["97801"]
    assert {"97416", "97502", "97225"} <= set(codes("Saint-Pierre"))


def test_what_a_new_commune_has_taken_in_leads_to_it() -> None:
    (annecy,) = find_communes("Seynod")
    assert annecy.code == "74010" and annecy.former == "Seynod"
    assert commune_of("74268") is None


@pytest.mark.parametrize("typed", ["", "  ", "?!", "%", "_", "Zzzzzz", "x" * 3000])
def test_what_names_nothing_finds_nothing(typed: str) -> None:
    assert find_communes(typed) == []


def test_words_may_be_cut_short_and_come_in_any_order() -> None:
    assert codes("tours")[0] == "37261"
    assert codes("yon roche sur")[0] == "85191" and codes("La Roche-sur-Y")[0] == "85191"


def test_a_look_up_takes_a_moment_and_the_file_is_small() -> None:
    find_communes("Saint")
    began = time.process_time()
    for typed in ("Saint", "93200", "Le Havre", "Seynod", "e"):
        find_communes(typed)
    assert (time.process_time() - began) / 5 < 0.02
    assert BUILT.stat().st_size < 3_000_000
