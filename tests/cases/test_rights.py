"""Roles and what they may do: what the town changes, what it cannot, and what councillors and contractors never do."""

import pytest

from parvis.cases.discretion import discreet
from parvis.cases.models import Access, Case, CaseAnswer, Outcome, RoleRight
from parvis.cases.operations.assign import assign, take
from parvis.cases.operations.close import drop
from parvis.cases.operations.configure import name_owner
from parvis.cases.operations.converse import note, reply
from parvis.cases.operations.grant import give_access, take_access
from parvis.cases.operations.leave import leave
from parvis.cases.operations.rights import reset_rights, rights, set_rights
from parvis.cases.policy import abilities, can_identify, can_see
from parvis.cases.readings.answers import answers_of
from parvis.cases.roles import ACTIONS, DEFAULTS, CaseRole, why_locked
from parvis.directory.models import Agent, AgentKind
from parvis.directory.operations.absences import announce_absence
from parvis.directory.operations.agents import entitle
from parvis.directory.operations.posts import post
from parvis.directory.operations.qualify import add_outsider, qualify
from parvis.directory.queries import reception
from parvis.kernel import clock
from parvis.kernel.events import history
from parvis.kernel.operations import Forbidden, Refused
from tests.world import MAKER, World


def outsider(kind: AgentKind, name: str = "Yann") -> Agent:
    return add_outsider(name, "Le Goff", email=f"{name.lower()}@dehors.test", as_kind=kind, by=MAKER)


def without(role: CaseRole, *actions: str) -> set[str]:
    return {action for held, action in rights() if held == role} - set(actions)


def test_until_the_town_says_otherwise_roles_may_what_they_always_could(world: World) -> None:
    assert rights() == {(role.value, action) for role in CaseRole for action in DEFAULTS[role]}
    assert abilities(world.karim, world.report()) >= {"take", "note", "reply", "resolve", "publish"} - {"publish"}


def test_the_town_takes_a_right_from_a_role_and_gives_it_back(world: World) -> None:
    case = world.report()
    set_rights(reception(), role=CaseRole.AGENT, allowed=without(CaseRole.AGENT, "reply"), by=world.paul)
    karim = world.agent(world.karim)
    assert "reply" not in abilities(karim, case) and "reply" in abilities(world.agent(world.nadia), case)
    with pytest.raises(Forbidden):
        reply(case, text="Bonjour.", by=karim)
    reset_rights(reception(), by=world.paul)
    assert not RoleRight.objects.exists(), "only what differs is kept"
    reply(case, text="Bonjour.", by=world.agent(world.karim))


def test_each_changed_cell_is_in_the_history_once(world: World) -> None:
    for _ in range(2):
        set_rights(reception(), role=CaseRole.OWNER, allowed=without(CaseRole.OWNER, "drop"), by=world.paul)
    told = [event.data for event in history(reception()) if event.kind == "right.changed"]
    assert told == [{"role": "owner", "action": "drop", "is_allowed": False}]


def test_a_locked_cell_is_refused_and_a_row_for_it_changes_nothing(world: World) -> None:
    for role, action in ((CaseRole.CONTRACTOR, "identity"), (CaseRole.SUPERVISOR, "take"), (CaseRole.COUNCILLOR, "resolve")):
        assert why_locked(role, action)
        with pytest.raises(Refused):
            set_rights(reception(), role=role, allowed=DEFAULTS[role] | {action}, by=world.paul)
        RoleRight.objects.create(role=role, action=action, is_allowed=True)
    assert rights() == {(role.value, action) for role in CaseRole for action in DEFAULTS[role]}


def test_whoever_lacks_a_right_gives_it_to_nobody(world: World) -> None:
    yann = outsider(AgentKind.CONTRACTOR)
    for by in (world.nadia, world.helene, world.karim):
        with pytest.raises(Forbidden):
            set_rights(reception(), role=CaseRole.AGENT, allowed=[*ACTIONS], by=by)
        with pytest.raises(Forbidden):
            give_access(yann, unit=world.lighting, by=by)
        with pytest.raises(Forbidden):
            qualify(world.theo, as_kind=AgentKind.COUNCILLOR, by=by)


def test_without_identity_nobody_publishes_since_one_reads_every_word_to_do_it(world: World) -> None:
    case = world.report()
    assert "publish" in abilities(world.karim, case)
    set_rights(reception(), role=CaseRole.AGENT, allowed=without(CaseRole.AGENT, "identity"), by=MAKER)
    karim = world.agent(world.karim)
    assert not can_identify(karim, case) and "publish" not in abilities(karim, case)
    assert "reply" in abilities(karim, case), "one may answer somebody whose name one does not know"


