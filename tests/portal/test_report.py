"""The report: what is typed, what is wrong with it, what is sent."""

from datetime import timedelta

import pytest

from parvis.cases.models import Case, Category
from parvis.cases.operations.configure import create_category
from parvis.kernel import clock
from parvis.portal.paper import new_paper
from tests.clock import move_by
from tests.portal.reader import a_report, source, visitor, words
from tests.world import MAKER, World

REPORT = "/signaler"


def test_the_first_page_offers_all_that_may_be_asked_by_theme(world: World) -> None:
    Category.objects.filter(pk=world.bench.pk).update(ended_on=clock.today(world.authority))
    page = words(visitor().get(REPORT))
    assert "Rue et espaces publics" in page and "Lampadaire éteint" in page and "Une idée pour la ville" in page
    assert "Banc cassé" not in page


def test_a_long_list_is_folded_by_theme_and_searched_by_a_few_letters(world: World) -> None:
    theme = create_category("Éclairage et électricité", by=MAKER)
    for number in range(25):
        create_category(f"Borne n° {number}", under=theme, by=MAKER)
    assert "<details" in source(visitor().get(REPORT))
    for typed in ("borne 17", "ECLAIRAGE 17", "électricite bornes 17"):
        page = source(visitor().get(REPORT, {"q": typed}))
        assert page.count("?categorie=") == 1, typed
    assert "Rien ne porte ce nom" in words(visitor().get(REPORT, {"q": "zeppelin"}))


def test_a_category_that_is_no_longer_or_never_was_leads_to_the_choice(world: World) -> None:
    Category.objects.filter(pk=world.bench.pk).update(ended_on=clock.today(world.authority))
    for category in (str(world.bench.pk), "999999999999", "x", "-1", "²"):
        assert "De quoi s’agit-il ?" in words(visitor().get(REPORT, {"categorie": category}))


def test_a_report_goes_page_by_page_and_arrives(world: World) -> None:
    browser, filled = visitor(), a_report(world.lamp)
    assert "Comment vous répondre ?" in words(browser.post(REPORT, {**filled, "step": "what"}))
    assert "Tout est juste ?" in words(browser.post(REPORT, {**filled, "step": "you"}))
    answer = browser.post(REPORT, filled)
    case = Case.objects.get()
    assert answer.status_code == 302 and answer["Location"] == f"/signaler/merci/{case.private_key}"
    assert (case.words, case.requester_email, case.lat) == ("Il fait très sombre.", "odile.garnier@exemple.fr", 47.02)
    thanks = words(browser.get(answer["Location"]))
    assert case.number in thanks and f"{case.tracking_code[:4]}-{case.tracking_code[4:]}" in thanks


def test_every_page_carries_all_that_was_typed(world: World) -> None:
    typed = {
        "address": "Devant l’école",
        "words": "Un texte\nsur deux lignes.",
        "first_name": "Odile",
        "last_name": "Garnier",
        "email": "o@exemple.fr",
    }
    for step in ("what", "you"):
        page = source(visitor().post(REPORT, a_report(world.lamp, step=step, **typed)))
        for value in ("Devant l’école", "Un texte\nsur deux lignes.", "Odile", "Garnier", "o@exemple.fr", "47.02"):
            assert value in page, (step, value)


def test_one_may_go_back_and_change(world: World) -> None:
    page = source(visitor().post(REPORT, a_report(world.lamp, to="what", step="check")))
    assert "Il fait très sombre." in page and "Odile" in page and "Garnier" in page and "À corriger" not in page
    page = source(visitor().post(REPORT, a_report(world.lamp, to="category", step="what", address="")))
    assert "<optgroup" in page and "Il fait très sombre." in page and "À corriger" not in page


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"address": "", "lat": "", "lon": ""}, "Indiquez où cela se trouve"),
        ({"address": "12, rue Basse, 06 12 34 56 78"}, "Écrivez le lieu et rien d’autre"),
        ({"address": "chez odile.garnier@exemple.fr"}, "Écrivez le lieu et rien d’autre"),
        ({"address": "12, rue Basse, chez Mme Durand"}, "Écrivez le lieu et rien d’autre"),
        ({"address": "www.exemple.fr : gagnez un lampadaire"}, "Écrivez le lieu et rien d’autre"),
        ({"lat": "48.0", "lon": "3.0"}, "Cette position n’est pas à Valbourg : placez-la de nouveau, ou écrivez l’adresse."),
        ({"lat": "nan", "lon": "2.01"}, "La position de l’appareil est illisible"),
        ({"lat": "inf", "lon": "2.01"}, "La position de l’appareil est illisible"),
        ({"lat": "47.02", "lon": "999"}, "La position de l’appareil est illisible"),
        ({"lat": "47.02", "lon": ""}, "La position de l’appareil est illisible"),
        ({"words": "a" * 10_001}, "Ce texte a 10 001 caractères : 10 000 au plus."),
        ({"category": "999999"}, "Cette catégorie n’est plus proposée"),
        ({"category": ""}, "Choisissez de quoi il s’agit."),
    ],
)
def test_what_is_wrong_with_the_place_or_the_words_is_said_beside_it_and_nothing_is_lost(
    world: World, changed: dict[str, str], sentence: str
) -> None:
    answer = visitor().post(REPORT, a_report(world.lamp, step="what", **changed))
    page = words(answer)
    assert page.count(sentence) == 2  # in the summary, and beside the field
    assert "Garnier" in source(answer) and (changed.get("words") or "Il fait très sombre.") in source(answer)
    assert not Case.objects.exists()


