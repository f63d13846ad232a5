"""What the simulator says is what then happens: it takes the steps of `receive`, and writes nothing."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from parvis.cases.actors import Visitor
from parvis.cases.events import CaseReceived
from parvis.cases.models import Case, Category, CategoryOwner, Kind, Publication
from parvis.cases.operations.answers import set_questions
from parvis.cases.operations.configure import create_category, set_rule
from parvis.cases.operations.describe_category import describe_category
from parvis.cases.operations.groups import create_group, set_members
from parvis.cases.operations.receive import Coordinates, Place, receive
from parvis.cases.operations.remind import remind
from parvis.cases.operations.retire_category import retire_category
from parvis.cases.readings.foresight import Foreseen, foresee
from parvis.cases.reminders import REMINDER, morning, plan_of
from parvis.directory.models import Agent
from parvis.directory.operations.opening import set_opening
from parvis.directory.operations.suspension import suspend
from parvis.forms.questions import Choice, Ending, Question
from parvis.kernel import clock
from parvis.kernel.actors import System
from parvis.kernel.events import fact_of, history
from parvis.kernel.models import Event, Timer
from parvis.kernel.operations import Refused
from parvis.kernel.tenancy import inside
from parvis.notifications.models import Sending
from tests.clock import move_by
from tests.world import ELSEWHERE, IN_NO_DISTRICT, MAKER, ODILE, PLACE_DE_LA_GARE, RUE_BASSE, World

PLACES = [RUE_BASSE, PLACE_DE_LA_GARE, IN_NO_DISTRICT, ELSEWHERE, Place("Devant l’école"), Place()]
QUESTIONS = (
    Question("combien", "Combien ?", choices=(Choice("un", "Un"), Choice("route", "Une route", Ending("Le Département")))),
)
# Else nearly all would be refused, and the rest of what is said would be tried of few.
SELDOM = st.sampled_from([False] * 7 + [True])
MOSTLY = SELDOM.map(lambda one: not one)
TREE = st.fixed_dictionaries(
    {
        "above": st.integers(0, 4),
        "unit": st.none() | st.integers(0, 2),
        "publication": st.sampled_from(Publication),
        "is_danger": st.booleans(),
        "is_for_agents": SELDOM,
        "asks_place": MOSTLY,
        "needs_place": st.booleans(),
        "is_anonymous": SELDOM,
        "asks": SELDOM,
        "goal_days": st.sampled_from([0, 0, 1, 4, 30]),
        "goal_is_working": st.booleans(),
        "remind_before": st.sampled_from([0, 1, 5]),
        "remind_after": st.sampled_from([0, 1, 3]),
        "remind_head_after": st.sampled_from([0, 2, 3]),
    }
)
PEOPLE = ["karim", "hugo", "claire", "ines"]


def plant(world: World, tree: list[dict[str, object]]) -> list[Category]:
    units = [world.lighting, world.roads, world.cleanliness]
    made: list[Category] = []
    for number, one in enumerate(tree):
        above = int(str(one["above"]))
        own = one["unit"]
        category = create_category(
            f"Essai {number}", under=made[above] if above < number else None, kind=Kind.REPORT,
            unit=units[own] if isinstance(own, int) else None, publication=Publication(str(one["publication"])),
            is_danger=bool(one["is_danger"]), is_for_agents=bool(one["is_for_agents"]), asks_place=bool(one["asks_place"]),
            needs_place=bool(one["needs_place"]), is_anonymous=bool(one["is_anonymous"]), by=MAKER,
        )  # fmt: skip
        timing = ("goal_days", "goal_is_working", "remind_before", "remind_after", "remind_head_after")
        category = describe_category(category, said={name: bool(one[name]) if name == "goal_is_working" else int(str(one[name]))
                                                     for name in timing}, by=MAKER)  # fmt: skip
        made.append(set_questions(category, questions=QUESTIONS, by=MAKER) if one["asks"] else category)
    return made


@given(
    tree=st.lists(TREE, min_size=4, max_size=4),
    rules=st.dictionaries(
        st.tuples(st.integers(0, 3), st.integers(0, 2)), st.tuples(st.integers(0, 2), st.sampled_from(PEOPLE)), max_size=6
    ),
    team=st.sets(st.sampled_from(PEOPLE), max_size=2),
    grouped=st.sets(st.tuples(st.integers(0, 3), st.integers(0, 2)), max_size=4),
    leaving=st.sets(st.sampled_from(PEOPLE)),
    asked=st.tuples(st.integers(0, 3), st.sampled_from(PLACES)),
    answers=st.sampled_from([{}, {"combien": "un"}, {"combien": "route"}]),
    retired=st.none() | st.integers(0, 3),
    has_email=st.booleans(),
    words=st.sampled_from(["", "Il penche.", "Appelez-moi au 06 12 34 56 78."]),
)
# A town a try: making the counter-example smaller would take minutes.
@settings(phases=[Phase.generate], max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_foreseen_is_what_happens_in_any_town(
    world: World,
    tree: list[dict[str, object]],
    rules: dict[tuple[int, int], tuple[int, str]],
    team: set[str],
    grouped: set[tuple[int, int]],
    leaving: set[str],
    asked: tuple[int, Place],
    answers: dict[str, str],
    retired: int | None,
    has_email: bool,
    words: str,
) -> None:
    with transaction.atomic():
        made = plant(world, tree)
        units, where = [world.lighting, world.roads, world.cleanliness], [world.centre, world.station, None]
        for (number, district), (unit, name) in rules.items():
            agent = world.agent(getattr(world, name))
            works_there = units[unit].pk in agent.reach.units
            set_rule(made[number], district=where[district], to=units[unit], agent=agent if works_there else None, by=MAKER)
        group = set_members(create_group("Essai", by=MAKER), to=[world.agent(getattr(world, one)) for one in team], by=MAKER)
        for number, district in grouped:
            set_rule(made[number], district=where[district], to=world.roads, group=group, by=MAKER)
        for name in leaving:
            world.agent(getattr(world, name)).memberships.all().delete()
            suspend(world.agent(getattr(world, name)), by=MAKER)
        if retired is not None and not any(one.parent_id == made[retired].pk for one in made):
            made[retired] = retire_category(made[retired], by=MAKER)
        requester = ODILE if has_email else Coordinates()
        category = Category.objects.get(pk=made[asked[0]].pk)
        before = (Case.objects.count(), Event.objects.count(), Sending.objects.count())
        foreseen = foresee(
            category, words=words, place=asked[1], requester=requester, answers=answers, at=clock.now(), by=Visitor()
        )
        assert (Case.objects.count(), Event.objects.count(), Sending.objects.count()) == before, "nothing is written"
        require_same(foreseen, category, words, asked[1], requester, answers)
        transaction.set_rollback(True)


def require_same(
    foreseen: Foreseen, category: Category, words: str, place: Place, requester: Coordinates, answers: dict[str, str]
) -> None:
    if foreseen.refused:
        with pytest.raises(Refused) as refused:
            receive(category, words=words, place=place, requester=requester, answers=answers, by=Visitor())
        assert foreseen.refused == refused.value.message and foreseen.case is None
        return
    case = receive(category, words=words, place=place, requester=requester, answers=answers, by=Visitor())
    assert foreseen.case is not None
    assert foreseen.destination is not None
    event = history(case).first()
    assert event is not None
    fact = fact_of(event)
    assert isinstance(fact, CaseReceived)
    told = foreseen.destination
    assert (told.unit.pk, told.agent.pk if told.agent else None) == (fact.unit_id, fact.assignee_id)
    assert (told.rule, told.district_id) == (fact.rule, fact.district_id)
    same = (
        "look",
        "is_to_read",
        "public_words",
        "public_address",
        "is_danger",
        "unit_id",
        "assignee_id",
        "group_id",
        "district_id",
        "due_on",
    )
    kept = Case.objects.get(pk=case.pk)
    assert {name: getattr(foreseen.case, name) for name in same} == {name: getattr(kept, name) for name in same}
    require_timely(foreseen.case, kept)
    assert foreseen.has_receipt == bool(kept.requester_email)


def require_timely(foreseen: Case, kept: Case) -> None:
    """The dates that were told are those on which the worker reminds, and its first timer is set for the first of them."""
    told = plan_of(foreseen)
    assert told == plan_of(kept)
    to_come = [morning(one.on) for one in told if morning(one.on) > clock.now()]
    timers = Timer.objects.filter(name=REMINDER, subject_id=kept.pk).values_list("due_at", flat=True)
    assert list(timers) == to_come[:1]
    dues = [event.data["due_on"] for event in history(kept).filter(kind="case.due")]
    assert dues == ([kept.due_on.isoformat()] if kept.due_on else [])
    lived: list[tuple[date, bool, int]] = []
    for one in told[len(told) - len(to_come) :]:
        with move_by(morning(one.on) - clock.now() + timedelta(minutes=1)):
            remind(Case.objects.get(pk=kept.pk), by=System("worker"))
            event = history(kept).last()
            assert event is not None
            lived.append((event.on, event.kind == "case.deadline_near", event.data.get("height", 0)))
    assert lived == [(one.on, one.is_before, one.height) for one in told[len(told) - len(to_come) :]]


def test_the_number_on_call_is_told_outside_the_hours_and_for_a_danger_only(world: World) -> None:
    set_opening(world.reception, hours="lun-ven 8:30-17:30", on_call_phone="02 48 00 18 99", by=MAKER)
    world.authority.refresh_from_db()
    paris = ZoneInfo("Europe/Paris")
    night, day = datetime(2026, 12, 1, 22, 0, tzinfo=paris), datetime(2026, 12, 1, 10, 0, tzinfo=paris)
    with inside(world.authority):
        said = [
            foresee(one, words="", place=RUE_BASSE, requester=ODILE, answers={}, at=at, by=Visitor()).on_call
            for one, at in ((world.cable, night), (world.cable, day), (world.lamp, night))
        ]
    assert said == ["02 48 00 18 99", "", ""]


def test_what_is_near_is_told(world: World) -> None:
    known = world.report()
    foreseen = foresee(world.pothole, words="", place=RUE_BASSE, requester=ODILE, answers={}, at=clock.now(), by=Visitor())
    assert [one.row.sequence for one in foreseen.neighbours] == [f"{known.sequence:06d}"]


def test_the_agent_who_left_is_passed_over_beforehand_too(world: World) -> None:
    set_rule(world.lamp, to=world.lighting, agent=world.karim, by=MAKER)
    Agent.objects.filter(pk=world.karim.pk).update(ended_on="2020-01-01")
    CategoryOwner.objects.all().delete()
    foreseen = foresee(world.lamp, words="", place=RUE_BASSE, requester=ODILE, answers={}, at=clock.now(), by=Visitor())
    assert foreseen.destination is not None and foreseen.destination.agent is None
    assert foreseen.destination.unit == world.lighting and foreseen.destination.rule == "category"
