"""What each audience reads of a case, and what it never does."""

from pytest_django import DjangoAssertNumQueries

from parvis.cases.models import Case
from parvis.cases.narrative import Teller, tell
from parvis.cases.operations.assign import take
from parvis.cases.operations.close import close
from parvis.cases.operations.converse import note, reply
from parvis.cases.operations.resolve import resolve
from parvis.cases.operations.transfer import transfer
from parvis.cases.voices.colleagues import told_to_colleagues
from parvis.cases.voices.town import told_to_everybody, told_to_the_requester
from tests.world import World


def a_long_story(world: World) -> Case:
    lamp = take(world.report(words="Devant chez Mme Dupont."), by=world.karim)
    lamp = note(lamp, text="Voir avec Hugo.", by=world.karim)
    lamp = reply(lamp, text="Nous passons jeudi.", by=world.karim)
    lamp = transfer(lamp, to=world.roads, because="Le mât est à refaire.", by=world.karim)
    lamp = transfer(lamp, to=world.lighting, because="Non, c’est l’ampoule.", by=world.claire)
    lamp = resolve(lamp, saying="L’ampoule est neuve.", minutes=35, by=world.hugo)
    return close(lamp, by=world.nadia)


def everything(case: Case, teller: Teller) -> str:
    lines = tell(case, teller)
    return "\n".join(f"{line.who} {line.said.sentence} {line.said.detail} {line.said.quote}" for line in lines)


def test_colleagues_read_all_of_it(world: World) -> None:
    told = everything(a_long_story(world), told_to_colleagues)
    for words in ("Karim Lefèvre prend la demande", "Voir avec Hugo.", "Le mât est à refaire.", "L’ampoule est neuve."):
        assert words in told


def test_the_requester_reads_the_thread_and_no_word_between_colleagues(world: World) -> None:
    told = everything(a_long_story(world), told_to_the_requester)
    assert "Nous passons jeudi." in told and "L’ampoule est neuve." in told and "C’est réparé." in told
    assert "Voir avec Hugo." not in told and "Le mât" not in told


def test_everybody_reads_the_progress_and_nobody_s_words(world: World) -> None:
    story = a_long_story(world)
    told = "\n".join(f"{line.said.sentence} {line.said.detail} {line.said.quote}" for line in tell(story, told_to_everybody))
    assert "C’est réparé." in told
    for words in ("Dupont", "jeudi", "Hugo", "Karim", "Odile", "ampoule"):
        assert words not in told


def test_a_history_is_told_in_a_handful_of_queries(world: World, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    story = a_long_story(world)
    with django_assert_max_num_queries(5):
        tell(story, told_to_colleagues)
