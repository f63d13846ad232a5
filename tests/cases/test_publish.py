"""An agent looks at what somebody wrote: publishes it, masks passages of it, or keeps it private."""

import random

import pytest

from parvis.cases.admission import Place
from parvis.cases.masking import MASK, left_out, masked, united
from parvis.cases.models import Case, Category, Look, Publication
from parvis.cases.narrative import tell
from parvis.cases.operations.close import close
from parvis.cases.operations.converse import reply
from parvis.cases.operations.publish import keep_words, publish_words
from parvis.cases.operations.resolve import resolve
from parvis.cases.operations.shred import shred
from parvis.cases.voices.colleagues import told_to_colleagues
from parvis.cases.voices.town import told_to_everybody, told_to_the_requester
from parvis.kernel.actors import System
from parvis.kernel.events import history
from parvis.kernel.operations import Forbidden, Refused, Stale
from tests.world import RUE_BASSE, World

WORDS = "Éteint. Appelez Mme Durand."
NAME = (16, 26)
TYPED = Place("Chez la Durand")


def quotes(case: Case) -> list[str]:
    return [line.said.quote for line in tell(case, told_to_everybody) if line.said.quote]


def test_as_they_are_the_words_are_everybody_s(world: World) -> None:
    case = publish_words(world.report(words=WORDS), by=world.karim)
    assert (case.look, case.public_words, case.is_to_read) == (Look.PUBLISHED, WORDS, False)
    assert quotes(case) == [WORDS]


def test_a_masked_passage_is_read_by_nobody_but_those_who_see_the_case(world: World) -> None:
    case = publish_words(world.report(words=WORDS), masking=[NAME], by=world.karim)
    assert case.public_words == f"Éteint. Appelez {MASK}." and case.words == WORDS
    assert quotes(case) == [f"Éteint. Appelez {MASK}."]
    assert tell(case, told_to_the_requester)[0].said.quote == WORDS
    last = tell(case, told_to_colleagues)[-1]
    assert (last.who, last.said.sentence, last.said.detail) == (
        "Karim Lefèvre", "publie ce que le demandeur a écrit", "1 passage masqué.",
    )  # fmt: skip


def test_kept_private_nobody_reads_them(world: World) -> None:
    case = keep_words(world.report(words=WORDS), by=world.karim)
    assert (case.look, case.public_words, case.is_to_read) == (Look.KEPT, "", False)
    assert quotes(case) == [] and case.public_address == "12, rue Basse"


def test_the_last_look_counts_and_the_same_is_done_once(world: World) -> None:
    case = publish_words(world.report(words=WORDS, place=TYPED), by=world.karim)
    assert case.public_address == TYPED.address
    case = publish_words(case, by=world.nadia)
    case = keep_words(case, by=world.nadia)
    assert (case.public_words, case.public_address) == ("", "")
    assert [event.kind for event in history(case)] == ["case.received", "case.words_published", "case.words_kept"]


def test_an_address_as_typed_is_published_with_its_passages_masked(world: World) -> None:
    case = publish_words(world.report(words="", place=TYPED), masking_address=[(8, 14)], by=world.karim)
    assert (case.public_address, case.look) == (f"Chez la {MASK}", Look.UNREAD)


def test_the_geocoder_s_name_stays_whatever_was_typed(world: World) -> None:
    case = world.report(words=WORDS, place=Place("chez la Durand", RUE_BASSE.point, name="12, rue Basse"))
    assert publish_words(case, masking_address=[(0, 2)], by=world.karim).public_address == "12, rue Basse"


def test_what_another_agent_decided_meanwhile_is_not_overwritten(world: World) -> None:
    seen = world.report(words=WORDS)
    keep_words(Case.objects.get(pk=seen.pk), by=world.nadia)
    with pytest.raises(Stale):
        publish_words(seen, by=world.karim)
    assert Case.objects.get(pk=seen.pk).public_words == ""


def test_who_does_not_see_the_case_decides_nothing(world: World) -> None:
    for decide in (publish_words, keep_words):
        with pytest.raises(Forbidden):
            decide(world.report(words=WORDS), by=world.ines)


def test_there_is_nothing_to_decide_where_nothing_was_written_nor_in_a_private_category(world: World) -> None:
    for case in (world.report(words=""), world.report(world.complaint, words=WORDS)):
        with pytest.raises(Refused):
            publish_words(case, by=world.helene)


def test_a_promise_never_to_publish_is_kept(world: World) -> None:
    case = world.report(words=WORDS, place=TYPED)
    Case.objects.filter(pk=case.pk).update(look=Look.PROMISED)
    case = publish_words(Case.objects.get(pk=case.pk), by=world.karim)
    assert (case.look, case.public_words, case.public_address) == (Look.PROMISED, "", TYPED.address)


def test_a_category_that_closes_tells_the_words_no_more(world: World) -> None:
    case = publish_words(world.report(words=WORDS), by=world.karim)
    Category.objects.filter(pk=world.lamp.pk).update(publication=Publication.NEVER)
    assert quotes(Case.objects.get(pk=case.pk)) == []


def test_the_thread_is_nobody_else_s_all_the_same(world: World) -> None:
    case = reply(publish_words(world.report(words=WORDS), by=world.karim), text="Zinzolin.", by=world.karim)
    assert quotes(case) == [WORDS]


def test_what_was_published_is_forgotten_with_the_rest(world: World) -> None:
    case = publish_words(world.report(words=WORDS), by=world.karim)
    case = shred(close(resolve(case, by=world.karim), by=world.nadia), by=System("retention"))
    assert (case.words, case.public_words, case.is_to_read) == ("", "", False)


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], "Appelez le 06."), ([(8, 10), (11, 13)], f"Appelez {MASK} {MASK}."), ([(-4, 99)], MASK),
        ([(8, 12), (10, 13), (13, 13)], f"Appelez {MASK}."),
        ([(8, 10), (10, 13)], f"Appelez {MASK}."), ([(13, 2)], "Appelez le 06."),
    ],
)  # fmt: skip
def test_passages_are_masked_each_once(spans: list[tuple[int, int]], expected: str) -> None:
    assert masked("Appelez le 06.", spans) == expected


@pytest.mark.parametrize(
    ("edited", "spans"),
    [
        ("Appelez le 06.", []), ("  Appelez le 06. \r\n", []), ("Appelez […] 06.", [(8, 10)]), ("[masqué] 06.", [(0, 10)]),
        ("Appelez le [...]", [(11, 14)]), ("[MASQUÉ]", [(0, 14)]), ("Appelez […][…].", [(8, 13)]), ("Appelez le 06.[…]", None),
        ("Appelez le 07.", None), ("Appelez.", None), ("", None), ("Appelez […] 06 […].", None), ("Appelez le 06.[…]06.", None),
    ],
)  # fmt: skip
def test_an_edited_text_masks_and_says_nothing_else(edited: str, spans: list[tuple[int, int]] | None) -> None:
    assert left_out("Appelez le 06.", edited) == spans


def test_whatever_is_masked_is_read_back_as_a_mask_of_the_same_words() -> None:
    dice = random.Random(3)
    for _ in range(500):
        text = "".join(dice.choice("ab é\n😀") for _ in range(dice.randint(1, 40))).strip() or "a"
        spans = [(start, start + dice.randint(0, 6)) for start in (dice.randint(0, 40) for _ in range(dice.randint(0, 4)))]
        shown = masked(text, spans)
        again = left_out(text, shown)
        assert again is not None and masked(text, again) == shown, (text, spans)
        assert all(start < end for start, end in united(spans, len(text)))
