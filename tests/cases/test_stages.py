"""Stages: the town's own words, each a status; a case is never at a stage of another status than its own."""

import random
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from parvis.cases.actors import Requester
from parvis.cases.models import Case, Category, Message, MessageKind, Outcome, Stage, StageSet, Status
from parvis.cases.operations.arrange_stages import add_stage, create_stage_set, describe_stage, rename_stage_set
from parvis.cases.operations.assign import take
from parvis.cases.operations.close import close, drop, withdraw
from parvis.cases.operations.converse import answer, ask
from parvis.cases.operations.describe_category import describe_category
from parvis.cases.operations.move_to_stage import move_to_stage
from parvis.cases.operations.promise import promise
from parvis.cases.operations.receive import Coordinates, receive
from parvis.cases.operations.reopen import reopen
from parvis.cases.operations.resolve import resolve, send_back
from parvis.cases.operations.retire_category import retire_category
from parvis.cases.operations.retire_stage import place_stage, retire_stage
from parvis.cases.readings.stages import moves_of, stages_for
from parvis.kernel import clock
from parvis.kernel.events import history
from parvis.kernel.operations import Forbidden, Refused, Stale
from tests.stages import QUOTE, roads_stages
from tests.world import MAKER, RUE_BASSE, World, make_world


@pytest.fixture
def stages(world: World) -> dict[str, Stage]:
    return roads_stages(world.lamp, world.pothole, world.idea)


def kinds(case: Case) -> list[str]:
    return [event.kind for event in history(case)]


def its_set(stage: Stage) -> StageSet:
    return StageSet.objects.get(pk=stage.stage_set_id)


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def test_a_move_gives_the_case_the_stage_its_status_and_its_message(world: World, stages: dict[str, Stage]) -> None:
    lamp = move_to_stage(world.report(), to=stages["Devis demandé"], by=world.karim)
    assert lamp.status == Status.OPEN and lamp.stage_words == "Devis demandé à l’entreprise"
    assert lamp.messages.get().text == QUOTE["message"] and lamp.messages.get().is_told
    assert kinds(lamp) == ["case.received", "case.moved"]


def test_the_agent_writes_otherwise_or_nothing(world: World, stages: dict[str, Stage]) -> None:
    lamp = move_to_stage(world.report(), to=stages["Devis demandé"], saying="L’artisan passe lundi.", by=world.karim)
    assert lamp.messages.get().text == "L’artisan passe lundi."
    other = move_to_stage(world.report(), to=stages["Devis demandé"], saying=" ", by=world.karim)
    assert not other.messages.exists()


def test_asked_twice_it_is_done_once_and_of_two_the_second_is_shown_the_first(world: World, stages: dict[str, Stage]) -> None:
    lamp = world.report()
    moved = move_to_stage(Case.objects.get(pk=lamp.pk), to=stages["Devis demandé"], by=world.karim)
    assert kinds(move_to_stage(moved, to=stages["Devis demandé"], by=world.hugo)).count("case.moved") == 1
    with pytest.raises(Stale) as stale:
        move_to_stage(lamp, to=stages["Intervention programmée"], by=world.hugo)
    assert [event.kind for event in stale.value.since] == ["case.moved"]


def test_a_waiting_stage_asks_and_the_answer_leads_back_to_where_it_was(world: World, stages: dict[str, Stage]) -> None:
    lamp = move_to_stage(world.report(), to=stages["Devis demandé"], by=world.karim)
    lamp = move_to_stage(lamp, to=stages["Photo demandée"], by=world.karim)
    assert lamp.status == Status.WAITING
    assert Message.objects.filter(case=lamp, kind=MessageKind.QUESTION, is_told=True).exists()
    lamp = answer(lamp, text="La voici.", by=Requester(lamp.pk))
    assert lamp.status == Status.OPEN and lamp.stage == stages["Devis demandé"]
    lamp = answer(ask(lamp, text="Une autre ?", by=world.karim), text="Voilà.", by=Requester(lamp.pk))
    assert lamp.stage == stages["Devis demandé"]


