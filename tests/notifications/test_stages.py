"""Letters at a stage: to the requester with the words that the agent left, to followers without them, to nobody of the rest."""

import pytest

from parvis.cases.actors import Visitor
from parvis.cases.models import Stage, StageSet
from parvis.cases.operations.follow import confirm, follow
from parvis.cases.operations.move_to_stage import move_to_stage
from parvis.cases.operations.retire_stage import retire_stage
from parvis.kernel import worker
from tests.post import Letter, PostOffice
from tests.stages import QUOTE, roads_stages
from tests.words import plain
from tests.world import MAKER, ODILE, World

ALI = "ali@exemple.fr"


@pytest.fixture
def stages(world: World) -> dict[str, Stage]:
    return roads_stages(world.lamp, world.complaint)


def last(office: PostOffice, address: str = ODILE.email) -> Letter:
    worker.run_until_idle()
    return office.to(address)[-1]


def count(office: PostOffice, address: str = ODILE.email) -> int:
    worker.run_until_idle()
    return len(office.to(address))


def test_odile_reads_the_stage_and_its_message(world: World, stages: dict[str, Stage], office: PostOffice) -> None:
    lamp = move_to_stage(world.report(), to=stages["Devis demandé"], by=world.karim)
    letter = last(office)
    assert plain(letter.subject) == f"Votre signalement n° {lamp.number} : Devis demandé à l’entreprise"
    for words in (letter.text, letter.html):
        assert str(QUOTE["message"]) in plain(words) and f"/ma-demande/{lamp.private_key}" in words


def test_she_reads_what_the_agent_wrote_instead(world: World, stages: dict[str, Stage], office: PostOffice) -> None:
    move_to_stage(world.report(), to=stages["Devis demandé"], saying="L’artisan passe lundi.", by=world.karim)
    assert "L’artisan passe lundi." in plain(last(office).text) and str(QUOTE["message"]) not in plain(last(office).text)


def test_a_stage_that_waits_asks_her(world: World, stages: dict[str, Stage], office: PostOffice) -> None:
    move_to_stage(world.report(), to=stages["Photo demandée"], by=world.karim)
    assert "Pouvez-vous nous envoyer une photo ?" in plain(last(office).text)
    assert "nous avons une question" in plain(last(office).subject)


def test_what_stays_between_colleagues_and_what_is_retired_is_told_to_nobody(
    world: World, stages: dict[str, Stage], office: PostOffice
) -> None:
    lamp = world.report()
    confirm(follow(lamp, email=ALI, by=Visitor()), by=Visitor())
    lamp = move_to_stage(lamp, to=stages["Devis demandé"], by=world.karim)
    before = count(office), count(office, ALI)
    lamp = move_to_stage(lamp, to=stages["Visa de la direction"], saying="", by=world.karim)
    signed = stages["Visa de la direction"]
    retire_stage(StageSet.objects.get(), stage=signed, into=stages["Devis demandé"], by=MAKER)
    assert (count(office), count(office, ALI)) == before


def test_followers_read_the_stage_and_nobody_s_words(world: World, stages: dict[str, Stage], office: PostOffice) -> None:
    lamp, private = world.report(), world.report(world.complaint)
    confirm(follow(lamp, email=ALI, by=Visitor()), by=Visitor())
    move_to_stage(lamp, to=stages["Devis demandé"], saying="Odile, l’artisan passe lundi.", by=world.karim)
    move_to_stage(private, to=stages["Devis demandé"], by=world.helene)
    letter = last(office, ALI)
    assert plain(letter.subject) == f"Demande n° {lamp.number} : Devis demandé à l’entreprise"
    assert "lundi" not in letter.text and "Odile" not in letter.text


def test_an_end_is_told_once_with_its_words(world: World, stages: dict[str, Stage], office: PostOffice) -> None:
    lamp = world.report()
    confirm(follow(lamp, email=ALI, by=Visitor()), by=Visitor())
    before, followed = count(office), count(office, ALI)
    move_to_stage(lamp, to=stages["Fait par l’entreprise"], saying="L’ampoule est neuve.", by=world.nadia)
    assert count(office) == before + 1 and count(office, ALI) == followed + 1
    assert "L’ampoule est neuve." in plain(last(office).text)
