"""In the report, what is known already near here is shown before one more is sent; and « toujours en panne ? »."""

import html
import re
from datetime import timedelta

from parvis.cases.models import Case, Category, Follower
from parvis.cases.operations.close import close
from parvis.cases.operations.resolve import resolve
from tests.clock import move_by
from tests.portal.reader import a_report, source, visitor, words
from tests.world import ODILE, World


def first_page(world: World, **changed: str) -> dict[str, str]:
    return a_report(world.lamp, **{"step": "what", "email": "", "first_name": "", "last_name": "", "phone": "", **changed})


HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)"(?: id="\w+")? value="([^"]*)"')


def fields(page: str) -> dict[str, str]:
    return {name: html.unescape(value) for name, value in HIDDEN.findall(page)}


def done(world: World) -> Case:
    return close(resolve(world.report(), by=world.karim), by=world.nadia)


def test_what_is_known_already_is_shown_and_one_may_follow_it_instead(world: World) -> None:
    known = world.report()
    answer = visitor().post("/signaler", first_page(world))
    page = words(answer)
    assert "Est-ce déjà signalé ?" in page and "Ici même" in page and "12, rue Basse" in page
    assert f"/demandes/{known.number}/suivre" in source(answer)
    visitor().post(f"/demandes/{known.number}/suivre", {"email": "lucie.voisine@exemple.fr"})
    assert Follower.objects.get().case == known and Case.objects.count() == 1
    assert not any(secret in source(answer) for secret in (ODILE.email, ODILE.last_name, known.private_key, known.words))


def test_one_may_go_on_and_nothing_typed_is_lost(world: World) -> None:
    world.report()
    browser = visitor()
    near = source(browser.post("/signaler", first_page(world)))
    you = source(browser.post("/signaler", {**fields(near), "step": "nearby"}))
    assert "Comment vous répondre" in you
    assert {**fields(you)}["words"] == "Il fait très sombre."
    back = browser.post("/signaler", {**fields(near), "to": "what"})
    assert "Il fait très sombre." in source(back)
    sent = browser.post("/signaler", a_report(world.lamp, email="lucie.voisine@exemple.fr"))
    assert sent.status_code == 302 and Case.objects.count() == 2


def test_nothing_near_or_nothing_to_show_goes_straight_on(world: World) -> None:
    assert "Comment vous répondre" in words(visitor().post("/signaler", first_page(world)))
    world.report()
    Category.objects.filter(pk=world.lamp.pk).update(nearby_metres=0)
    assert "Comment vous répondre" in words(visitor().post("/signaler", first_page(world)))


def test_from_the_public_page_a_new_report_says_that_it_is_not_mended(world: World) -> None:
    lamp = done(world)
    page = visitor().get(f"/demandes/{lamp.number}")
    assert "Est-ce bien réparé ?" in words(page) and f"/signaler?encore={lamp.number}" in source(page)
    form = visitor().get(f"/signaler?encore={lamp.number}")
    assert "Ce n’est pas réparé ?" in words(form) and lamp.number in words(form) and "12, rue Basse" in source(form)
    carried = fields(source(form))
    assert carried["again"] == lamp.number and carried["category"] == str(world.lamp.pk) and carried["lat"] == "47.02"
    sent = visitor().post("/signaler", a_report(world.lamp, again=lamp.number, email=""))
    assert sent.status_code == 302
    again = Case.objects.get(again_of=lamp)
    assert Case.objects.get(pk=lamp.pk).is_closed, "agents judge"
    browser = visitor()
    assert world.nadia.user is not None
    browser.force_login(world.nadia.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert f"/agents/demandes/{lamp.number}" in source(browser.get(f"/agents/demandes/{again.number}"))
    assert f"/agents/demandes/{again.number}" in source(browser.get(f"/agents/demandes/{lamp.number}"))


def test_after_the_delay_or_with_an_invented_number_it_is_an_ordinary_report(world: World) -> None:
    lamp = done(world)
    with move_by(timedelta(days=31)):
        assert "encore=" not in source(visitor().get(f"/demandes/{lamp.number}"))
        assert "De quoi s’agit-il ?" in words(visitor().get(f"/signaler?encore={lamp.number}"))
    for number in ("2026/999999", "x", "", world.report().number):
        assert "De quoi s’agit-il ?" in words(visitor().get(f"/signaler?encore={number}"))
        visitor().post("/signaler", a_report(world.lamp, again=number))
    assert not Case.objects.filter(again_of__isnull=False).exists()


def test_by_the_private_link_the_case_is_reopened_at_once(world: World) -> None:
    lamp = done(world)
    link = f"/ma-demande/{lamp.private_key}"
    assert f"{link}/toujours-en-panne" in source(visitor().get(link))
    form = visitor().get(f"{link}/toujours-en-panne")
    assert "Rouvrir ma demande" in words(form) and Case.objects.get().is_closed
    empty = visitor().post(f"{link}/toujours-en-panne", {"text": " ", "version": str(lamp.version)})
    assert "Écrivez quelques mots." in words(empty)
    sent = {"text": "Il clignote.", "version": str(lamp.version)}
    for _ in range(2):
        answer = visitor().post(f"{link}/toujours-en-panne", sent, follow=True)
        assert "Il clignote." in words(answer)
    assert not Case.objects.get().is_closed and Case.objects.get().messages.count() == 1
