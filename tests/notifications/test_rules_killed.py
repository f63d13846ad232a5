"""A worker killed around what waits (a rule that is told later, a letter a day, a reminder): nothing is lost, one letter a kill
at most is repeated, under the same name."""

from collections import Counter
from contextlib import ExitStack
from datetime import timedelta

import pytest

from parvis.cases.operations.describe_category import describe_category
from parvis.kernel import clock
from parvis.kernel.leases import State
from parvis.kernel.models import Event, Timer
from parvis.kernel.tenancy import inside
from parvis.notifications.models import DigestLine, Rhythm, Sending, Still, Who
from parvis.notifications.operations.rules import create_rule
from tests.clock import move_by
from tests.kernel.test_worker_killed import LEASE, is_idle, wait_until
from tests.notifications.test_rules import a_draft
from tests.post import PostOffice
from tests.running import Installation
from tests.world import World

pytestmark = [pytest.mark.e2e]
POINTS = ["before-commit:1", "after-claim:2", "before-commit:2", "before-commit:4", "after-accepted:1", "before-sending:2"]
CASES = 4
DAY = 24 * 60


def is_calm() -> bool:
    waiting = Timer.everywhere.filter(state=State.PENDING, due_at__lte=clock.now()).exists()
    due = Sending.everywhere.filter(state=State.PENDING, due_at__lte=clock.now()).exists()
    return is_idle() and not waiting and not due


def work_until_killed(installation: Installation, point: str) -> None:
    """Or until there is no more to do: not every day leads to every point."""
    worker = installation.start("worker", PARVIS_KILL_AT=point)
    wait_until(lambda: worker.poll() is not None or is_calm(), installation)
    installation.kill("worker")


def test_what_waits_is_told_once_whenever_the_worker_dies(town: World, installation: Installation, post: PostOffice) -> None:
    installation.kill("worker")
    with inside(town.authority):
        later = a_draft(
            name="Trop tard", who=frozenset([Who.OWNERS, Who.SUPERVISORS]), delay_minutes=DAY, still=Still.NOT_TAKEN
        )
        create_rule(later, by=town.paul)
        create_rule(a_draft(name="Du jour", who=frozenset([Who.HEAD]), rhythm=Rhythm.DAILY), by=town.paul)
        describe_category(town.lamp, said={"goal_days": 2, "goal_is_working": False, "remind_before": 1}, by=town.paul)
        town.lamp.refresh_from_db()
        numbers = [town.report().number for _ in range(CASES)]
    with ExitStack() as meanwhile:
        for days in (0, 1, 2):
            meanwhile.enter_context(move_by(timedelta(days=1 if days else 0)))
            for point in POINTS:
                work_until_killed(installation, point)
                meanwhile.enter_context(move_by(LEASE))
        installation.start("worker")
        wait_until(is_calm, installation)
    told = Counter(letter.message_id for letter in post.to("helene@valbourg.test"))
    assert len(told) == CASES and sum(told.values()) <= CASES + len(POINTS)
    reminded = [letter for letter in post.to("nadia@valbourg.test") if letter.subject.startswith("À faire avant")]
    assert len({letter.message_id for letter in reminded}) == CASES and len(reminded) <= CASES + len(POINTS)
    assert Event.everywhere.filter(kind="case.deadline_near").count() == CASES
    daily = {letter.message_id: letter for letter in post.to("nadia@valbourg.test") if "nouvelles depuis" in letter.subject}
    assert DigestLine.everywhere.count() == CASES
    assert [sum(f"{number}" in letter.text for letter in daily.values()) for number in numbers] == [1] * CASES
