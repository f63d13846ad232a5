"""The head runs the unit and never gives a right they lack; work follows during an absence; leaving hands it over."""

from datetime import date, timedelta

import pytest

from parvis.cases.hand import hand_of
from parvis.cases.models import Case, CategoryOwner
from parvis.cases.operations.assign import assign, take
from parvis.cases.operations.configure import name_owner, set_rule
from parvis.cases.operations.dissolve import dissolve
from parvis.cases.operations.leave import leave
from parvis.cases.policy import can_see
from parvis.directory.models import Absence, Agent, Membership, Role, Unit
from parvis.directory.operations.absences import announce_absence, call_off_absence
from parvis.directory.operations.agents import add_agent, describe_agent, entitle
from parvis.directory.operations.arrange_unit import move_unit
from parvis.directory.operations.credentials import address_of, print_code
from parvis.directory.operations.posts import post, unpost
from parvis.directory.operations.suspension import suspend, take_back
from parvis.directory.operations.units import create_unit, describe_unit, reserve_closing
from parvis.directory.queries import heads
from parvis.kernel import clock
from parvis.kernel.events import fact_of, history
from parvis.kernel.operations import Forbidden, Refused, Stale
from tests.clock import move_by
from tests.world import MAKER, World


def today(world: World) -> date:
    return clock.today(world.authority)


@pytest.fixture
def nadia(world: World) -> Agent:
    return world.agent(world.nadia)


def test_the_head_runs_the_unit_and_what_is_below_it(world: World, nadia: Agent) -> None:
    night = create_unit("Équipe de nuit", under=world.lighting, by=nadia)
    nadia = world.agent(nadia)
    describe_unit(night, said={"phone": "02 48 00 18 44", "opening": "lun-ven 20:00-23:30"}, by=nadia)
    reserve_closing(Unit.objects.get(pk=night.pk), reserved=True, by=nadia)
    lea = add_agent("Léa", "Martin", email="lea@valbourg.test", by=nadia)
    post(lea, to=night, by=nadia)
    assert world.agent(lea).reach.units == {night.pk}
    fact = fact_of(history(night)[1])
    assert vars(fact) == {
        "before": {"phone": "", "opening": ""},
        "after": {"phone": "02 48 00 18 44", "opening": "lun-ven 20:00-23:30"},
    }


def test_the_head_does_nothing_elsewhere(world: World, nadia: Agent) -> None:
    elsewhere = Unit.objects.get(pk=world.roads.pk)
    for wish in (
        lambda: create_unit("Signalisation", under=elsewhere, by=nadia),
        lambda: describe_unit(elsewhere, said={"name": "Routes"}, by=nadia),
        lambda: reserve_closing(elsewhere, reserved=True, by=nadia),
        lambda: move_unit(Unit.objects.get(pk=world.lighting.pk), under=elsewhere, by=nadia),
        lambda: post(world.karim, to=elsewhere, by=nadia),
        lambda: unpost(world.ines, of=world.cleanliness, by=nadia),
        lambda: suspend(world.agent(world.claire), by=nadia),
        lambda: describe_agent(world.agent(world.helene), said={"phone": "01"}, by=nadia),
    ):
        with pytest.raises(Forbidden):
            wish()


def test_nobody_gives_a_right_that_they_lack(world: World, nadia: Agent) -> None:
    with pytest.raises(Forbidden):
        add_agent("Max", "Petit", email="max@valbourg.test", is_supervisor=True, by=nadia)
    with pytest.raises(Forbidden):
        entitle(world.agent(world.karim), is_supervisor=True, is_administrator=False, by=nadia)
    with pytest.raises(Forbidden):
        post(world.karim, to=world.lighting, role=Role.HEAD, by=nadia)
    post(world.karim, to=world.lighting, role=Role.DEPUTY, by=nadia)
    karim = world.agent(world.karim)
    with pytest.raises(Forbidden):
        unpost(world.nadia, of=world.lighting, by=karim)
    with pytest.raises(Forbidden):
        suspend(world.agent(world.nadia), by=karim)
    with pytest.raises(Forbidden):
        post(world.hugo, to=world.lighting, role=Role.DEPUTY, by=karim)
    assert world.agent(post(world.hugo, to=world.lighting, by=karim)).reach.headed == frozenset()


def test_an_agent_of_no_rank_arranges_nothing(world: World) -> None:
    karim = world.agent(world.karim)
    with pytest.raises(Forbidden):
        add_agent("Max", "Petit", email="max@valbourg.test", by=karim)
    with pytest.raises(Forbidden):
        create_unit("À moi", under=world.lighting, by=karim)
    with pytest.raises(Forbidden):
        print_code(world.agent(world.hugo), by=karim)


