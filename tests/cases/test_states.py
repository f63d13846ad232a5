"""What a state leaves possible: the button, the operation, the dict of moves and the database say the same."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from parvis.cases.actors import Requester
from parvis.cases.models import Case, Outcome, Status
from parvis.cases.moves import MOVES, begin, move
from parvis.cases.operations.assign import take
from parvis.cases.operations.close import close, drop, withdraw
from parvis.cases.operations.converse import ask
from parvis.cases.operations.receive import Coordinates, receive
from parvis.cases.operations.resolve import resolve
from parvis.cases.policy import POSSIBLE, RIGHTS, abilities
from parvis.kernel import clock
from parvis.kernel.operations import Refused
from tests.house.permissions import AGENTS_VERBS, REQUESTERS_VERBS, Scene
from tests.world import RUE_BASSE, World


def in_every_state(world: World) -> dict[str, Case]:
    """One case in each state that a case can be in."""
    silent = receive(world.lamp, words="", place=RUE_BASSE, requester=Coordinates(), by=Requester(0))
    mine = world.report()
    return {
        "new": world.report(),
        "taken": take(world.report(), by=world.karim),
        "waiting": ask(world.report(), text="Où ?", by=world.karim),
        "resolved": resolve(world.report(), by=world.karim),
        "done": close(resolve(world.report(), by=world.karim), by=world.nadia),
        "dropped": drop(world.report(), outcome=Outcome.DUPLICATE, because="Voir la 12.", by=world.nadia),
        "withdrawn": withdraw(mine, by=Requester(mine.pk)),
        "without an address": silent,
    }


def test_what_the_page_offers_is_what_the_operation_does(world: World) -> None:
    scene = Scene(world, world.report(), world.report(), world.report(), world.report(), world.report(), {})
    wrong = []
    for state, case in in_every_state(world).items():
        for verb in (*AGENTS_VERBS, *REQUESTERS_VERBS):
            fresh = Case.objects.get(pk=case.pk)
            by = world.agent(world.nadia)
            offered = verb in abilities(by if verb in AGENTS_VERBS else Requester(case.pk), fresh)
            with transaction.atomic():
                try:
                    if verb in AGENTS_VERBS:
                        AGENTS_VERBS[verb](scene, fresh, by)
                    else:
                        REQUESTERS_VERBS[verb](fresh, Requester(case.pk))
                    done = True
                except Refused:
                    done = False
                transaction.set_rollback(True)
            # Withdrawing what was withdrawn is asked twice and done once: it is offered once.
            if done != offered and (state, verb) != ("withdrawn", "withdraw"):
                wrong.append((state, verb, offered, done))
    assert not wrong
    assert set(POSSIBLE) == set(RIGHTS)


@pytest.mark.parametrize("before", Status)
@pytest.mark.parametrize("after", Status)
def test_a_case_moves_as_the_dict_says(before: Status, after: Status) -> None:
    case = Case(status=before, authority_id=0)
    if after == before or after in MOVES[before]:
        move(case, after)
        assert case.status == after
    else:
        with pytest.raises(Refused):
            move(case, after)
        assert case.status == before


def test_what_is_further_along_does_not_begin_again() -> None:
    case = Case(status=Status.WAITING, authority_id=0)
    begin(case)
    assert case.status == Status.WAITING


IMPOSSIBLE: dict[str, dict[str, str | datetime | None]] = {
    "closed without an end": {"status": Status.CLOSED},
    "closed without a date": {"status": Status.CLOSED, "outcome": Outcome.DONE},
    "ended and open": {"outcome": Outcome.DONE},
    "a status that is none": {"status": "repaired"},
    "resolved as nothing": {"resolved_at": clock.now()},
    "resolved at no time": {"resolved_as": Outcome.DONE},
    "half a point": {"lon": None},
}


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_the_database_refuses_what_no_operation_does(world: World, name: str) -> None:
    case = take(world.report(), by=world.karim)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(**IMPOSSIBLE[name])


def test_an_unknown_end_is_refused_by_the_database(world: World) -> None:
    case = close(resolve(world.report(), by=world.karim), by=world.nadia)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(outcome="perhaps")


def test_the_date_promised_holds_again_when_the_work_is_to_be_done_again(world: World) -> None:
    from parvis.cases.operations.promise import TIMER, promise
    from parvis.cases.operations.resolve import send_back
    from parvis.kernel.models import Timer

    on = clock.today(world.authority) + timedelta(days=3)
    case = resolve(promise(world.report(), on=on, by=world.karim), by=world.karim)
    assert not Timer.objects.filter(name=TIMER).exists()
    send_back(case, because="Il clignote.", by=world.nadia)
    assert Timer.objects.filter(name=TIMER, subject_id=case.pk).exists()
