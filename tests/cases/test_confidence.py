"""Confidential cases: open to those named and to nobody else; never left with no reader; never public again."""

import pytest

from parvis.cases.actors import Requester, Visitor
from parvis.cases.events import CaseRestricted
from parvis.cases.models import Case, Category, Confidant, Follower, Outcome, Publication
from parvis.cases.operations.assign import assign, take
from parvis.cases.operations.close import drop
from parvis.cases.operations.confide import lift, restrict
from parvis.cases.operations.configure import create_category, name_owner, set_rule
from parvis.cases.operations.converse import answer, note, reply
from parvis.cases.operations.describe_category import describe_category
from parvis.cases.operations.dissolve import dissolve
from parvis.cases.operations.follow import confirm, follow
from parvis.cases.operations.leave import leave
from parvis.cases.operations.publish import publish_words
from parvis.cases.operations.retire_category import retire_category
from parvis.cases.operations.take_over import take_over
from parvis.cases.operations.transfer import transfer
from parvis.cases.operations.unroute import unname_owner
from parvis.cases.past import PastCase
from parvis.cases.policy import abilities, can_see
from parvis.cases.readings import public
from parvis.cases.readings.catalogue import Catalogue
from parvis.cases.readings.takers import takers_of
from parvis.directory.models import Agent, AgentKind
from parvis.directory.operations.absences import announce_absence
from parvis.directory.operations.qualify import add_outsider, qualify
from parvis.directory.operations.suspension import suspend, take_back
from parvis.kernel import clock, worker
from parvis.kernel.events import fact_of, history
from parvis.kernel.operations import Forbidden, Refused, Stale
from parvis.notifications.models import DigestLine, Rhythm, RuleRecipient, Sending, Who
from parvis.notifications.operations.frequency import choose_rhythm
from tests.world import MAKER, RUE_BASSE, World


def secret(world: World, *to: Agent) -> Case:
    """Of the lighting, whose head is Nadia: open to these."""
    return restrict(world.report(), to=to or [world.nadia], by=world.agent(world.nadia))


def seers(world: World, case: Case) -> set[str]:
    people = (world.agent(one) for one in Agent.objects.order_by("pk"))
    return {one.first_name for one in people if can_see(one, case) and case in Case.objects.visible_to(one)}


