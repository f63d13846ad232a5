"""The SQL that lists what an agent sees, or may do, and the Python that opens it are one rule: on any tree, posts, owners,
councillors, contractors, and whatever the town changed in its table of rights."""

from contextlib import suppress
from dataclasses import dataclass

from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from parvis.cases.models import Case, Category
from parvis.cases.operations.assign import assign
from parvis.cases.operations.confide import restrict
from parvis.cases.operations.configure import create_category, name_owner
from parvis.cases.operations.dissolve_group import dissolve_group
from parvis.cases.operations.give_to_group import give_to_group
from parvis.cases.operations.grant import give_access
from parvis.cases.operations.groups import create_group, describe_group, set_members
from parvis.cases.operations.rights import rights, set_rights
from parvis.cases.operations.transfer import transfer
from parvis.cases.policy import can_be_given, can_identify, can_see, may
from parvis.cases.readings.seeing import why
from parvis.cases.readings.seers import seers_of
from parvis.cases.roles import ACTIONS, CaseRole, why_locked
from parvis.directory.models import Agent, AgentKind, Role, Unit
from parvis.directory.operations.absences import announce_absence
from parvis.directory.operations.agents import add_agent
from parvis.directory.operations.posts import post
from parvis.directory.operations.qualify import add_outsider
from parvis.directory.operations.units import create_unit, reserve_closing
from parvis.directory.queries import reception
from parvis.kernel import clock
from parvis.kernel.operations import Refused
from parvis.kernel.tenancy import inside
from tests.world import IN_NO_DISTRICT, MAKER, PLACE_DE_LA_GARE, RUE_BASSE, World, make_world

PLACES = [RUE_BASSE, PLACE_DE_LA_GARE, IN_NO_DISTRICT]
index = st.integers(0, 4)


@dataclass(frozen=True)
class Town:
    """Indices into lists that `build` makes: an index of a parent stops at what is made before."""

    units: list[int]
    categories: list[int]
    posts: list[tuple[int, int, Role]]
    owners: list[tuple[int, int, int]]
    supervisor: int
    left: int
    cases: list[tuple[int, int, int, int]]
    outsiders: list[tuple[AgentKind, list[tuple[int | None, int | None, int]]]]
    rights: list[tuple[CaseRole, str, bool]]
    actions: set[str]
    absences: list[tuple[int, int]]
    secrets: list[tuple[int, set[int]]]
    groups: list[tuple[set[int], int | None, int | None, int, bool, int]]


towns = st.builds(
    Town,
    units=st.lists(index, min_size=5, max_size=5),
    categories=st.lists(index, min_size=5, max_size=5),
    posts=st.lists(st.tuples(index, index, st.sampled_from(Role)), max_size=8),
    owners=st.lists(st.tuples(index, index, st.integers(0, 2)), max_size=5),
    supervisor=st.integers(0, 12),
    left=st.integers(0, 12),
    cases=st.lists(st.tuples(index, st.integers(0, 2), index, index), min_size=1, max_size=6),
    outsiders=st.lists(
        st.tuples(
            st.sampled_from([AgentKind.COUNCILLOR, AgentKind.CONTRACTOR]),
            st.lists(st.tuples(st.none() | index, st.none() | index, st.integers(0, 2)), max_size=2),
        ),
        max_size=2,
    ),
    rights=st.lists(st.tuples(st.sampled_from(CaseRole), st.sampled_from([*ACTIONS]), st.booleans()), max_size=12),
    actions=st.sets(st.sampled_from([*ACTIONS]), min_size=3, max_size=4),
    absences=st.lists(st.tuples(index, index), max_size=3, unique_by=lambda one: one[0]),
    groups=st.lists(
        st.tuples(
            st.sets(index, max_size=3),
            st.none() | index,
            st.none() | index,
            st.integers(0, 2),
            st.booleans(),
            st.integers(0, 5),
        ),
        max_size=3,
    ),
    secrets=st.lists(st.tuples(st.integers(0, 5), st.sets(st.integers(0, 8), max_size=3)), max_size=3),
)


