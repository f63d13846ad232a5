"""The requester's own page: the thread, the answer, the end."""

from parvis.cases.models import Case, Outcome, Status
from parvis.cases.operations.assign import take
from parvis.cases.operations.close import close
from parvis.cases.operations.converse import ask, note, reply
from parvis.cases.operations.resolve import resolve
from parvis.kernel.tenancy import inside
from tests.portal.reader import source, visitor, words
from tests.world import World, make_world


def mine(case: Case, noun: str = "") -> str:
    return f"/ma-demande/{case.private_key}{noun}"


def test_the_requester_reads_the_thread_and_no_word_between_colleagues(world: World) -> None:
    lamp = take(world.report(words="Devant chez moi."), by=world.karim)
    lamp = note(lamp, text="Voir avec Hugo.", by=world.karim)
    reply(lamp, text="Nous passons jeudi.", by=world.karim)
    page = words(visitor().get(mine(lamp)))
    assert "Devant chez moi." in page and "Nous passons jeudi." in page and "Hugo" not in page and "Karim" not in page


def test_opening_the_link_changes_nothing_even_for_a_scanner_that_opens_all_links(world: World) -> None:
    lamp = world.report()
    for noun in ("", "/reponse", "/annulation"):
        visitor().get(mine(lamp, noun))
        visitor().head(mine(lamp, noun))
    again = Case.objects.get()
    assert (again.version, again.status) == (lamp.version, Status.NEW)


def test_an_answer_reaches_the_town_and_the_case_goes_on(world: World) -> None:
    lamp = ask(take(world.report(), by=world.karim), text="Quel numéro ?", by=world.karim)
    page = words(visitor().get(mine(lamp)))
    assert "La mairie attend votre réponse" in page and page.index("Quel numéro ?") < page.index("Ce qui s’est passé")
    browser = visitor()
    answer = browser.post(mine(lamp, "/reponse"), {"text": "Le 12.", "version": str(lamp.version)}, follow=True)
    assert "Votre message est transmis" in words(answer) and "Le 12." in words(answer)
    assert Case.objects.get().status == Status.OPEN


def test_an_empty_answer_is_refused_beside_the_field(world: World) -> None:
    lamp = world.report()
    answer = visitor().post(mine(lamp, "/reponse"), {"text": "  ", "version": str(lamp.version)})
    assert words(answer).count("Écrivez quelques mots.") == 2


def test_an_answer_too_long_is_refused_and_kept(world: World) -> None:
    lamp = world.report()
    answer = visitor().post(mine(lamp, "/reponse"), {"text": "b" * 10_001, "version": str(lamp.version)})
    assert "trop long" in words(answer) and "b" * 10_001 in source(answer)


def test_a_second_tab_is_shown_what_happened_and_keeps_its_words(world: World) -> None:
    lamp = take(world.report(), by=world.karim)
    version = str(lamp.version)
    reply(lamp, text="Nous passons jeudi.", by=world.karim)
    answer = visitor().post(mine(lamp, "/reponse"), {"text": "Vous passez quand ?", "version": version})
    page = words(answer)
    assert answer.status_code == 409 and "Pendant que vous écriviez" in page and "Nous passons jeudi." in page
    assert "Vous passez quand ?" in page and Case.objects.get().messages.count() == 1
    fresh = source(answer).split('name="version" value="')[1].split('"')[0]
    visitor().post(mine(lamp, "/reponse"), {"text": "Vous passez quand ?", "version": fresh})
    assert Case.objects.get().messages.count() == 2


def test_what_only_agents_read_of_stops_no_answer(world: World) -> None:
    lamp = take(world.report(), by=world.karim)
    version = str(lamp.version)
    note(lamp, text="Une note.", by=world.karim)
    answer = visitor().post(mine(lamp, "/reponse"), {"text": "Merci.", "version": version})
    assert answer.status_code == 302


def test_an_answer_sent_twice_is_one_message(world: World) -> None:
    lamp = world.report()
    for _ in range(2):
        sent = {"text": "Une fois,\r\ndeux lignes.", "version": str(lamp.version)}
        assert visitor().post(mine(lamp, "/reponse"), sent).status_code == 302
    assert Case.objects.get().messages.count() == 1


def test_an_answer_to_what_has_just_been_closed_is_not_sent_and_is_given_back(world: World) -> None:
    lamp = take(world.report(), by=world.karim)
    version = str(lamp.version)
    close(resolve(lamp, by=world.karim), by=world.nadia)
    page = words(visitor().post(mine(lamp, "/reponse"), {"text": "Et la rue d’à côté ?", "version": version}))
    assert "n’est pas envoyé" in page and "Et la rue d’à côté ?" in page
    assert not Case.objects.get().messages.exists()


def test_the_requester_withdraws_once_asked_in_words(world: World) -> None:
    lamp = world.report()
    assert "Oui, annuler ma demande" in words(visitor().get(mine(lamp)))
    for _ in range(2):
        again = visitor().post(mine(lamp, "/annulation"), {"version": str(lamp.version)})
        assert again.status_code == 302
    assert Case.objects.get().outcome == Outcome.WITHDRAWN
    page = words(visitor().get(mine(lamp)))
    assert "Vous avez annulé cette demande." in page and "Oui, annuler" not in page


def test_what_is_done_can_no_longer_be_withdrawn_or_answered(world: World) -> None:
    lamp = close(resolve(take(world.report(), by=world.karim), by=world.karim), by=world.nadia)
    page = words(visitor().get(mine(lamp)))
    assert "Faire une nouvelle demande" in page and "Annuler ma demande" not in page
    visitor().post(mine(lamp, "/annulation"), {"version": str(lamp.version)})
    assert Case.objects.get().outcome == Outcome.DONE


def test_an_invented_key_or_another_town_s_opens_nothing(world: World) -> None:
    other = make_world("Autreville", "autreville.test")
    with inside(other.authority):
        theirs = other.report()
    for key in ("x" * 43, theirs.private_key, world.report().tracking_code):
        for noun in ("", "/reponse", "/annulation"):
            assert visitor().get(f"/ma-demande/{key}{noun}").status_code == 404
            assert visitor().post(f"/ma-demande/{key}{noun}", {"text": "x"}).status_code in (404, 405)
    with inside(other.authority):
        assert Case.objects.get().version == theirs.version