def test_a_waiting_stage_needs_words_and_somebody_to_read_them(world: World, stages: dict[str, Stage]) -> None:
    with pytest.raises(Refused) as refused:
        move_to_stage(world.report(), to=stages["Photo demandée"], saying="", by=world.karim)
    assert refused.value.field == "saying"
    silent = receive(world.lamp, words="", place=RUE_BASSE, requester=Coordinates(), by=Requester(0))
    with pytest.raises(Refused, match="appelez-le"):
        move_to_stage(silent, to=stages["Photo demandée"], by=world.karim)
    assert stages["Photo demandée"] not in moves_of(silent, world.karim)


def test_an_end_is_for_whoever_may_close_and_is_told_as_an_end(world: World, stages: dict[str, Stage]) -> None:
    lamp = move_to_stage(world.report(), to=stages["Devis demandé"], by=world.karim)
    with pytest.raises(Forbidden):
        move_to_stage(lamp, to=stages["Fait par l’entreprise"], by=world.karim)
    assert stages["Fait par l’entreprise"] not in moves_of(fresh(lamp), world.karim)
    assert stages["Fait par l’entreprise"] in moves_of(fresh(lamp), world.nadia)
    lamp = move_to_stage(lamp, to=stages["Fait par l’entreprise"], saying="C’est réparé.", by=world.nadia)
    assert lamp.outcome == Outcome.DONE and lamp.stage == stages["Fait par l’entreprise"] and lamp.resolved_at
    assert kinds(lamp)[-3:] == ["case.resolved", "case.closed", "case.moved"]
    again = move_to_stage(lamp, to=stages["Fait par l’entreprise"], by=world.nadia)
    assert kinds(again).count("case.closed") == 1


def test_an_end_without_follow_up_needs_a_reason(world: World, stages: dict[str, Stage]) -> None:
    with pytest.raises(Refused) as refused:
        move_to_stage(world.report(), to=stages["Transmis au département"], by=world.nadia)
    assert refused.value.field == "because"
    lamp = move_to_stage(
        world.report(), to=stages["Transmis au département"], saying="C’est une départementale.", by=world.nadia
    )
    assert lamp.outcome == Outcome.NOT_COMPETENT and lamp.stage == stages["Transmis au département"]


def test_a_stage_that_ends_otherwise_than_its_kind_is_refused(world: World, stages: dict[str, Stage]) -> None:
    lamp = world.report()
    assert stages["Au comité"] not in moves_of(lamp, world.nadia)
    with pytest.raises(Refused, match="de ce genre"):
        move_to_stage(lamp, to=stages["Au comité"], by=world.nadia)


def test_what_is_resolved_or_closed_goes_to_no_stage(world: World, stages: dict[str, Stage]) -> None:
    resolved = resolve(world.report(), by=world.karim)
    for case in (resolved, close(resolve(world.report(), by=world.karim), by=world.nadia)):
        assert moves_of(case, world.nadia) == []
        with pytest.raises(Refused):
            move_to_stage(case, to=stages["Devis demandé"], by=world.nadia)


def test_a_category_goes_by_the_stages_of_the_nearest_above_it(world: World) -> None:
    theme = Category.objects.get(children=world.lamp)
    made = roads_stages(theme)
    assert stages_for(fresh(world.report())) == list(made.values())
    own = create_stage_set("Lampes", by=MAKER)
    only = add_stage(own, said={"name": "Nacelle réservée", "status": Status.OPEN}, by=MAKER)
    describe_category(Category.objects.get(pk=world.lamp.pk), said={"stages": own}, by=MAKER)
    lamp = fresh(world.report())
    assert stages_for(lamp) == [only]
    with pytest.raises(Refused, match="n’est plus proposée"):
        move_to_stage(lamp, to=made["Devis demandé"], by=world.karim)
    assert stages_for(world.report(world.complaint)) == []


