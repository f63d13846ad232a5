"""A typed address becomes a place on the way from the first page to the second; or a question; or nothing is blocked."""

import json
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.test import override_settings

from parvis.cases.models import Case
from parvis.config.environment import Addresses
from parvis.portal import limits
from parvis.portal.seal import seal
from tests.geoplateforme import Geoplateforme, geoplateforme
from tests.portal.reader import a_report, source, visitor, words
from tests.world import World

REPORT = "/signaler"
LIST = "/signaler/adresses"
NOWHERE = {"lat": "", "lon": ""}


@pytest.fixture
def server(world: World) -> Iterator[Geoplateforme]:
    cache.clear()
    with geoplateforme() as known, override_settings(PARVIS_ADDRESSES=Addresses(scheme="addok", url=known.url)):
        yield known


def typed(world: World, address: str, /, **changed: str) -> dict[str, str]:
    return a_report(world.bench, **{"step": "what", **NOWHERE, "address": address, **changed})


def hidden(page: str) -> dict[str, str]:
    """The place that the page carries."""
    return {name: page.split(f'name="{name}" value="')[1].split('"')[0] if f'name="{name}" value="' in page else ""
            for name in ("lat", "lon", "found", "found_for", "sealed")}  # fmt: skip


def test_one_confident_match_is_the_place_and_the_check_page_says_it(world: World, server: Geoplateforme) -> None:
    page = source(visitor().post(REPORT, typed(world, "place de la gare")))
    place = hidden(page)
    assert (place["lat"], place["lon"], place["found_for"]) == ("47.01", "2.03", "place de la gare")
    check = words(visitor().post(REPORT, typed(world, "place de la gare", **place, step="you")))
    assert "Tout est juste ?" in check and "Adresse trouvée : Place de la Gare 18990 Valbourg" in check
    visitor().post(REPORT, typed(world, "place de la gare", **place, step="check"))
    case = Case.objects.get()
    assert (case.address, case.district, case.unit) == ("place de la gare", world.station, world.cleanliness)


def test_several_are_a_question_with_a_way_to_keep_the_words(world: World, server: Geoplateforme) -> None:
    answer = visitor().post(REPORT, typed(world, "école", words="Cassé."))
    page = words(answer)
    assert "Quelle adresse ?" in page and "Garder ce que j’ai écrit" in page and "Rue de l'École 18990 Valbourg" in page
    assert "Choisissez une réponse" not in page and 'value="école"' in source(answer) and "Cassé." in source(answer)
    again = words(visitor().post(REPORT, typed(world, "école", asked="école")))
    assert "Quelle adresse ?" in again and "Choisissez une réponse." in again
    value = source(answer).split('name="pick" value="')[1].split('"')[0].replace("&#x27;", "'")
    chosen = visitor().post(REPORT, typed(world, "école", asked="école", pick=value))
    assert "Comment vous répondre ?" in words(chosen)
    assert hidden(source(chosen))["lat"] == "47.03" and hidden(source(chosen))["found_for"] == "école"
    kept = visitor().post(REPORT, typed(world, "école", asked="école", pick="keep"))
    assert "Comment vous répondre ?" in words(kept) and hidden(source(kept))["lat"] == ""


def test_words_that_were_kept_are_asked_about_no_more(world: World, server: Geoplateforme) -> None:
    kept = typed(world, "école", found_for="école")
    assert "Comment vous répondre ?" in words(visitor().post(REPORT, kept)) and not server.asked
    assert "Quelle adresse ?" in words(visitor().post(REPORT, {**kept, "address": "Ecole"}))


def test_an_answer_about_other_words_is_left_behind(world: World, server: Geoplateforme) -> None:
    page = source(visitor().post(REPORT, typed(world, "place de la gare", asked="école", pick="47.03;2.012;Rue de l'École")))
    assert hidden(page)["lat"] == "47.01"


def test_the_place_of_other_words_is_left_behind(world: World, server: Geoplateforme) -> None:
    """Without scripts nobody empties the hidden place when the address is corrected."""
    old = {"lat": "47.02", "lon": "2.01", "found": "12 Rue Basse 18990 Valbourg", "found_for": "12 rue Basse"}
    assert hidden(source(visitor().post(REPORT, typed(world, "place de la gare", **old))))["lat"] == "47.01"
    visitor().post(REPORT, typed(world, "au bout du chemin", **old, step="check"))
    assert Case.objects.get().lat is None


def test_an_address_of_another_commune_is_refused_beside_the_field_and_the_words_stay(
    world: World, server: Geoplateforme
) -> None:
    answer = visitor().post(REPORT, typed(world, "14 rue du Moulin, Bourges", words="Cassé."))
    assert words(answer).count("Cette adresse n’est pas à Valbourg.") == 2
    assert 'value="14 rue du Moulin, Bourges"' in source(answer) and "Cassé." in source(answer)
    assert hidden(source(answer)) == {"lat": "", "lon": "", "found": "", "found_for": "", "sealed": ""}


def test_a_street_that_only_another_commune_is_known_to_have_is_a_question(world: World, server: Geoplateforme) -> None:
    answer = visitor().post(REPORT, typed(world, "rue du Moulin"))
    assert "Quelle adresse ?" in words(answer)
    value = source(answer).split('name="pick" value="')[1].split('"')[0]
    chosen = visitor().post(REPORT, typed(world, "rue du Moulin", asked="rue du Moulin", pick=value))
    assert words(chosen).count("Cette adresse n’est pas à Valbourg.") == 2
    kept = visitor().post(REPORT, typed(world, "rue du Moulin", asked="rue du Moulin", pick="keep"))
    assert "Comment vous répondre ?" in words(kept)


