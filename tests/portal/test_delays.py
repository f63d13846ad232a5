"""What residents are told of a delay, and what happens to whoever sends too many."""

from datetime import timedelta

from parvis.cases.models import Case
from parvis.cases.operations.promise import promise
from parvis.kernel import clock, worker
from parvis.kernel.models import Authority
from parvis.notifications.models import Sending
from parvis.ui.words import full_day
from tests.cases.test_delays import given
from tests.clock import move_by
from tests.portal.reader import a_report, source, visitor, words
from tests.words import plain
from tests.world import World


def pages(case: Case) -> list[str]:
    """What the requester and everybody read of it."""
    return [words(visitor().get(path)) for path in (f"/ma-demande/{case.private_key}", f"/demandes/{case.number}", "/demandes")]


def test_the_day_is_told_where_the_category_says_so_and_nowhere_else(world: World) -> None:
    given(world.lamp, goal_days=4, goal_is_told=True)
    given(world.pothole, goal_days=4)
    lamp, hole = world.report(), world.report(world.pothole)
    worker.run_until_idle()
    assert lamp.due_on is not None and hole.due_on == lamp.due_on
    day = plain(full_day(lamp.due_on))
    for case, is_told in ((lamp, True), (hole, False)):
        mine, public, _all = pages(case)
        assert (f"Réparation visée avant le {day}" in mine) == (f"visée avant le {day}" in public) == is_told
        thanks = words(visitor().get(f"/signaler/merci/{case.private_key}"))
        letter = plain(Sending.objects.get(template="requester/received", subject_id=case.pk).text)
        assert (day in thanks) == (f"avant le {day}" in letter) == is_told
    with move_by(timedelta(days=30)):
        assert "Réparation en retard" in pages(lamp)[0] and "en retard" not in pages(hole)[0].lower()
        assert "en retard" not in pages(hole)[1].lower()


def test_what_an_agent_promised_is_told_instead(world: World) -> None:
    given(world.lamp, goal_days=4, goal_is_told=True)
    lamp = promise(world.report(), on=clock.today(world.authority) + timedelta(days=50), by=world.karim)
    for page in pages(lamp)[:2]:
        assert "prévue avant le" in page and "visée" not in page


def test_one_too_many_is_told_plainly_with_a_way_out_and_nothing_typed_is_lost(world: World) -> None:
    Authority.objects.filter(pk=world.authority.pk).update(phone="02 48 00 00 00")
    given(world.lamp, daily_limit=1)
    browser = visitor()
    assert browser.post("/signaler", a_report(world.lamp)).status_code == 302
    answer = browser.post("/signaler", a_report(world.lamp, words="Un autre, plus loin."))
    page = words(answer)
    assert answer.status_code == 429 and Case.objects.count() == 1
    assert "Aujourd’hui vous avez déjà envoyé une demande « Lampadaire éteint »" in page
    assert "Suivre une demande déjà envoyée" in page and "Appelez la mairie : 02 48 00 00 00" in page
    assert 'value="Un autre, plus loin."' in source(answer) and 'value="odile.garnier@exemple.fr"' in source(answer)
    assert visitor("203.0.113.9").post("/signaler", a_report(world.lamp)).status_code == 302, "a neighbour learns nothing"


def test_what_was_kept_on_the_device_stays_there_when_it_is_one_too_many(world: World) -> None:
    given(world.lamp, daily_limit=1)
    browser = visitor()
    browser.post("/signaler", a_report(world.lamp))
    answer = browser.post("/signaler/envoi", a_report(world.lamp))
    assert answer.status_code == 422 and "rien n’est perdu" in answer.json()["why"].replace("\xa0", " ")
