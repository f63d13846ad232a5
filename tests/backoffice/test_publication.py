"""The card shows what everybody will read, its proposals marked: published, masked or kept private, without a script."""

import re

import pytest

from parvis.cases.admission import Place
from parvis.cases.masking import MASK
from parvis.cases.models import Case
from parvis.cases.operations.publish import keep_words, publish_words
from tests.backoffice.desk import Desk, Words, words_of
from tests.portal.reader import visitor, words
from tests.world import World

WORDS = "Éteint. Appelez Mme Durand\nau 06 12 34 56 78, ou Garnier."
ALL = ["16-26", "30-44", "49-56"]


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def boxes(page: str, name: str = "words_masks") -> list[str]:
    return re.findall(rf'name="{name}" value="([0-9-]+)"[^>]* checked', page)


def public(case: Case) -> str:
    return words(visitor().get(f"/demandes/{case.number}"))


def test_the_card_shows_the_words_to_the_letter_with_each_proposal_in_a_box(world: World) -> None:
    case = world.report(words=WORDS)
    page = Desk(world.karim).get(f"/agents/demandes/{case.number}").content.decode()
    assert boxes(page) == ALL
    quoted = page.split('data-name="words_masks"')[1].split(">", 1)[1].split("</blockquote>")[0]
    assert re.sub(r"<[^>]+>", "", quoted) == WORDS


def test_two_clicks_publish_the_rest(world: World) -> None:
    case, karim = world.report(words=WORDS), Desk(world.karim)
    answer = karim.do(case, "publication", words_masks=ALL)
    assert "Le public lit maintenant ces mots." in words_of(karim.get(answer["Location"])).text
    masked = f"Éteint. Appelez {MASK} au {MASK}, ou {MASK}."
    assert masked in public(case)
    assert "Durand" not in public(case) and "34 56" not in public(case)
    card = karim.card(case)
    assert "Publié avec des passages masqués." in card.text and "3 passages masqués." in card.text and "Mme Durand" in card.text


def test_as_they_are_when_no_box_is_ticked(world: World) -> None:
    case, karim = world.report(words=WORDS), Desk(world.karim)
    karim.do(case, "publication")
    assert fresh(case).public_words == WORDS and "Publié tel quel." in karim.card(case).text


def test_kept_private_in_one_click_and_published_after_all(world: World) -> None:
    case, karim = world.report(words=WORDS), Desk(world.karim)
    karim.do(case, "mots-prives")
    assert "Éteint. Appelez" not in public(case) and "Gardé privé" in karim.card(case).text
    karim.do(fresh(case), "publication", words_masks=ALL)
    assert "Éteint. Appelez" in public(case)


def test_without_boxes_the_text_itself_is_masked_and_no_word_is_put_in_anyone_s_mouth(world: World) -> None:
    case, karim = world.report(words=WORDS), Desk(world.karim)
    page = words_of(karim.get(f"/agents/demandes/{case.number}/publication"))
    assert page.written["words"].strip() == WORDS
    assert f"le public lira : « Éteint. Appelez {MASK} au {MASK}, ou {MASK}. »" in page.text
    edited = WORDS.replace("Éteint. Appelez", "[…]")
    wrong = karim.do(case, "publication", words=f"{edited} Merci !", words_masks=ALL)
    assert wrong.status_code == 422 and "Ce ne sont plus les mots du demandeur" in words_of(wrong).text
    assert words_of(wrong).written["words"] == f"{edited} Merci !" and boxes(wrong.content.decode()) == ALL
    karim.do(case, "publication", words=edited.replace("\n", "\r\n"), words_masks=ALL[1:])
    assert fresh(case).public_words == f"{MASK} Mme Durand\nau {MASK}, ou {MASK}."


@pytest.mark.parametrize("forged", ["0-999", "5-5", "9-3", "a-b", "-1-4", "3", "9999999-99999999"])
def test_a_passage_that_is_none_is_refused_and_nothing_is_published(world: World, forged: str) -> None:
    case = world.report(words=WORDS)
    assert Desk(world.karim).do(case, "publication", words_masks=[forged]).status_code == 422
    assert fresh(case).public_words == ""


def test_what_an_agent_selected_comes_back_ticked_when_somebody_was_faster(world: World) -> None:
    case, karim = world.report(words=WORDS), Desk(world.karim)
    keep_words(fresh(case), by=world.nadia)
    answer = karim.do(case, "publication", words_masks=["0-6", *ALL])
    assert answer.status_code == 409 and fresh(case).public_words == ""
    assert "Nadia Benali" in words_of(answer).text
    assert set(boxes(answer.content.decode())) == {"0-6", *ALL}
    again = karim.do(case, "publication", words_masks=["0-6", *ALL], corriger="1")
    assert set(boxes(again.content.decode())) == {"0-6", *ALL}


def test_the_same_form_sent_twice_is_done_once_and_another_one_is_told(world: World) -> None:
    case, karim = world.report(words=WORDS), Desk(world.karim)
    karim.do(case, "publication", words_masks=ALL)
    assert karim.do(case, "publication", words_masks=ALL).status_code == 302
    assert karim.do(case, "publication", words_masks=ALL[:1]).status_code == 409
    assert karim.do(case, "mots-prives").status_code == 409
    assert fresh(case).public_words == f"Éteint. Appelez {MASK}\nau {MASK}, ou {MASK}."


def test_an_address_as_typed_is_shown_and_masked_apart(world: World) -> None:
    case, karim = world.report(words="", place=Place("Chez la Garnier, au fond")), Desk(world.karim)
    page = karim.get(f"/agents/demandes/{case.number}").content.decode()
    assert "Adresse tapée, inconnue du plan" in page and boxes(page, "address_masks") == ["8-15"]
    karim.do(case, "publication", address_masks=["8-15"])
    assert f"Chez la {MASK}, au fond" in public(case) and "Garnier" not in public(case)


def test_a_private_category_says_so_and_offers_nothing(world: World) -> None:
    case, helene = world.report(world.complaint, Place(), words=WORDS), Desk(world.helene)
    assert "Jamais publié" in helene.card(case).text
    assert helene.do(case, "publication").status_code != 302 or fresh(case).public_words == ""


def test_what_waits_to_be_read_is_a_queue_with_its_number(world: World) -> None:
    unread, read = world.report(words=WORDS), world.report(words="Rien.")
    world.report(words="")
    publish_words(read, by=world.karim)
    karim = Desk(world.karim)
    page: Words = words_of(karim.get("/agents/demandes?vue=a-relire"))
    assert "À relire 1" in page.text and f"{unread.sequence:06d}" in page.text and f"{read.sequence:06d}" not in page.text
    assert "À relire" in words_of(karim.get("/agents/")).text
    keep_words(fresh(unread), by=world.karim)
    assert "Tout est relu" in words_of(karim.get("/agents/demandes?vue=a-relire")).text
    assert "avant de publier" not in words_of(karim.get("/agents/")).text