def test_another_town_s_stage_is_refused(world: World, stages: dict[str, Stage]) -> None:
    from parvis.kernel.tenancy import inside

    other = make_world("Autreville", "autreville.test")
    with inside(other.authority):
        theirs = roads_stages(other.lamp)["Devis demandé"]
    with pytest.raises(Forbidden):
        move_to_stage(world.report(), to=theirs, by=world.karim)
    with pytest.raises(Forbidden):
        describe_category(Category.objects.get(pk=world.lamp.pk), said={"stages": theirs.stage_set}, by=MAKER)


def test_a_retired_stage_hands_its_open_cases_on_and_keeps_those_that_ended(world: World, stages: dict[str, Stage]) -> None:
    quote, planned = stages["Devis demandé"], stages["Intervention programmée"]
    here = move_to_stage(world.report(), to=quote, by=world.karim)
    waiting = ask(move_to_stage(world.report(), to=quote, by=world.karim), text="Où ?", by=world.karim)
    ended = move_to_stage(world.report(), to=stages["Fait par l’entreprise"], by=world.nadia)
    for into in (quote, stages["Photo demandée"]):
        with pytest.raises(Refused):
            retire_stage(its_set(quote), stage=quote, into=into, by=MAKER)
    assert retire_stage(its_set(quote), stage=quote, into=planned, by=MAKER).ended_on
    assert fresh(here).stage == planned and kinds(here)[-1] == "case.restaged"
    assert answer(fresh(waiting), text="Là.", by=Requester(waiting.pk)).stage == planned
    retire_stage(its_set(quote), stage=planned, by=MAKER)
    retire_stage(its_set(quote), stage=stages["Fait par l’entreprise"], by=MAKER)
    assert fresh(here).stage is None and fresh(here).status == Status.OPEN
    assert fresh(ended).stage == stages["Fait par l’entreprise"]
    assert quote not in stages_for(fresh(here))
    with pytest.raises(Refused):
        move_to_stage(fresh(here), to=quote, by=world.karim)


def test_a_case_whose_category_is_retired_into_one_of_other_stages_leaves_its_own(
    world: World, stages: dict[str, Stage]
) -> None:
    pothole = move_to_stage(world.report(world.pothole), to=stages["Devis demandé"], by=world.claire)
    stays = move_to_stage(world.report(world.lamp), to=stages["Devis demandé"], by=world.karim)
    retire_category(Category.objects.get(pk=world.lamp.pk), into=Category.objects.get(pk=world.pothole.pk), by=MAKER)
    assert fresh(stays).stage == stages["Devis demandé"]
    retire_category(Category.objects.get(pk=world.pothole.pk), into=Category.objects.get(pk=world.bench.pk), by=MAKER)
    assert fresh(pothole).stage is None and fresh(stays).stage is None


def test_the_status_of_a_stage_stays_what_it_is_once_a_case_is_there(world: World, stages: dict[str, Stage]) -> None:
    planned = stages["Intervention programmée"]
    changed = describe_stage(its_set(planned), stage=planned, said={"status": Status.WAITING}, by=MAKER)
    assert changed.status == Status.WAITING
    describe_stage(its_set(planned), stage=planned, said={"status": Status.OPEN}, by=MAKER)
    move_to_stage(world.report(), to=planned, by=world.karim)
    with pytest.raises(Refused) as refused:
        describe_stage(its_set(planned), stage=planned, said={"status": Status.CLOSED, "outcome": Outcome.DONE}, by=MAKER)
    assert refused.value.field == "end"
    assert describe_stage(its_set(planned), stage=planned, said={"name": "Programmée"}, by=MAKER).name == "Programmée"


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 81}, "name"),
        ({"name": "devis DEMANDÉ"}, "name"),
        ({"public_name": "x" * 81}, "public_name"),
        ({"message": "Bonjour.", "public_name": ""}, "public_name"),
        ({"message": "x" * 5001}, "message"),
        ({"status": Status.CLOSED, "outcome": ""}, "end"),
        ({"status": Status.OPEN, "outcome": Outcome.DONE}, "end"),
        ({"status": Status.CLOSED, "outcome": Outcome.WITHDRAWN}, "end"),
        ({"status": Status.NEW}, "end"),
    ],
)
def test_what_could_not_be_kept_is_refused_by_its_field(stages: dict[str, Stage], said: dict[str, str], field: str) -> None:
    planned = stages["Intervention programmée"]
    with pytest.raises(Refused) as refused:
        describe_stage(its_set(planned), stage=planned, said=said, by=MAKER)
    assert refused.value.field == field


