"""Who is written to of a deadline: whoever holds the case, then the head, then those above; once, and by their own rhythm."""

from datetime import date, timedelta

from parvis.cases.models import Case
from parvis.cases.operations.assign import assign
from parvis.cases.operations.confide import restrict
from parvis.directory.models import Role
from parvis.directory.operations.posts import post
from parvis.kernel import clock, worker
from parvis.notifications.drafts import Draft
from parvis.notifications.models import Sending, Who
from parvis.notifications.operations.rules import create_rule
from tests.cases.test_delays import at_ten, given
from tests.clock import move_by
from tests.notifications.test_agents import new
from tests.post import PostOffice
from tests.words import plain
from tests.world import MAKER, World

SAID = {"goal_days": 4, "goal_is_working": False, "remind_before": 1, "remind_after": 1, "remind_head_after": 2,
        "remind_every": 5}  # fmt: skip


def late_lamp(world: World, office: PostOffice, **said: int | bool) -> Case:
    given(world.lamp, **{**SAID, **said})
    lamp = world.report()
    new(office)
    return lamp


def on_day(world: World, office: PostOffice, on: date) -> dict[str, str]:
    """Who is written to on that day, and under what subject."""
    with move_by(at_ten(world, on)):
        return {name: plain(letter.subject) for name, letter in new(office).items()}


def test_whoever_holds_it_is_told_then_the_head_then_those_above(world: World, office: PostOffice) -> None:
    post(world.claire, to=world.reception, role=Role.HEAD, by=MAKER)
    lamp = assign(late_lamp(world, office), to=world.karim, by=world.nadia)
    new(office)
    assert lamp.due_on is not None
    days = [lamp.due_on + timedelta(days=days) for days in (-1, 1, 2, 7)]
    near, passed, head, above = (on_day(world, office, on) for on in days)
    assert set(near) == {"karim"} and near["karim"].startswith("À faire avant le")
    assert set(passed) == {"karim"} and passed["karim"] == f"En retard : Lampadaire éteint, 12, rue Basse (n° {lamp.number})"
    assert set(head) == {"karim", "nadia"}
    assert set(above) == {"karim", "nadia", "claire"}, "no head between: the next one above"


def test_what_nobody_has_is_told_to_the_head(world: World, office: PostOffice) -> None:
    lamp = late_lamp(world, office)
    assert lamp.due_on is not None
    assert set(on_day(world, office, lamp.due_on + timedelta(days=1))) == {"nadia"}


def test_a_confidential_case_keeps_to_those_named_on_it(world: World, office: PostOffice) -> None:
    lamp = assign(late_lamp(world, office), to=world.karim, by=world.nadia)
    restrict(lamp, to=[world.karim], by=world.agent(world.nadia))
    worker.run_until_idle()
    office.letters.clear()
    assert lamp.due_on is not None
    for days in (-1, 1, 2, 7):
        assert set(on_day(world, office, lamp.due_on + timedelta(days=days))) <= {"karim"}


def test_a_rule_of_the_town_may_be_about_it(world: World, office: PostOffice) -> None:
    draft = Draft(
        name="Retards", occasion="case.deadline_passed", who=frozenset({Who.SUPERVISORS}),
        subject="Retard {{ demande.numero }}", body="Échéance : {{ demande.echeance }}.",
    )  # fmt: skip
    create_rule(draft, by=world.paul)
    lamp = assign(late_lamp(world, office, remind_before=0), to=world.karim, by=world.nadia)
    new(office)
    assert lamp.due_on is not None
    told = on_day(world, office, lamp.due_on + timedelta(days=1))
    assert told["helene"] == f"Retard {lamp.number}"


def test_two_workers_tell_it_once(world: World, office: PostOffice) -> None:
    lamp = assign(late_lamp(world, office), to=world.karim, by=world.nadia)
    new(office)
    assert lamp.due_on is not None
    with move_by(at_ten(world, lamp.due_on + timedelta(days=1))):
        worker.run_until_idle()
        worker.run_until_idle()
        assert Sending.objects.filter(template="agents/deadline_passed", subject_id=lamp.pk).count() == 1
        assert clock.today(world.authority) > lamp.due_on