def now(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def quiet_category(world: World, *owners: Agent) -> Category:
    category = create_category("Violences", unit=world.lighting, publication=Publication.NEVER, by=MAKER)
    for owner in owners:
        name_owner(category, agent=owner, by=MAKER)
    return describe_category(Category.objects.get(pk=category.pk), said={"is_confidential": True}, by=MAKER)


def test_a_confidential_case_is_seen_by_those_named_and_by_nobody_else(world: World) -> None:
    case = take(world.report(), by=world.karim)
    assert seers(world, case) == {"Nadia", "Karim", "Hugo", "Hélène"}
    case = restrict(case, to=[world.nadia, world.ines], by=world.nadia)
    assert seers(world, case) == {"Nadia", "Inès"}
    with pytest.raises(Forbidden):
        note(now(case), text="Vu.", by=world.agent(world.helene))


def test_whoever_had_it_and_is_not_named_has_it_no_more(world: World) -> None:
    case = restrict(take(world.report(), by=world.karim), to=[world.nadia], by=world.nadia)
    fact = fact_of(history(case).reverse()[0])
    assert isinstance(fact, CaseRestricted)
    assert (fact.released_id, fact.named, fact.previously) == (world.karim.pk, [world.nadia.pk], [])
    assert now(case).assignee is None


def test_somebody_named_from_another_unit_handles_it_as_those_of_the_unit_do(world: World) -> None:
    case = secret(world, world.ines)
    ines = world.agent(world.ines)
    assert abilities(ines, case) >= {"take", "reply", "note", "transfer", "drop", "restrict", "lift"}
    case = take(case, by=ines)
    assert reply(case, text="Nous vous écoutons.", by=ines).assignee == ines
    drop(now(case), outcome=Outcome.NOT_COMPETENT, because="Voyez le tribunal.", by=ines)  # though closing is reserved there


def test_heads_deputies_and_supervisors_make_a_case_confidential_and_agents_do_not(world: World) -> None:
    for by in (world.karim, world.theo, world.paul, world.claire):
        with pytest.raises(Forbidden):
            restrict(world.report(), to=[by], by=by)
    restrict(world.report(), to=[world.nadia], by=world.nadia)
    restrict(world.report(), to=[world.helene], by=world.helene)


def test_nobody_a_councillor_or_somebody_gone_cannot_be_named(world: World) -> None:
    elise = add_outsider("Élise", "Roy", email="elise@conseil.test", as_kind=AgentKind.COUNCILLOR, by=MAKER)
    yann = add_outsider("Yann", "Le Goff", email="yann@reseaux.test", as_kind=AgentKind.CONTRACTOR, by=MAKER)
    gone = suspend(world.agent(world.hugo), by=MAKER)
    for people in ([], [elise, world.nadia], [yann], [world.nadia, gone]):
        with pytest.raises(Refused):
            restrict(world.report(), to=people, by=world.agent(world.nadia))
    assert not Confidant.objects.exists()


def test_names_are_added_and_removed_and_the_same_again_says_nothing(world: World) -> None:
    case = secret(world)
    case = restrict(case, to=[world.nadia, world.ines], by=world.agent(world.nadia))
    version = case.version
    case = restrict(case, to=[world.ines, world.nadia], by=world.agent(world.nadia))
    assert case.version == version
    case = restrict(case, to=[world.ines], by=world.agent(world.ines))
    assert seers(world, case) == {"Inès"}
    told = [fact_of(event) for event in history(case) if event.kind == CaseRestricted.kind]
    assert [fact.previously for fact in told if isinstance(fact, CaseRestricted)] == [
        [], [world.nadia.pk], sorted([world.nadia.pk, world.ines.pk])
    ]  # fmt: skip


def test_two_at_once_do_not_undo_each_other(world: World) -> None:
    case = secret(world)
    seen = now(case)
    restrict(case, to=[world.nadia, world.ines], by=world.agent(world.nadia))
    with pytest.raises(Stale):
        restrict(seen, to=[world.nadia, world.hugo], by=world.agent(world.nadia))


def test_whoever_stands_in_for_somebody_named_does_not_see_it(world: World) -> None:
    case, today = secret(world), clock.today(world.authority)
    announce_absence(world.agent(world.nadia), deputy=world.claire, starts_on=today, ends_on=today, by=MAKER)
    assert seers(world, case) == {"Nadia"}
    assert can_see(world.agent(world.claire), world.report()), "what is not confidential follows"


def test_it_leaves_the_public_pages_for_good_and_those_who_followed_it_are_forgotten(world: World) -> None:
    case = publish_words(world.report(), by=world.karim)
    follower = confirm(follow(case, email="voisine@exemple.fr", by=Visitor()), by=Visitor())
    assert case in public.listed(Catalogue()) and public.by_number(case.year, case.sequence)
    case = restrict(now(case), to=[world.nadia], by=world.agent(world.nadia))
    for is_lifted in (False, True):
        if is_lifted:
            case = lift(now(case), by=world.agent(world.nadia))  # colleagues see it again, and nobody else
        assert not public.listed(Catalogue()).exists() and public.by_number(case.year, case.sequence) is None
        assert not now(case).shown_words and "publish" not in abilities(world.agent(world.nadia), now(case))
        assert Follower.objects.get(pk=follower.pk).email == ""
    assert seers(world, case) == {"Nadia", "Karim", "Hugo", "Hélène"} and not Confidant.objects.exists()


def test_the_requester_follows_as_before(world: World) -> None:
    case = secret(world)
    answer(case, text="Merci de votre discrétion.", by=Requester(case.pk))
    worker.run_until_idle()
    assert public.by_private_key(case.private_key) == case
    reply(now(case), text="C’est noté.", by=world.agent(world.nadia))
    worker.run_until_idle()
    assert Sending.objects.filter(recipient="requester", template="requester/replied").exists()


def test_transferred_it_stays_confidential(world: World) -> None:
    case = transfer(secret(world), to=world.roads, because="Chaussée.", by=world.agent(world.nadia))
    assert seers(world, case) == {"Nadia"} and case.unit == world.roads
    worker.run_until_idle()
    assert not Sending.objects.filter(agent=world.claire).exists()


def test_it_is_given_only_to_somebody_named_or_who_is_named_in_the_same_gesture(world: World) -> None:
    case = secret(world)
    assert world.karim in takers_of(case)
    with pytest.raises(Refused):
        assign(case, to=world.agent(world.karim), by=world.agent(world.nadia))
    case = assign(now(case), to=world.agent(world.karim), by=world.agent(world.nadia), naming=True)
    assert seers(world, case) == {"Nadia", "Karim"} and case.assignee == world.karim
    case = assign(
        restrict(case, to=[world.nadia, world.ines], by=world.agent(world.nadia)),
        to=world.agent(world.ines), by=world.agent(world.nadia),
    )  # fmt: skip
    assert case.assignee == world.ines, "named, be it from another unit"


def test_a_contractor_who_is_named_still_never_learns_who_asked(world: World) -> None:
    yann = add_outsider("Yann", "Le Goff", email="yann@reseaux.test", as_kind=AgentKind.CONTRACTOR, by=MAKER)
    case = assign(secret(world), to=yann, by=world.agent(world.nadia), naming=True)
    assert abilities(world.agent(yann), case) == {"see", "note", "resolve"}


def test_a_category_makes_its_cases_confidential_from_the_start_for_its_own_owners(world: World) -> None:
    category = quiet_category(world, world.ines)
    name_owner(category, agent=world.theo, district=world.station, by=MAKER)
    case = world.report(category)
    assert seers(world, case) == {"Inès"} and case.is_withheld
    assert [event.kind for event in history(case)] == ["case.received", "case.restricted"]
    worker.run_until_idle()
    told = Sending.objects.exclude(recipient="requester").values_list("agent__first_name", "template")
    assert list(told) == [("Inès", "agents/arrived")]


def test_an_agent_whom_a_rule_names_gets_it_only_if_it_is_open_to_them(world: World) -> None:
    category = quiet_category(world, world.ines)
    set_rule(category, to=world.lighting, agent=world.karim, by=MAKER)
    assert world.report(category).assignee is None
    name_owner(category, agent=world.karim, by=MAKER)
    assert world.report(category).assignee == world.karim


def test_a_category_is_confidential_only_with_somebody_to_open_it_and_never_public(world: World) -> None:
    with pytest.raises(Refused) as nobody:
        quiet_category(world)
    assert nobody.value.field == "is_confidential"
    name_owner(world.lamp, agent=world.ines, by=MAKER)
    with pytest.raises(Refused) as shown:
        describe_category(Category.objects.get(pk=world.lamp.pk), said={"is_confidential": True}, by=MAKER)
    assert shown.value.field == "publication"


def test_its_last_owner_stays_until_another_is_named(world: World) -> None:
    category = quiet_category(world, world.ines)
    with pytest.raises(Refused):
        unname_owner(category, agent=world.ines, by=MAKER)
    name_owner(category, agent=world.theo, by=MAKER)
    unname_owner(Category.objects.get(pk=category.pk), agent=world.ines, by=MAKER)


def test_when_the_owners_have_left_the_head_of_the_unit_opens_what_comes(world: World) -> None:
    category = quiet_category(world, world.ines)
    leave(world.agent(world.ines), by=MAKER)
    assert seers(world, world.report(category)) == {"Nadia"}


def test_a_case_from_another_register_is_confidential_as_its_category_is(world: World) -> None:
    past = PastCase(category=quiet_category(world, world.ines), received_at=clock.now(), place=RUE_BASSE, words="Ancien.")
    case, _is_new = take_over(past, by=MAKER)
    assert seers(world, case) == {"Inès"} and case.version == history(case).count()


def test_whoever_leaves_last_hands_it_to_their_heir_or_to_the_head(world: World) -> None:
    alone, shared = secret(world, world.ines), secret(world, world.ines, world.theo)
    leave(world.agent(world.ines), heir=world.karim, by=world.paul)
    assert seers(world, now(alone)) == {"Karim"} and seers(world, now(shared)) == {"Théo"}
    leave(world.agent(world.karim), by=world.paul)
    assert seers(world, now(alone)) == {"Nadia"}
    assert [fact.cause for fact in map(fact_of, history(alone)) if isinstance(fact, CaseRestricted)] == ["hand", "loss", "loss"]


def test_the_heir_has_it_only_if_it_is_open_to_them(world: World) -> None:
    mine = take(secret(world, world.karim, world.nadia), by=world.agent(world.karim))
    leave(world.agent(world.karim), heir=world.hugo, by=world.paul)
    assert now(mine).assignee is None and seers(world, now(mine)) == {"Nadia"}


def test_whoever_is_suspended_or_becomes_a_councillor_is_replaced_and_finds_it_back(world: World) -> None:
    case = secret(world, world.theo)
    suspend(world.agent(world.theo), by=MAKER)
    worker.run_until_idle()
    assert seers(world, now(case)) == {"Nadia"}
    take_back(world.agent(world.theo), by=MAKER)
    assert seers(world, now(case)) == {"Nadia", "Théo"}
    other = secret(world, world.theo)
    qualify(world.agent(world.theo), as_kind=AgentKind.COUNCILLOR, by=MAKER)
    worker.run_until_idle()
    assert seers(world, now(other)) == {"Nadia"}


def test_where_no_head_is_left_whoever_supervises_opens_it_then_whoever_arranges_the_town(world: World) -> None:
    case = secret(world)
    suspend(world.agent(world.nadia), by=MAKER)
    worker.run_until_idle()
    assert seers(world, now(case)) == {"Hélène"}
    suspend(world.agent(world.helene), by=MAKER)
    worker.run_until_idle()
    assert seers(world, now(case)) == {"Paul"}


def test_a_dissolved_unit_and_a_retired_category_hand_it_on_without_a_word_of_it(world: World) -> None:
    case = secret(world)
    retire_category(Category.objects.get(pk=world.lamp.pk), into=world.bench, by=MAKER)
    dissolve(world.lighting, into=world.roads, by=MAKER)
    assert (now(case).category, now(case).unit) == (world.bench, world.roads)
    assert seers(world, now(case)) == {"Nadia"}
    assert history(world.lamp).reverse()[0].data["open_cases"] == 0, "the journal counts what everybody may count"


def test_letters_of_it_go_to_those_named_alone(world: World) -> None:
    case = take(secret(world, world.nadia, world.ines), by=world.agent(world.ines))
    answer(case, text="Un mot de plus.", by=Requester(case.pk))
    worker.run_until_idle()
    to_agents = Sending.objects.exclude(recipient="requester").exclude(template="agents/arrived")
    assert {row.agent.first_name for row in to_agents if row.agent} == {"Inès"}


def test_whoever_is_named_is_told_by_the_number_alone(world: World) -> None:
    case = secret(world, world.nadia, world.ines)
    worker.run_until_idle()
    (letter,) = Sending.objects.filter(template="agents/named")
    assert letter.agent == world.ines and case.number in letter.subject
    assert not any(word in letter.text for word in ("Lampadaire", "rue Basse", "Odile"))


def test_what_waits_to_be_sent_to_others_is_taken_back(world: World) -> None:
    choose_rhythm("agents/arrived", rhythm=Rhythm.DAILY, by=world.agent(world.nadia))
    kept, case = world.report(), world.report()
    worker.run_until_idle()
    (letter,) = Sending.objects.filter(template="digest")
    assert DigestLine.objects.filter(sending=letter).count() == 2
    restrict(case, to=[world.helene], by=world.agent(world.helene))
    worker.run_until_idle()
    letter.refresh_from_db()
    assert case.number not in letter.text and kept.number in letter.text


def test_a_rule_of_the_town_tells_nobody_but_those_named(world: World) -> None:
    from parvis.notifications.operations.rules import create_rule
    from tests.notifications.test_rules import a_draft

    rule = create_rule(a_draft(occasion="case.noted", who=frozenset([Who.ASSIGNEE])), by=MAKER)
    for who, address in ((Who.UNIT, ""), (Who.SUPERVISORS, ""), (Who.ADDRESS, "maire@valbourg.test"), (Who.UNIT_ADDRESS, "")):
        RuleRecipient.objects.create(rule=rule, who=who, address=address)
    case = secret(world, world.nadia, world.karim)
    note(case, text="Vu.", by=world.agent(world.nadia))
    worker.run_until_idle()
    assert [row.agent for row in Sending.objects.filter(template__startswith="rule/")] == [world.karim]


def test_one_more_report_near_it_is_not_shown_it(world: World) -> None:
    from parvis.cases.readings.nearby import nearby

    assert RUE_BASSE.point is not None
    case = world.report()
    assert nearby(world.lamp, RUE_BASSE.point, Catalogue())
    restrict(case, to=[world.nadia], by=world.nadia)
    assert not nearby(world.lamp, RUE_BASSE.point, Catalogue())