def test_sets_and_stages_are_named_once_placed_and_told_of(world: World, stages: dict[str, Stage]) -> None:
    roads = its_set(stages["Devis demandé"])
    for name in ("voirie", " ", "x" * 121):
        with pytest.raises(Refused):
            create_stage_set(name, by=MAKER)
    roads = rename_stage_set(roads, name="Voirie et réseaux", by=MAKER)
    roads = rename_stage_set(roads, name="Voirie et réseaux", by=MAKER)
    roads = place_stage(roads, stage=stages["Photo demandée"], at=0, by=MAKER)
    assert roads.stages.first() == stages["Photo demandée"]
    assert [event.kind for event in history(roads)].count("stages.renamed") == 1
    with pytest.raises(Forbidden):
        create_stage_set("Autre", by=world.nadia)


IMPOSSIBLE: dict[str, Callable[[Case, Stage], object]] = {
    "an end without an outcome": lambda case, stage: Stage.objects.filter(pk=stage.pk).update(status=Status.CLOSED),
    "an outcome without an end": lambda case, stage: Stage.objects.filter(pk=stage.pk).update(outcome=Outcome.DONE),
    "a message that nobody reads": lambda case, stage: Stage.objects.filter(pk=stage.pk).update(public_name=""),
    "a new case at a stage": lambda case, stage: Case.objects.filter(pk=case.pk).update(stage=stage),
    "coming back without waiting": lambda case, stage: Case.objects.filter(pk=case.pk).update(stage_before=stage),
    "two of a name": lambda case, stage: Stage.objects.filter(stage_set=stage.stage_set).update(name="Une"),
}


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_the_database_refuses_what_no_operation_does(world: World, stages: dict[str, Stage], name: str) -> None:
    case = world.report()
    with pytest.raises(IntegrityError), transaction.atomic():
        IMPOSSIBLE[name](case, stages["Devis demandé"])


@pytest.mark.parametrize("seed", range(6))
def test_wherever_a_case_wanders_its_stage_is_of_its_status(world: World, stages: dict[str, Stage], seed: int) -> None:
    chance = random.Random(seed)
    lamp, nadia, day = world.report(), world.nadia, clock.today(world.authority) + timedelta(days=3)
    steps: list[Callable[[Case], object]] = [
        lambda case: take(case, by=nadia),
        lambda case: promise(case, on=day, by=nadia),
        lambda case: ask(case, text="Où ?", by=nadia),
        lambda case: answer(case, text="Là.", by=Requester(case.pk)),
        lambda case: resolve(case, by=world.karim),
        lambda case: send_back(case, because="Non.", by=nadia),
        lambda case: close(case, by=nadia),
        lambda case: drop(case, outcome=Outcome.DUPLICATE, because="Déjà.", by=nadia),
        lambda case: withdraw(case, by=Requester(case.pk)),
        lambda case: reopen(case, because="Encore.", by=nadia),
    ]
    moved = 0
    for _turn in range(60):
        now = Case.objects.get(pk=lamp.pk)
        if now.is_closed and chance.random() < 0.5:
            now = reopen(now, because="Encore.", by=nadia)
        stage = chance.choice([None, *stages.values()])
        try:
            with transaction.atomic():
                if stage is not None and chance.random() < 0.6:
                    move_to_stage(now, to=stage, saying="Voici.", by=nadia)
                    moved += 1
                else:
                    chance.choice(steps)(now)
        except Refused:
            pass
        seen = Case.objects.select_related("stage", "stage_before").get(pk=lamp.pk)
        if seen.stage is not None:
            assert (seen.stage.status, seen.stage.outcome) == (seen.status, seen.outcome)
        assert seen.stage_before is None or (seen.status, seen.stage_before.status) == (Status.WAITING, Status.OPEN)
    assert moved > 8
