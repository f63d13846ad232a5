"""Two people at once: the second is shown what happened, and loses nothing they typed."""

from datetime import timedelta

from parvis.cases.models import Case, Message
from parvis.cases.operations.assign import take
from parvis.cases.operations.converse import reply
from parvis.cases.operations.promise import promise
from parvis.cases.operations.resolve import resolve
from parvis.kernel import clock
from tests.backoffice.desk import Desk, nouns, words_of
from tests.world import World

MINE = "Le câble sera repris jeudi."


def meanwhile(world: World, lamp: Case) -> Case:
    """Hugo takes it, promises a date and answers, while somebody else writes."""
    lamp = take(lamp, by=world.hugo)
    lamp = promise(lamp, on=clock.today(world.authority) + timedelta(days=3), by=world.hugo)
    return reply(lamp, text="La nacelle passe mercredi matin.", by=world.hugo)


def test_nadia_is_told_what_hugo_did_and_keeps_her_words(world: World) -> None:
    lamp = world.report()
    meanwhile(world, lamp)
    answer = Desk(world.nadia).do(lamp, "reponse", text=MINE)
    page = words_of(answer)
    assert answer.status_code == 409
    assert "Hugo Marchetti : la fiche a changé pendant que vous écriviez" in page.text
    for told in ("prend la demande en charge", "annonce une date", "« La nacelle passe mercredi matin. »"):
        assert told in page.text
    assert page.written["text"] == MINE
    assert {"reponse", "note"} <= nouns(page, lamp)
    assert Message.objects.count() == 1


def test_she_sends_all_the_same(world: World) -> None:
    lamp, nadia = world.report(), Desk(world.nadia)
    meanwhile(world, lamp)
    page = words_of(nadia.do(lamp, "reponse", text=MINE))
    answer = nadia.do(lamp, "reponse", text=page.written["text"], version=page.hidden["version"])
    assert answer.status_code == 302
    assert Message.objects.filter(text=MINE, is_told=True).exists()


def test_she_corrects_first(world: World) -> None:
    lamp, nadia = world.report(), Desk(world.nadia)
    meanwhile(world, lamp)
    page = words_of(nadia.do(lamp, "reponse", text=MINE))
    form = words_of(nadia.do(lamp, "reponse", text=MINE, version=page.hidden["version"], corriger="1"))
    assert form.written["text"] == MINE and form.hidden["version"] == page.hidden["version"]
    assert not Message.objects.filter(text=MINE).exists()


def test_she_keeps_it_as_a_note(world: World) -> None:
    lamp, nadia = world.report(), Desk(world.nadia)
    meanwhile(world, lamp)
    page = words_of(nadia.do(lamp, "reponse", text=MINE))
    nadia.do(lamp, "note", text=MINE, version=page.hidden["version"])
    assert Message.objects.filter(text=MINE, is_told=False).exists()


def test_a_note_never_clashes(world: World) -> None:
    lamp = world.report()
    meanwhile(world, lamp)
    assert Desk(world.nadia).do(lamp, "note", text=MINE).status_code == 302


def test_the_second_to_take_is_told_by_whom_it_was_taken(world: World) -> None:
    lamp = world.report()
    take(lamp, by=world.hugo)
    page = words_of(Desk(world.karim).do(lamp, "prise-en-charge"))
    assert "Hugo Marchetti prend la demande en charge" in page.text
    assert "Le faire quand même" in page.text


def test_what_is_no_longer_possible_says_so_and_offers_the_note(world: World) -> None:
    lamp = world.report()
    resolve(lamp, by=world.hugo)
    page = words_of(Desk(world.nadia).do(lamp, "precision", text=MINE))
    assert "Cette action n’est plus possible dans l’état de la demande." in page.text
    assert page.written["text"] == MINE
    assert "note" in nouns(page, lamp) and "Envoyer quand même" not in page.text


def test_one_s_own_other_tab_is_not_called_a_colleague(world: World) -> None:
    lamp = world.report()
    take(lamp, by=world.nadia)
    page = words_of(Desk(world.nadia).do(lamp, "reponse", text=MINE))
    assert "La fiche a changé depuis que cette page est ouverte" in page.text


def test_a_choice_that_went_away_meanwhile_is_explained_by_what_happened(world: World) -> None:
    """Karim chose a colleague of the lighting; meanwhile the case went to the roads, which Hélène sees too."""
    from parvis.cases.operations.transfer import transfer

    lamp = world.report()
    transfer(lamp, to=world.roads, because="Pas un lampadaire.", by=world.nadia)
    answer = Desk(world.helene).do(lamp, "attribution", to=world.karim.pk)
    assert answer.status_code in (409, 422)
    assert "Cet agent n’est pas du service chargé de la demande." in words_of(answer).text