@given(town=towns)
# A town a try: making the counter-example smaller would take minutes.
@settings(phases=[Phase.generate], max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_listed_is_what_can_be_opened(world: World, town: Town) -> None:
    with transaction.atomic():
        agents = build(world, town)
        seers = {case.pk: set(seers_of(case)) for case in Case.objects.select_related("unit", "category")}
        for agent in agents:
            listed = set(Case.objects.visible_to(agent).values_list("pk", flat=True))
            cases = list(Case.objects.select_related("unit", "category"))
            opened = {case.pk for case in cases if can_see(agent, case)}
            assert listed == opened
            seen = {pk for pk, people in seers.items() if agent in people}
            assert seen == opened if agent.is_colleague else seen <= opened
            assert listed == {case.pk for case in cases if why(agent, case)}
            for action in town.actions:
                may_be = set(Case.objects.visible_to(agent).for_action(action, agent).values_list("pk", flat=True))
                assert may_be == {case.pk for case in cases if allowed(action, agent, case)}, action
        transaction.set_rollback(True)


def come_from_outside(world: World, town: Town, units: list[Unit], categories: list[Category]) -> None:
    for number, (kind, accesses) in enumerate(town.outsiders):
        outsider = add_outsider("Yann", f"Roux {number}", email=f"y{number}@valbourg.test", as_kind=kind, by=MAKER)
        for where, what, district in accesses:
            unit = None if where is None else units[where]
            category = None if what is None else categories[what]
            place = [world.centre, world.station, None][district]
            try:
                give_access(world.agent(outsider), by=MAKER, unit=unit, category=category, district=place)
            except Refused:
                assert kind == AgentKind.CONTRACTOR, "who never sees the whole town"
        last = Case.objects.order_by("-pk")[0]
        if can_be_given(world.agent(outsider), last):
            assign(last, to=world.agent(outsider), by=world.helene)


def gather_some(world: World, town: Town, units: list[Unit], categories: list[Category], agents: list[Agent]) -> None:
    """Groups of a place or of none, some of which are given a case, and one of which has ended."""
    for number, (who, where, what, district, sees, which) in enumerate(town.groups):
        group = set_members(create_group(f"Groupe {number}", by=MAKER), to=[agents[one] for one in who], by=MAKER)
        said = {
            "unit": None if where is None else units[where], "category": None if what is None else categories[what],
            "district": [world.centre, world.station, None][district], "sees_all": sees,
        }  # fmt: skip
        with suppress(Refused):  # one that would see all of no place
            group = describe_group(group, said=said, by=MAKER)
        with suppress(Refused):  # one that nobody is of
            give_to_group(Case.objects.order_by("pk")[which % len(town.cases)], to=group, by=world.helene)
        if number == 2:
            dissolve_group(group, by=MAKER)


def confide_some(world: World, town: Town) -> None:
    """To anybody, outsiders too: a councillor is refused, and nobody at all."""
    people = list(Agent.objects.order_by("-pk")[:9])
    for number, who in town.secrets:
        case = Case.objects.order_by("pk")[number % len(town.cases)]
        if case.is_confidential:
            continue
        named = [people[one] for one in who if one < len(people)]
        try:
            restrict(case, to=named, by=world.helene)
        except Refused:
            assert not any(one.is_colleague for one in named) or any(one.kind == AgentKind.COUNCILLOR for one in named)


def change_rights(town: Town, units: list[Unit]) -> None:
    for role, action, is_allowed in town.rights:
        now = {known for held, known in rights() if held == role}
        if not why_locked(role, action):
            set_rights(reception(), role=role, allowed=now | {action} if is_allowed else now - {action}, by=MAKER)
    for unit in units[:2]:
        reserve_closing(unit, reserved=True, by=MAKER)


def allowed(action: str, agent: Agent, case: Case) -> bool:
    return can_identify(agent, case) if action == "identity" else may(action, agent, case)


def build(world: World, town: Town) -> list[Agent]:
    """The town's agents, as new requests would load them; a supervisor or one who has left is not in every town."""
    units: list[Unit] = []
    for number, parent in enumerate(town.units):
        under = units[parent] if parent < number else None
        units.append(create_unit(f"Service {number}", under=under, by=MAKER))
    categories: list[Category] = []
    for number, parent in enumerate(town.categories):
        above = categories[parent] if parent < number else None
        categories.append(create_category(f"Catégorie {number}", under=above, unit=units[parent], by=MAKER))
    agents = [
        add_agent(f"Agent {number}", "Roux", email=f"{number}@valbourg.test", by=MAKER, is_supervisor=number == town.supervisor)
        for number in range(5)
    ]
    for who, where, role in town.posts:
        post(agents[who], to=units[where], role=role, by=MAKER)
    for who, what, district in town.owners:
        place = [world.centre, world.station, None][district]
        name_owner(categories[what], agent=agents[who], district=place, by=MAKER)
    for what, place_number, where, who in town.cases:
        case = world.report(categories[what], PLACES[place_number])
        try:
            case = transfer(case, to=units[where], because="Ailleurs.", by=world.helene)
            assign(case, to=world.agent(agents[who]), by=world.helene)
        except Refused:
            pass  # it is there already, or the agent is of another unit: so it stays
    come_from_outside(world, town, units, categories)
    gather_some(world, town, units, categories, agents)
    confide_some(world, town)
    change_rights(town, units)  # last: until then, whoever gives and confides may
    today = clock.today(world.authority)
    for who, deputy in town.absences:
        if who != deputy:
            there = world.agent(agents[who])
            announce_absence(there, deputy=agents[deputy], starts_on=today, ends_on=today, by=MAKER)
    # An agent moves to another unit and keeps what was assigned to them.
    for who, where, _role in town.posts[:1]:
        world.agent(agents[who]).memberships.filter(unit=units[where]).delete()
    if town.left < 5:
        Agent.objects.filter(pk=agents[town.left].pk).update(ended_on="2020-01-01")
    return list(Agent.objects.all())


def test_a_supervisor_of_another_town_and_one_who_has_left_see_nothing(world: World) -> None:
    lamp = world.report()
    other = make_world("Autreville", "autreville.test")
    for stranger in (other.helene, other.nadia):
        assert not can_see(stranger, lamp)
        assert not Case.objects.visible_to(stranger).exists()
    with inside(other.authority):
        assert not Case.objects.filter(pk=lamp.pk).exists()
    world.helene.ended_on = world.authority.created_at.date()
    assert not can_see(world.helene, lamp)
    assert not Case.objects.visible_to(world.helene).exists()
