"""Whoever follows a public case: an address that has confirmed, counted, never shown, and forgotten in time."""

from datetime import timedelta

import pytest

from parvis.cases.actors import Visitor
from parvis.cases.following import forget_followers
from parvis.cases.models import Case, Category, Follower, Publication
from parvis.cases.operations.close import close
from parvis.cases.operations.follow import confirm, follow, stop
from parvis.cases.operations.resolve import resolve
from parvis.cases.operations.shred import shred
from parvis.cases.readings import followers
from parvis.kernel import worker
from parvis.kernel.actors import System
from parvis.kernel.operations import Forbidden, Refused
from tests.cases.test_shred import everything
from tests.clock import move_by
from tests.world import World

LUCIE = "lucie.voisine@exemple.fr"
SOMEBODY = Visitor()


def followed(case: Case, email: str = LUCIE) -> Follower:
    return confirm(follow(case, email=email, by=SOMEBODY), by=SOMEBODY)


def closed(world: World, case: Case) -> Case:
    return close(resolve(case, by=world.karim), by=world.nadia)


def test_only_who_has_confirmed_is_counted(world: World) -> None:
    lamp = world.report()
    lucie = follow(lamp, email=LUCIE, by=SOMEBODY)
    assert followers.count(lamp) == 0
    confirm(lucie, by=SOMEBODY)
    assert followers.count(lamp) == 1


def test_an_address_follows_once_however_it_is_typed(world: World) -> None:
    lamp = world.report()
    for typed in (LUCIE, f" {LUCIE.upper()} ", LUCIE):
        follow(lamp, email=typed, by=SOMEBODY)
    assert [follower.email for follower in Follower.objects.all()] == [LUCIE]


def test_following_leaves_the_case_as_it_was_for_those_who_work_on_it(world: World) -> None:
    lamp = world.report()
    followed(lamp)
    assert resolve(lamp, by=world.karim).is_resolved, "a page made before is not stale"


@pytest.mark.parametrize("typed", ["", "lucie", "lucie@", "a" * 250 + "@exemple.fr"])
def test_what_is_no_address_is_refused(world: World, typed: str) -> None:
    with pytest.raises(Refused):
        follow(world.report(), email=typed, by=SOMEBODY)


def test_what_is_private_or_ended_is_not_followed(world: World) -> None:
    lamp = closed(world, world.report())
    with pytest.raises(Refused):
        follow(lamp, email=LUCIE, by=SOMEBODY)
    Category.objects.filter(pk=world.lamp.pk).update(publication=Publication.NEVER)
    with pytest.raises(Forbidden):
        follow(world.report(Category.objects.get(pk=world.lamp.pk)), email=LUCIE, by=SOMEBODY)


def test_whoever_stops_is_forgotten_at_once_and_may_come_back(world: World) -> None:
    lamp = world.report()
    lucie = stop(followed(lamp), by=SOMEBODY)
    worker.run_until_idle()
    assert LUCIE not in everything() and followers.count(lamp) == 0
    assert stop(Follower.objects.get(), by=SOMEBODY).version == lucie.version
    with pytest.raises(Refused):
        confirm(Follower.objects.get(), by=SOMEBODY)
    followed(lamp)
    assert followers.count(lamp) == 1


def test_an_address_that_never_confirmed_is_forgotten_after_a_week(world: World) -> None:
    follow(world.report(), email=LUCIE, by=SOMEBODY)
    worker.run_until_idle()
    with move_by(timedelta(days=6)):
        assert forget_followers() == 0
    with move_by(timedelta(days=8)):
        assert forget_followers() == 1
        worker.run_until_idle()
    assert LUCIE not in everything()


def test_a_month_after_the_end_the_addresses_are_forgotten_and_the_count_stays(world: World) -> None:
    lamp = world.report()
    followed(lamp)
    closed(world, lamp)
    worker.run_until_idle()
    with move_by(timedelta(days=29)):
        assert forget_followers() == 0
    with move_by(timedelta(days=31)):
        assert (forget_followers(), forget_followers()) == (1, 0)
        worker.run_until_idle()
    assert LUCIE not in everything() and followers.count(lamp) == 1


def test_a_case_that_is_forgotten_forgets_who_followed_it(world: World) -> None:
    lamp = world.report()
    followed(lamp)
    shred(closed(world, lamp), by=System("retention"))
    worker.run_until_idle()
    assert LUCIE not in everything()
