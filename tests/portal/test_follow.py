"""The pages of whoever wants to be told too: give an address, confirm it, stop; without a script and without harm."""

import re

from django.test import Client

from parvis.cases.models import Follower
from parvis.cases.operations.close import close
from parvis.cases.operations.resolve import resolve
from parvis.kernel.tenancy import inside
from tests.portal.reader import HOST, source, visitor, words
from tests.portal.test_list import private_category
from tests.world import World, make_world

LUCIE = "lucie.voisine@exemple.fr"


def test_a_neighbour_asks_confirms_is_counted_and_stops(world: World) -> None:
    lamp = world.report()
    browser = visitor()
    page = source(browser.get(f"/demandes/{lamp.number}"))
    [href] = re.findall(r'href="(/demandes/[0-9/]+/suivre)"', page)
    assert "Lampadaire éteint" in words(browser.get(href))
    sent = words(browser.post(href, {"email": LUCIE}))
    assert "Confirmez depuis votre messagerie" in sent and LUCIE in sent
    assert "Personnes prévenues" not in words(browser.get(f"/demandes/{lamp.number}"))
    link = f"/suivre/{Follower.objects.get().key}"
    assert "Oui, me prévenir" in words(browser.get(link))
    assert "C’est noté" in words(browser.post(link, follow=True))
    public = words(browser.get(f"/demandes/{lamp.number}"))
    assert "Personnes prévenues 1" in re.sub(r"\s+", " ", public) and LUCIE not in public
    assert "Ne plus rien recevoir" in words(browser.get(f"{link}/arret"))
    assert "plus aucun message" in words(browser.post(f"{link}/arret"))
    assert "Personnes prévenues" not in words(browser.get(f"/demandes/{lamp.number}"))
    assert "Vous ne suivez plus" in words(browser.post(link, follow=True)), "an old letter starts nothing again"


def test_the_answer_is_the_same_whoever_follows_already(world: World) -> None:
    href = f"/demandes/{world.report().number}/suivre"
    first = words(visitor().post(href, {"email": LUCIE}))
    visitor().post(f"/suivre/{Follower.objects.get().key}")
    assert words(visitor().post(href, {"email": LUCIE})) == first


def test_what_is_no_address_is_said_beside_the_field(world: World) -> None:
    href = f"/demandes/{world.report().number}/suivre"
    for typed, said in (("", "Écrivez votre adresse"), ("lucie", "comme nom@exemple.fr"), ("x" * 300, "")):
        page = words(visitor().post(href, {"email": typed}))
        assert said in page and "Être prévenu aussi" in page
    assert not Follower.objects.exists()


def test_a_private_case_is_not_followed_and_an_ended_one_sends_back_to_its_page(world: World) -> None:
    private = world.report(private_category(world))
    assert visitor().post(f"/demandes/{private.number}/suivre", {"email": LUCIE}).status_code == 404
    lamp = close(resolve(world.report(), by=world.karim), by=world.nadia)
    for answer in (visitor().get(f"/demandes/{lamp.number}/suivre"), visitor().post(f"/demandes/{lamp.number}/suivre")):
        assert answer.headers["Location"] == f"/demandes/{lamp.number}"
    assert "Me prévenir aussi" not in words(visitor().get(f"/demandes/{lamp.number}"))


def test_one_connection_asks_twenty_times_an_hour(world: World) -> None:
    href = f"/demandes/{world.report().number}/suivre"
    for number in range(20):
        assert visitor().post(href, {"email": f"voisin{number}@exemple.fr"}).status_code == 200
    answer = visitor().post(href, {"email": LUCIE})
    assert answer.status_code == 429 and int(answer["Retry-After"]) > 0 and LUCIE in source(answer)
    assert visitor("192.0.2.99").post(href, {"email": LUCIE}).status_code == 200


def test_a_mail_program_stops_by_itself_without_a_cookie_and_only_that(world: World) -> None:
    lamp = world.report()
    visitor().post(f"/demandes/{lamp.number}/suivre", {"email": LUCIE})
    link = f"/suivre/{Follower.objects.get().key}"
    strict = Client(enforce_csrf_checks=True, headers={"host": HOST})
    assert strict.post(link).status_code == 403
    for _ in range(2):
        assert strict.post(f"{link}/arret", {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Follower.objects.get().email == ""


def test_the_link_of_a_follower_opens_nothing_else_and_another_town_knows_it_not(world: World) -> None:
    lamp = world.report()
    other = make_world("Autreville", "autreville.test")
    with inside(other.authority):
        theirs = other.report()
    visitor().post(f"/demandes/{lamp.number}/suivre", {"email": LUCIE})
    key = Follower.objects.get().key
    assert visitor().get(f"/ma-demande/{key}").status_code == 404
    for noun in ("", "/arret"):
        assert Client(headers={"host": "autreville.test"}).get(f"/suivre/{key}{noun}").status_code == 404
        assert visitor().post(f"/suivre/{theirs.private_key}{noun}").status_code == 404