def test_a_wrong_position_is_dropped_so_that_an_address_can_be_typed(world: World) -> None:
    page = source(visitor().post(REPORT, a_report(world.lamp, step="what", lat="48", lon="3")))
    assert 'value="48"' not in page and "12, rue Basse" in page


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"email": "odile@"}, "Écrivez l’adresse en entier"),
        ({"email": "odile garnier"}, "Écrivez l’adresse en entier"),
        ({"phone": "appelez-moi"}, "Écrivez un numéro de téléphone"),
        ({"phone": "12"}, "Écrivez un numéro de téléphone"),
    ],
)
def test_what_is_wrong_with_the_coordinates_is_said_beside_it(world: World, changed: dict[str, str], sentence: str) -> None:
    answer = visitor().post(REPORT, a_report(world.lamp, step="you", **changed))
    assert words(answer).count(sentence) == 2 and "Il fait très sombre." in source(answer)


def test_the_last_page_trusts_nothing_that_an_earlier_one_checked(world: World) -> None:
    visitor().post(REPORT, a_report(world.lamp, lat="48", lon="3"))
    visitor().post(REPORT, a_report(world.lamp, email="odile@"))
    assert not Case.objects.exists()


def test_a_place_that_is_asked_again_is_not_said_to_be_optional(world: World) -> None:
    """The position elsewhere is dropped: a lamp needs another place, and an idea does without."""
    for category, is_optional in ((world.lamp, False), (world.idea, True)):
        page = words(visitor().post(REPORT, a_report(category, step="what", lat="48.0", lon="3.0")))
        assert "Cette position n’est pas à Valbourg" in page
        assert ("Où est-ce ? (facultatif)" in page) == is_optional, category


def test_words_are_asked_of_an_idea_and_a_place_of_a_lamp_only(world: World) -> None:
    idea = a_report(world.idea, step="what", address="", lat="", lon="")
    assert "Comment vous répondre ?" in words(visitor().post(REPORT, idea))
    assert "Écrivez quelques mots." in words(visitor().post(REPORT, {**idea, "words": " "}))
    assert "Comment vous répondre ?" in words(visitor().post(REPORT, a_report(world.lamp, step="what", words="")))


def test_without_an_email_the_page_says_what_follows(world: World) -> None:
    nobody = {"first_name": "", "last_name": "", "email": "", "phone": ""}
    assert "la mairie ne pourra pas vous écrire" in words(visitor().post(REPORT, a_report(world.lamp, step="you", **nobody)))
    visitor().post(REPORT, a_report(world.lamp, **nobody))
    assert Case.objects.get().requester_email == ""


def test_the_page_says_who_uses_the_data_why_how_long_and_whom_to_ask(world: World) -> None:
    page = words(visitor().post(REPORT, a_report(world.lamp, step="what")))
    for part in ("La mairie de Valbourg utilise", "Seuls les agents", "Elles sont gardées", "mairie@valbourg.test"):
        assert part in page


def test_sent_twice_it_is_one_case_and_one_receipt(world: World) -> None:
    filled = a_report(world.lamp)
    first, second = visitor().post(REPORT, filled), visitor().post(REPORT, filled)
    assert first["Location"] == second["Location"] and Case.objects.count() == 1


def test_a_form_kept_open_for_days_still_goes(world: World) -> None:
    filled = a_report(world.lamp)
    with move_by(timedelta(days=3)):
        assert visitor().post(REPORT, filled).status_code == 302


@pytest.mark.parametrize("robot", ["fast", "trapped", "without a paper", "with a forged paper"])
def test_a_robot_sends_nothing_and_a_person_taken_for_one_sends_again(world: World, robot: str) -> None:
    filled = a_report(world.lamp)
    changed = {
        "fast": {"paper": new_paper()},
        "trapped": {"website": "https://exemple.fr"},
        "without a paper": {"paper": ""},
        "with a forged paper": {"paper": filled["paper"][:-3] + "abc"},
    }[robot]
    answer = visitor().post(REPORT, {**filled, **changed})
    page = source(answer)
    assert answer.status_code == 200 and "rien n’est perdu" in words(answer) and not Case.objects.exists()
    fresh = page.split('name="paper" value="')[1].split('"')[0]
    with move_by(timedelta(seconds=10)):
        assert visitor().post(REPORT, {**filled, "paper": fresh}).status_code == 302


def test_one_connection_that_sends_without_end_is_asked_to_wait_and_keeps_its_words(world: World) -> None:
    for _ in range(30):
        visitor().post(REPORT, a_report(world.lamp))
    answer = visitor().post(REPORT, a_report(world.lamp, words="Le trente et unième."))
    assert answer.status_code == 429 and "Le trente et unième." in words(answer) and int(answer["Retry-After"]) > 0
    assert Case.objects.count() == 30
    assert visitor("198.51.100.9").post(REPORT, a_report(world.lamp)).status_code == 302
    with move_by(timedelta(hours=1)):
        assert visitor().post(REPORT, a_report(world.lamp)).status_code == 302


def test_a_receipt_is_read_again_without_sending_again(world: World) -> None:
    browser = visitor()
    address = browser.post(REPORT, a_report(world.lamp))["Location"]
    assert words(browser.get(address)) == words(browser.get(address))
    assert Case.objects.count() == 1
    assert visitor().get("/signaler/merci/invente").status_code == 404