def test_a_unit_moves_with_all_below_it(world: World) -> None:
    night = create_unit("Équipe de nuit", under=world.lighting, by=MAKER)
    post(world.ines, to=world.roads, role=Role.HEAD, by=MAKER)
    assert night.pk not in world.agent(world.ines).reach.headed
    move_unit(Unit.objects.get(pk=world.lighting.pk), under=world.roads, by=MAKER)
    night.refresh_from_db()
    assert night.path == f"/{world.reception.pk}/{world.technical.pk}/{world.roads.pk}/{world.lighting.pk}/{night.pk}/"
    assert {world.lighting.pk, night.pk} <= world.agent(world.ines).reach.headed


@pytest.mark.parametrize("where", ["lighting", "night"])
def test_a_unit_is_not_put_under_itself(world: World, where: str) -> None:
    night = create_unit("Équipe de nuit", under=world.lighting, by=MAKER)
    with pytest.raises(Refused, match="sous lui-même"):
        move_unit(Unit.objects.get(pk=world.lighting.pk), under={"lighting": world.lighting, "night": night}[where], by=MAKER)


def test_wrong_words_about_a_unit_are_refused_one_by_one(world: World) -> None:
    for said, field in (
        ({"name": "  "}, "name"),
        ({"name": "voirie"}, "name"),
        ({"email": "eclairage"}, "email"),
        ({"phone": "demander à Karim"}, "phone"),
        ({"opening": "tous les jours"}, "opening"),
    ):
        with pytest.raises(Refused) as refused:
            describe_unit(Unit.objects.get(pk=world.lighting.pk), said=said, by=MAKER)
        assert refused.value.field == field


def test_two_administrators_do_not_overwrite_each_other(world: World) -> None:
    first, second = Unit.objects.get(pk=world.lighting.pk), Unit.objects.get(pk=world.lighting.pk)
    describe_unit(first, said={"phone": "02 48 00 18 44"}, by=MAKER)
    with pytest.raises(Stale):
        describe_unit(second, said={"phone": "02 48 00 18 45"}, by=MAKER)


def test_the_last_administrator_stays(world: World) -> None:
    helene = world.agent(world.helene)
    with pytest.raises(Refused, match="seule personne"):
        entitle(world.agent(world.paul), is_supervisor=False, is_administrator=False, by=MAKER)
    with pytest.raises(Refused, match="seule personne"):
        leave(world.agent(world.paul), by=MAKER)
    entitle(helene, is_supervisor=True, is_administrator=True, by=world.agent(world.paul))
    suspend(world.agent(world.paul), by=world.agent(world.helene))
    with pytest.raises(Refused, match="seule personne"):
        suspend(world.agent(world.helene), by=MAKER)


def test_whoever_is_suspended_sees_nothing_and_is_given_nothing_until_taken_back(world: World, nadia: Agent) -> None:
    case = world.report()
    take(case, by=world.agent(world.karim))
    suspend(world.agent(world.karim), by=nadia)
    karim = world.agent(world.karim)
    case = Case.objects.get()
    assert case.assignee == karim and not can_see(karim, case) and not Case.objects.visible_to(karim).exists()
    second = world.report()
    with pytest.raises(Refused):
        assign(second, to=karim, by=nadia)
    take_back(karim, by=nadia)
    assert can_see(world.agent(world.karim), case)


def test_somebody_without_an_address_gets_an_identifier_and_a_code(world: World, nadia: Agent) -> None:
    jose = post(add_agent("José-María", "de l’Éclairage", email="", by=nadia), to=world.lighting, by=nadia)
    jose, code = print_code(jose, by=nadia)
    assert jose.identifier == "jose-maria.de-leclairage" and len(code) == 12
    assert jose.user is not None and jose.user.email == address_of(jose.identifier) and jose.user.check_password(code)
    jose, other = print_code(jose, by=nadia)
    assert jose.user is not None and jose.user.check_password(other) and not jose.user.check_password(code)
    twin, _code = print_code(
        post(add_agent("José-María", "de l’Éclairage", email="", by=nadia), to=world.lighting, by=nadia), by=nadia
    )
    assert twin.identifier == "jose-maria.de-leclairage2"
    with pytest.raises(Refused, match="se connecte avec son adresse"):
        print_code(world.agent(world.karim), by=nadia)


