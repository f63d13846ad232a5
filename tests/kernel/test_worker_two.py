"""Two workers at the same time share the work, and send nothing twice."""

import time
from collections import Counter

from django.db import transaction

from parvis.cases.actors import Visitor
from parvis.cases.operations.promise import promise
from parvis.cases.operations.receive import Coordinates, receive
from parvis.kernel import clock
from parvis.kernel.leases import State
from parvis.kernel.models import Delivery
from parvis.kernel.tenancy import inside
from parvis.notifications.models import Sending
from tests.post import PostOffice
from tests.running import Installation
from tests.world import RUE_BASSE, World

REPORTS = 60


def test_two_workers_send_each_letter_once_and_those_of_a_case_in_order(
    town: World, installation: Installation, post: PostOffice
) -> None:
    first = installation.processes["worker"]
    second = installation.start("worker")
    post.seconds = 0.01  # so that neither can do all of it before the other comes
    try:
        with inside(town.authority), transaction.atomic():
            for number in range(REPORTS):
                requester = Coordinates(last_name="Habitant", email=f"habitant{number}@exemple.fr")
                lamp = receive(town.lamp, words="Éteint.", place=RUE_BASSE, requester=requester, by=Visitor())
                promise(lamp, on=clock.today(town.authority), by=town.karim)
        deadline = time.monotonic() + 60
        while Delivery.everywhere.exclude(state=State.DONE).exists() or Sending.everywhere.exclude(state=State.DONE).exists():
            assert time.monotonic() < deadline, installation.said()[-3000:]
            time.sleep(0.1)
        assert first.poll() is None and second.poll() is None
    finally:
        first.terminate()
        first.wait(20)
    assert post.most_in_hand == 2, "one of them did it all"
    times = Counter(letter.message_id for letter in post.letters)
    assert len(times) == 3 * REPORTS and set(times.values()) == {1}
    for number in range(REPORTS):
        received, promised = post.to(f"habitant{number}@exemple.fr")
        assert "est bien reçu" in received.subject and "prévue avant" in promised.subject
