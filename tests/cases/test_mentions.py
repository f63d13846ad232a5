"""A note tells of itself those whom it names, by choice or after an @, and nobody who cannot see the case."""

import pytest

from parvis.cases.mention_events import CaseMentioned
from parvis.cases.mentions import Mentions
from parvis.cases.models import Case, Message
from parvis.cases.operations.confide import restrict
from parvis.cases.operations.converse import note
from parvis.cases.operations.give_to_group import give_to_group
from parvis.cases.operations.groups import create_group, set_members
from parvis.directory.models import Agent
from parvis.directory.operations.agents import add_agent
from parvis.directory.operations.posts import post
from parvis.directory.operations.suspension import suspend
from parvis.kernel import worker
from parvis.kernel.events import fact_of, history
from parvis.kernel.operations import Refused
from parvis.notifications.models import Rhythm, Sending
from parvis.notifications.operations.frequency import choose_rhythm
from tests.backoffice.desk import Desk, words_of
from tests.world import MAKER, World


def told(template: str = "agents/mentioned") -> list[str]:
    worker.run_until_idle()
    return sorted(row.agent.first_name for row in Sending.objects.filter(template=template) if row.agent)


def mentioned(case: Case) -> CaseMentioned | None:
    fact = fact_of(history(case).reverse()[0])
    return fact if isinstance(fact, CaseMentioned) else None


def test_whoever_a_note_names_is_told_once_and_its_author_never(world: World) -> None:
    case = world.report()
    note(case, text="@hugo MARCHETTI, @Karim Lefèvre et @Nadia Benali : la nacelle est libre.", to=Mentions((world.hugo,)),
         by=world.karim)  # fmt: skip
    assert told() == ["Hugo", "Nadia"]
    letter = Sending.objects.filter(template="agents/mentioned", agent=world.hugo).get()
    assert "Karim Lefèvre vous prévient" in letter.subject and "nacelle" in letter.text


def test_a_group_that_a_note_names_is_told_where_its_people_see_the_case(world: World) -> None:
    group = set_members(create_group("Équipe de nuit", by=MAKER), to=[world.hugo, world.ines], by=MAKER)
    case = note(world.report(), text="Vu avec @Équipe de nuit.", by=world.karim)
    fact = mentioned(case)
    assert fact is not None and (fact.groups, fact.told) == ([group.pk], [world.hugo.pk])
    case = give_to_group(case, to=group, by=world.nadia)
    note(case, text="@équipe de nuit, à vous.", by=world.karim)
    fact = mentioned(case)
    assert fact is not None and fact.told == sorted([world.hugo.pk, world.ines.pk])


@pytest.mark.parametrize(
    "text", ["karim@Hugo Marchetti", "@personne", "@ Hugo Marchetti", "hugo.marchetti@valbourg.test", "@Hugo"]
)
def test_other_words_after_an_at_are_words(world: World, text: str) -> None:
    assert mentioned(note(world.report(), text=text, by=world.karim)) is None


@pytest.mark.parametrize("text", ["@Claire Petitjean, un avis ?", "@Voirie de nuit, un avis ?"])
def test_whoever_cannot_see_the_case_is_refused_and_nothing_is_written(world: World, text: str) -> None:
    set_members(create_group("Voirie de nuit", by=MAKER), to=[world.claire], by=MAKER)
    with pytest.raises(Refused) as refused:
        note(world.report(), text=text, by=world.karim)
    assert "@" not in refused.value.message and not Message.objects.exists()


def test_of_a_confidential_case_only_those_named_on_it_are_mentioned_and_by_its_number(world: World) -> None:
    group = set_members(create_group("Nuit", by=MAKER), to=[world.ines, world.nadia], by=MAKER)
    case = restrict(world.report(), to=[world.nadia, world.ines], by=world.nadia)
    for whom in (Mentions((world.karim,)), Mentions((world.helene,)), Mentions((), (group,))):
        with pytest.raises(Refused):
            note(case, text="Zinzolin.", to=whom, by=world.agent(world.nadia))
    note(case, text="Zinzolin.", to=Mentions((world.ines,)), by=world.agent(world.nadia))
    assert told() == ["Inès"]
    letter = Sending.objects.get(template="agents/mentioned")
    assert "Zinzolin" not in letter.text + letter.html + letter.subject and case.number in letter.subject


def test_whoever_is_suspended_is_not_mentioned(world: World) -> None:
    suspend(world.agent(world.hugo), by=MAKER)
    with pytest.raises(Refused):
        note(world.report(), text="Pour Hugo.", to=Mentions((world.agent(world.hugo),)), by=world.karim)


def test_whoever_wants_one_letter_a_day_has_no_other(world: World) -> None:
    choose_rhythm("agents/mentioned", rhythm=Rhythm.DAILY, by=world.hugo)
    note(world.report(), text="@Hugo Marchetti", by=world.karim)
    assert told() == [] and told("digest") == ["Hugo"]


def test_the_page_of_a_note_offers_those_who_see_the_case_and_keeps_what_was_typed(world: World) -> None:
    group = set_members(create_group("Nuit", by=MAKER), to=[world.hugo], by=MAKER)
    case, karim = world.report(), Desk(world.karim)
    path = f"/agents/demandes/{case.number}/note"
    page = words_of(karim.post(path, {"version": case.version, "text": "Nacelle.", "corriger": "1"}))
    assert page.written["text"] == "Nacelle." and "Hugo Marchetti" in page.text and "Groupe « Nuit »" in page.text
    assert "Claire Petitjean" not in page.text and page.text.count("Karim Lefèvre") == 1, "who writes is named in the bar alone"
    refused = karim.do(case, "note", text="Un avis, @Claire Petitjean ?")
    assert refused.status_code == 422 and "Claire Petitjean ne voit pas cette demande" in words_of(refused).text
    assert words_of(refused).written["text"] == "Un avis, @Claire Petitjean ?"
    karim.do(case, "note", text="Nacelle.", told=[str(world.nadia.pk), f"g{group.pk}"])
    assert "prévient Nadia Benali et le groupe « Nuit »" in karim.card(case).text
    assert told() == ["Hugo", "Nadia"]


def test_of_two_of_one_name_whoever_sees_the_case_is_meant(world: World) -> None:
    for number, unit in enumerate((world.roads, world.lighting, world.roads)):
        other = add_agent("Léa", "Martin", email=f"lea{number}@valbourg.test", by=MAKER)
        post(other, to=unit, by=MAKER)
    fact = mentioned(note(world.report(), text="@Léa Martin", by=world.karim))
    assert fact is not None and [one.reach.units for one in Agent.objects.filter(pk__in=fact.named)] == [{world.lighting.pk}]