def test_a_councillor_reads_what_is_opened_and_does_nothing(world: World) -> None:
    elise = give_access(outsider(AgentKind.COUNCILLOR), unit=world.technical, district=world.centre, by=world.paul)
    lamp, idea = world.report(), world.report(world.idea)
    elise = world.agent(elise)
    assert list(Case.objects.visible_to(elise)) == [lamp] and not can_see(elise, idea)
    assert abilities(elise, lamp) == {"see"} and not can_identify(elise, lamp)
    with pytest.raises(Forbidden):
        note(lamp, text="Vu.", by=elise)


def test_the_town_may_let_its_councillors_know_who_asked(world: World) -> None:
    elise = give_access(outsider(AgentKind.COUNCILLOR), by=world.paul)
    set_rights(reception(), role=CaseRole.COUNCILLOR, allowed={"see", "identity"}, by=world.paul)
    assert can_identify(world.agent(elise), world.report())


def test_a_contractor_sees_what_is_given_and_no_more_once_it_is_given_to_another(world: World) -> None:
    yann, case = outsider(AgentKind.CONTRACTOR), world.report()
    assert not can_see(yann, case)
    case = assign(case, to=yann, by=world.karim)
    assert abilities(world.agent(yann), case) == {"see", "note", "resolve"}
    assign(case, to=world.hugo, by=world.karim)
    assert not Case.objects.visible_to(world.agent(yann)).exists()


def test_a_contractor_is_limited_and_is_given_only_what_is_within_their_limits(world: World) -> None:
    yann = outsider(AgentKind.CONTRACTOR)
    with pytest.raises(Refused):
        give_access(yann, by=world.paul)
    yann = give_access(yann, category=world.pothole, by=world.paul)
    with pytest.raises(Refused):
        assign(world.report(), to=world.agent(yann), by=world.karim)
    take_access(world.agent(yann), access=Access.objects.get(), by=world.paul)
    assign(world.report(), to=world.agent(yann), by=world.karim)


def test_whoever_is_not_of_the_town_hall_holds_no_post_and_stands_in_for_nobody(world: World) -> None:
    yann, today = outsider(AgentKind.CONTRACTOR), clock.today(world.authority)
    for wish in (
        lambda: post(yann, to=world.lighting, by=MAKER),
        lambda: name_owner(world.lamp, agent=yann, by=MAKER),
        lambda: entitle(yann, is_supervisor=True, is_administrator=False, by=MAKER),
        lambda: announce_absence(world.agent(world.karim), deputy=yann, starts_on=today, ends_on=today, by=MAKER),
        lambda: qualify(world.agent(world.karim), as_kind=AgentKind.COUNCILLOR, by=MAKER),
        lambda: qualify(world.agent(world.helene), as_kind=AgentKind.CONTRACTOR, by=MAKER),
        lambda: give_access(world.agent(world.karim), unit=world.roads, by=MAKER),
    ):
        with pytest.raises(Refused):
            wish()


def test_a_contractor_who_leaves_hands_their_work_to_another_or_to_the_unit(world: World) -> None:
    yann, soizic = outsider(AgentKind.CONTRACTOR), outsider(AgentKind.CONTRACTOR, "Soizic")
    case = assign(world.report(), to=yann, by=world.karim)
    with pytest.raises(Refused):
        leave(world.agent(yann), heir=world.karim, by=world.paul)
    leave(world.agent(yann), heir=soizic, by=world.paul)
    assert Case.objects.get(pk=case.pk).assignee == soizic


def test_what_was_answered_to_the_form_is_shown_without_who_asked(world: World) -> None:
    case = world.report()
    CaseAnswer.objects.create(case=case, question="Votre nom", text="Odile Garnier, 06 12 34 56 78", position=1)
    shown = answers_of(discreet(case))[0].text
    assert "Garnier" not in shown and "06 12" not in shown


def test_a_right_to_close_stays_without_effect_where_closing_is_reserved(world: World) -> None:
    with pytest.raises(Forbidden):
        drop(world.report(), outcome=Outcome.DUPLICATE, because="Déjà.", by=world.karim)
    with pytest.raises(Forbidden):
        take(world.report(), by=world.helene)


def test_no_field_of_who_asked_is_in_what_is_shown_to_whoever_may_not_know(world: World) -> None:
    """Whichever page reads it: every field of the requester's, and both keys, those of a later day too."""
    case = world.report()
    of_who = {
        one.attname for one in Case._meta.concrete_fields if one.attname.startswith(("requester_", "tracking_", "private_"))
    }
    assert {"requester_phone", "requester_email", "tracking_code", "private_key"} <= of_who
    assert not {name for name in of_who if getattr(discreet(case), name)}
