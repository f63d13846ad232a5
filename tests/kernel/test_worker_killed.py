"""Workers killed at any instant, two thousand deliveries, an unkind server: nothing is lost, hardly anything repeated."""

import random
import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta

from django.db import transaction

from parvis.cases.actors import Visitor
from parvis.cases.operations.receive import Coordinates, receive
from parvis.kernel import clock, leases
from parvis.kernel.leases import State
from parvis.kernel.models import Delivery
from parvis.kernel.tenancy import inside
from parvis.notifications.models import Sending
from tests.clock import move_by
from tests.post import PostOffice
from tests.running import Installation, Process
from tests.world import RUE_BASSE, World

REPORTS = 1_000
# The second number of a point is that of a sending rather than of a delivery: a turn of the worker does twenty of each.
NAMED = ["before-claim:1", "after-claim:1", "before-sending:1", "after-accepted:5", "before-commit:3", "before-commit:27"]
MAY_REPEAT = ["after-accepted:5", "before-commit:27"]
AT_RANDOM = 4
# A batch may last a tenth of a lease, and two seconds at most: enough for its twenty on a machine that has much else to do.
LEASE_SECONDS = 20
LEASE = timedelta(seconds=LEASE_SECONDS + 1)


def whims() -> Callable[[str], str]:
    """Slow at times; refuses some for good, some the first time; hangs up on some the first time."""
    tries: Counter[str] = Counter()

    def whim(address: str) -> str:
        tries[address] += 1
        number = int("".join(digit for digit in address if digit.isdigit()) or 0)
        if number % 100 == 7:
            return "550 nobody of that name"
        if number % 50 == 3 and tries[address] == 1:
            return "450 come back later"
        if number % 50 == 9 and tries[address] == 1:
            return "drop"
        return "slow" if number % 50 == 11 else ""

    return whim


def report_many(world: World) -> None:
    with inside(world.authority), transaction.atomic():
        for number in range(REPORTS):
            requester = Coordinates(last_name=f"Habitant {number}", email=f"habitant{number}@exemple.fr")
            receive(world.lamp, words="Éteint.", place=RUE_BASSE, requester=requester, by=Visitor())
    assert Delivery.everywhere.count() == 3 * REPORTS  # to the requester, to the unit, and to the town’s own rules


def wait_until(true: Callable[[], bool], installation: Installation, within: float = 150.0) -> None:
    deadline = time.monotonic() + within
    while not true():
        assert time.monotonic() < deadline, installation.said()[-3000:]
        time.sleep(0.2)


def wait_for_letters(count: int, installation: Installation) -> None:
    wait_until(lambda: len(installation.post.letters) >= count, installation)


def start_worker(installation: Installation, **environ: str) -> Process:
    return installation.start("worker", PARVIS_LEASE_SECONDS=str(LEASE_SECONDS), **environ)


def is_idle() -> bool:
    """Nothing is due, and so nothing is in a worker's hand."""
    now = clock.now()
    return not leases.waits_behind(Delivery.everywhere.all(), now) and not leases.waits_behind(Sending.everywhere.all(), now)


def test_killed_at_every_point_and_at_random_nothing_is_lost_and_one_letter_a_kill_is_repeated(
    town: World, installation: Installation, post: PostOffice
) -> None:
    installation.kill("worker")
    report_many(town)
    post.whims = whims()
    dice = random.Random(20)
    with ExitStack() as later:
        for point in NAMED:
            killed = start_worker(installation, PARVIS_KILL_AT=point)
            assert killed.wait(120) == -9, point
            later.enter_context(move_by(LEASE))  # what it held is free again
        for _ in range(AT_RANDOM):
            start_worker(installation)
            wait_for_letters(len(post.letters) + dice.randrange(20, 150), installation)
            installation.kill("worker")
            later.enter_context(move_by(LEASE))
        start_worker(installation)
        while Sending.everywhere.filter(state=State.PENDING).exists() or not is_idle():
            wait_until(is_idle, installation)
            later.enter_context(move_by(timedelta(minutes=1)))  # what was refused for now is due again
    _nothing_lost(post)
    _hardly_anything_repeated(post)


def _nothing_lost(post: PostOffice) -> None:
    assert Delivery.everywhere.exclude(state=State.DONE).count() == 0
    assert Sending.everywhere.count() == 2 * REPORTS
    parked = Sending.everywhere.filter(state=State.PARKED)
    assert {row.error for row in parked} == {"550 nobody of that name"} and parked.count() == REPORTS // 100
    sent = Sending.everywhere.filter(state=State.DONE)
    assert {row.message_id for row in sent} == {letter.message_id for letter in post.letters}
    assert sent.count() == 2 * REPORTS - REPORTS // 100


def _hardly_anything_repeated(post: PostOffice) -> None:
    times = Counter(letter.message_id for letter in post.letters)
    repeated = [message_id for message_id, count in times.items() if count > 1]
    assert all(times[message_id] == 2 for message_id in repeated)
    assert 2 <= len(repeated) <= len(MAY_REPEAT) + AT_RANDOM
    for message_id in repeated:
        first, second = (letter for letter in post.letters if letter.message_id == message_id)
        assert (first.recipients, first.subject, first.text) == (second.recipients, second.subject, second.text)