def test_work_follows_the_deputy_during_an_absence_and_comes_back(world: World) -> None:
    case = world.report()
    take(case, by=world.agent(world.karim))
    name_owner(world.bench, agent=world.karim, by=MAKER)
    case = Case.objects.get()
    ines = world.agent(world.ines)
    assert not can_see(ines, case)
    start = today(world) + timedelta(days=1)
    announce_absence(world.agent(world.karim), deputy=world.ines, starts_on=start, ends_on=start, by=world.agent(world.karim))
    assert not can_see(world.agent(world.ines), case)
    with move_by(timedelta(days=1)):
        ines = world.agent(world.ines)
        assert can_see(ines, case) and list(Case.objects.visible_to(ines)) == [case]
        assert hand_of(ines).owns(world.bench.pk, None) and world.lighting.pk in ines.reach.units
    with move_by(timedelta(days=2)):
        assert not can_see(world.agent(world.ines), case)
    assert Case.objects.get().assignee == world.karim


def test_when_the_deputy_is_away_too_theirs_stands_in_for_both(world: World) -> None:
    on = today(world)
    for agent, deputy in ((world.karim, world.hugo), (world.hugo, world.ines), (world.ines, world.karim)):
        announce_absence(world.agent(agent), deputy=deputy, starts_on=on, ends_on=on, by=MAKER)
    assert world.agent(world.ines).reach.agents == {world.ines.pk, world.hugo.pk, world.karim.pk}


def test_an_absence_is_announced_once_by_oneself_or_by_the_head(world: World, nadia: Agent) -> None:
    on = today(world)
    first = announce_absence(world.agent(world.karim), deputy=world.hugo, starts_on=on, ends_on=on, by=nadia)
    same = announce_absence(world.agent(world.karim), deputy=world.hugo, starts_on=on, ends_on=on, by=nadia)
    assert first == same and Absence.objects.count() == 1
    with pytest.raises(Refused, match="déjà annoncée"):
        announce_absence(world.agent(world.karim), deputy=world.hugo, starts_on=on, ends_on=on + timedelta(days=1), by=nadia)
    with pytest.raises(Forbidden):
        announce_absence(world.agent(world.karim), deputy=world.ines, starts_on=on, ends_on=on, by=world.agent(world.hugo))
    call_off_absence(world.agent(world.karim), starting_on=on, by=world.agent(world.karim))
    assert not Absence.objects.exists()


def test_leaving_hands_work_over(world: World, nadia: Agent) -> None:
    mine = world.report()
    take(mine, by=world.agent(world.karim))
    set_rule(world.lamp, to=world.lighting, agent=world.karim, by=MAKER)
    name_owner(world.bench, agent=world.karim, district=world.centre, by=MAKER)
    leave(world.agent(world.karim), heir=world.hugo, by=nadia)
    karim, case = world.agent(world.karim), Case.objects.get()
    assert karim.ended_on is not None and not Membership.objects.filter(agent=karim).exists()
    assert case.assignee == world.hugo and case.unit == world.lighting
    assert world.report().assignee == world.hugo
    assert CategoryOwner.objects.filter(category=world.bench, district=world.centre, agent=world.hugo).exists()
    assert not CategoryOwner.objects.filter(agent=karim).exists()
    told = [fact_of(event).kind for event in history(case)]
    assert told[-1] == "case.handed_over" and told.count("case.handed_over") == 1
    assert not can_see(karim, case)


def test_without_an_heir_or_where_the_heir_does_not_work_the_case_waits_in_its_unit(world: World, nadia: Agent) -> None:
    case = world.report()
    take(case, by=world.agent(world.karim))
    leave(world.agent(world.karim), heir=world.ines, by=nadia)
    case.refresh_from_db()
    assert case.assignee is None and case.unit == world.lighting
    assert list(heads(case.unit)) == [world.nadia]


def test_a_unit_that_is_dissolved_leaves_nothing_with_nobody(world: World) -> None:
    case = world.report()
    take(case, by=world.agent(world.karim))
    dissolve(Unit.objects.get(pk=world.lighting.pk), into=world.roads, by=MAKER)
    case.refresh_from_db()
    assert case.unit == world.roads and case.assignee == world.karim
    assert world.report().unit == world.roads
    assert world.roads.pk in world.agent(world.hugo).reach.units
    with pytest.raises(Refused, match="existe encore"):
        dissolve(Unit.objects.get(pk=world.roads.pk), into=world.lighting, by=MAKER)


def test_the_reception_and_a_unit_with_others_below_are_not_dissolved(world: World) -> None:
    with pytest.raises(Refused, match="il reste"):
        dissolve(Unit.objects.get(pk=world.reception.pk), into=world.roads, by=MAKER)
    with pytest.raises(Refused, match="déplacez-les"):
        dissolve(Unit.objects.get(pk=world.technical.pk), into=world.reception, by=MAKER)
