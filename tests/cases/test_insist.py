"""« Toujours en panne ? »: the requester reopens within the town's delay; anybody else reports again, and agents judge."""

from datetime import timedelta

import pytest

from parvis.cases.actors import Requester, Visitor
from parvis.cases.models import Case, Category, Outcome, Status
from parvis.cases.narrative import tell
from parvis.cases.operations.assign import take
from parvis.cases.operations.close import close, drop
from parvis.cases.operations.receive import receive
from parvis.cases.operations.reopen import insist
from parvis.cases.operations.resolve import resolve
from parvis.cases.voices.colleagues import told_to_colleagues
from parvis.cases.voices.town import told_to_everybody, told_to_the_requester
from parvis.kernel.operations import Forbidden, Refused
from parvis.kernel.tenancy import inside
from tests.clock import move_by
from tests.world import ODILE, RUE_BASSE, World, make_world


def done(world: World) -> Case:
    return close(resolve(take(world.report(), by=world.karim), by=world.karim), by=world.nadia)


def test_the_requester_reopens_and_the_case_is_the_unit_s_to_give_out(world: World) -> None:
    lamp = done(world)
    lamp = insist(lamp, because="Il s’est rallumé une heure.", by=Requester(lamp.pk))
    assert (lamp.status, lamp.outcome, lamp.closed_on, lamp.assignee) == (Status.OPEN, "", None, None)
    assert lamp.unit == world.lighting
    for teller in (told_to_colleagues, told_to_the_requester):
        assert tell(lamp, teller)[-1].said.quote == "Il s’est rallumé une heure."
    assert tell(lamp, told_to_everybody)[-1].said.quote == ""
    assert tell(lamp, told_to_colleagues)[-1].who == f"{ODILE.first_name} {ODILE.last_name}"


def test_only_with_words_and_only_the_holder_of_the_link(world: World) -> None:
    lamp = done(world)
    with pytest.raises(Refused):
        insist(lamp, because="  ", by=Requester(lamp.pk))
    with pytest.raises(Forbidden):
        insist(lamp, because="Éteint.", by=Requester(lamp.pk + 1))


@pytest.mark.parametrize(("days", "after", "may"), [(30, 30, True), (30, 31, False), (5, 6, False), (0, 0, False)])
def test_the_delay_is_the_category_s(world: World, days: int, after: int, may: bool) -> None:
    Category.objects.filter(pk=world.lamp.pk).update(reopening_days=days)
    lamp = done(world)
    with move_by(timedelta(days=after)):
        fresh = Case.objects.get(pk=lamp.pk)
        if may:
            assert insist(fresh, because="Éteint.", by=Requester(lamp.pk)).status == Status.OPEN
        else:
            with pytest.raises(Refused):
                insist(fresh, because="Éteint.", by=Requester(lamp.pk))


def test_what_ended_otherwise_is_not_reopened_by_the_requester(world: World) -> None:
    lamp = drop(world.report(), outcome=Outcome.NOT_COMPETENT, because="À la métropole.", by=world.nadia)
    with pytest.raises(Refused):
        insist(lamp, because="Éteint.", by=Requester(lamp.pk))


def test_a_report_that_says_so_leaves_the_other_closed_and_tells_the_agents(world: World) -> None:
    lamp = done(world)
    again = receive(world.lamp, words="Éteint.", place=RUE_BASSE, requester=ODILE, by=Visitor(), again_of=lamp)
    assert Case.objects.get(pk=lamp.pk).is_closed and again.again_of == lamp
    assert lamp.number in tell(again, told_to_colleagues)[0].said.sentence


def test_another_town_s_case_cannot_be_said_again(world: World) -> None:
    other = make_world("Autreville", "autreville.test")
    with inside(other.authority):
        theirs = done(other)
    with pytest.raises(Forbidden):
        receive(world.lamp, words="Éteint.", place=RUE_BASSE, requester=ODILE, by=Visitor(), again_of=theirs)