@pytest.mark.parametrize("ailment", [("status", 503), ("status", 429), ("seconds", 3.0), ("body", b"<html>")])
def test_a_geocoder_that_does_not_answer_blocks_nothing(
    world: World, server: Geoplateforme, ailment: tuple[str, object]
) -> None:
    setattr(server, *ailment)
    assert "Comment vous répondre ?" in words(visitor().post(REPORT, typed(world, "12 rue Basse")))
    assert json.loads(visitor().get(LIST, {"q": "12 rue Basse"}).content) == {"found": [], "is_down": True}


def test_a_position_of_the_device_is_its_own_place_whatever_is_typed(world: World, server: Geoplateforme) -> None:
    page = source(visitor().post(REPORT, typed(world, "12 rue Basse", lat="47.03", lon="2.005")))
    assert hidden(page)["lat"] == "47.03" and not server.asked


@pytest.mark.parametrize("pick", ["nan;2.01;x", "48;3;Loin", ";;", "x", "999;999;x", "47.02", "keep;keep"])
def test_a_forged_answer_is_no_place(world: World, server: Geoplateforme, pick: str) -> None:
    answer = visitor().post(REPORT, typed(world, "école", asked="école", pick=pick))
    assert answer.status_code == 200 and hidden(source(answer))["lat"] == ""


def test_the_list_gives_places_of_the_town_with_their_points(world: World, server: Geoplateforme) -> None:
    answer = visitor().get(LIST, {"q": "12 rue Basse"})
    assert json.loads(answer.content)["found"][0] == {
        "name": "12 Rue Basse", "label": "12 Rue Basse 18990 Valbourg", "lat": 47.02, "lon": 2.01,
        "sealed": seal("12 Rue Basse"),
    }  # fmt: skip
    assert "private" in answer["Cache-Control"] and "max-age=600" in answer["Cache-Control"]
    at = visitor().get(LIST, {"lat": "47.02", "lon": "2.01"})
    assert json.loads(at.content)["found"][0]["name"] == "12 Rue Basse"


@pytest.mark.parametrize(
    "asked", ["q=", "q=ab", f"q={quote('é' * 500)}", "q=%00%00%00", "lat=x&lon=2", "lat=nan&lon=nan", "", "lat=48&lon=3"]
)
def test_what_means_nothing_is_an_empty_list(world: World, server: Geoplateforme, asked: str) -> None:
    answer = visitor().get(f"{LIST}?{asked}")
    assert answer.status_code == 200 and json.loads(answer.content)["found"] == []


def test_one_connection_that_asks_without_end_waits_and_may_still_report(
    world: World, server: Geoplateforme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "ADDRESSES", 2)
    assert [visitor().get(LIST, {"q": "rue basse"}).status_code for _ in range(3)] == [200, 200, 429]
    assert "Comment vous répondre ?" in words(visitor().post(REPORT, typed(world, "école")))
    assert visitor("198.51.100.9").get(LIST, {"q": "rue basse"}).status_code == 200


def test_what_everybody_reads_of_the_place_is_the_geocoder_s_own_words(world: World, server: Geoplateforme) -> None:
    place = hidden(source(visitor().post(REPORT, typed(world, "place de la gare"))))
    visitor().post(REPORT, typed(world, "place de la gare", **place, step="check"))
    case = Case.objects.get()
    assert (case.address, case.public_address) == ("place de la gare", "Place de la Gare")
    page = words(visitor().get(f"/demandes/{case.number}"))
    assert "Place de la Gare, Gare" in page and "place de la gare" not in page


@pytest.mark.parametrize(
    "forged", [{"sealed": "chez la Durand"}, {"sealed": '["","chez la Durand"]'}, {}, {"found": "chez la Durand"}]
)
def test_a_forged_place_is_published_by_nobody(world: World, server: Geoplateforme, forged: dict[str, str]) -> None:
    place = {"lat": "47.01", "lon": "2.03", "found_for": "chez la Durand"}
    visitor().post(REPORT, typed(world, "chez la Durand", **{**place, **forged}, step="check"))
    case = Case.objects.get()
    assert (case.address, case.public_address, case.is_to_read) == ("chez la Durand", "", True)
    for page in ("/", "/demandes", "/demandes?q=durand", f"/demandes/{case.number}", f"/suivi/{case.tracking_code}"):
        assert "chez la" not in words(visitor().get(page))
    assert "Aucune demande" in words(visitor().get("/demandes?q=durand"))
    assert "chez la Durand" in words(visitor().get(f"/ma-demande/{case.private_key}"))


def test_the_seal_of_one_place_publishes_no_other_words(world: World, server: Geoplateforme) -> None:
    place = {"lat": "47.01", "lon": "2.03", "sealed": seal("Place de la Gare")}
    visitor().post(REPORT, typed(world, "chez la Durand", **place, step="check"))
    assert Case.objects.get().public_address == ""
    visitor().post(REPORT, typed(world, "PLACE de la gare", **place, step="check"))
    assert Case.objects.order_by("-pk")[0].public_address == "Place de la Gare"
