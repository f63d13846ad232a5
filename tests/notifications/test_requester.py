"""Letters to the requester, at each step."""

import re
from datetime import date, timedelta

import pytest

from parvis.cases.actors import Requester
from parvis.cases.models import Case, Outcome
from parvis.cases.operations.assign import take
from parvis.cases.operations.close import close, drop, withdraw
from parvis.cases.operations.converse import ask, note, reply
from parvis.cases.operations.promise import promise
from parvis.cases.operations.reopen import reopen
from parvis.cases.operations.resolve import resolve
from parvis.cases.operations.transfer import transfer
from parvis.kernel import clock, worker
from parvis.kernel.models import Authority
from parvis.kernel.tenancy import inside
from parvis.notifications.models import Sending
from parvis.ui.words import full_day
from tests.post import Letter, PostOffice
from tests.words import plain
from tests.world import ODILE, World


def told(office: PostOffice) -> list[Letter]:
    """What Odile has received, once all queues are empty."""
    worker.run_until_idle()
    return office.to(ODILE.email)


def subjects(office: PostOffice) -> list[str]:
    return [plain(letter.subject) for letter in told(office)]


def in_days(world: World, days: int) -> date:
    return clock.today(world.authority) + timedelta(days=days)


def link(case: Case) -> str:
    return f"http://valbourg.test/ma-demande/{case.private_key}"


def test_odile_is_told_that_her_report_is_received_and_what_comes_next(world: World, office: PostOffice) -> None:
    lamp = world.report()
    [letter] = told(office)
    assert plain(letter.subject) == f"Votre signalement n° {lamp.number} est bien reçu"
    code = f"{lamp.tracking_code[:4]}-{lamp.tracking_code[4:]}"
    for words in (letter.text, letter.html):
        for expected in (lamp.number, code, link(lamp), "Valbourg", "Éclairage public", "12, rue Basse", "à chaque étape"):
            assert expected in plain(words), expected


def test_every_letter_has_what_a_mail_client_needs(world: World, office: PostOffice) -> None:
    lamp = promise(world.report(), on=in_days(world, 5), by=world.karim)
    received, promised = told(office)
    sending = Sending.objects.get(template="requester/received")
    assert received.message_id == sending.message_id == f"<{sending.uid.hex}@valbourg.test>"
    assert received.sender == f"mairie+rebond-{sending.uid.hex}@valbourg.test"
    assert received.message["From"] == received.message["Reply-To"] == "Valbourg <mairie@valbourg.test>"
    assert received.message["To"] == ODILE.email
    assert received.message["Auto-Submitted"] == "auto-generated"
    assert received.message["References"] == promised.message["References"] == f"<demande-{lamp.uid.hex}@valbourg.test>"
    assert received.message_id != promised.message_id
    assert received.message["Date"].datetime == sending.written_at.replace(microsecond=0)
    assert received.message.get_content_type() == "multipart/alternative"


def test_the_text_reads_well_in_a_terminal(world: World, office: PostOffice) -> None:
    reply(world.report(), text="Nous passons jeudi.\n\nPensez à « couper » le courant & merci d’avance à tous.", by=world.karim)
    for letter in told(office):
        assert letter.text.isascii() is False
        assert "&" not in letter.text.replace("courant & merci", "")
        assert "<" not in letter.text
        assert "\n\n\n" not in letter.text
        assert all(len(line) <= 72 for line in letter.text.splitlines() if "http" not in line)
        assert letter.text.endswith("\n-- \nValbourg\nhttp://valbourg.test\n")


def test_what_an_agent_writes_is_words_and_never_markup(world: World, office: PostOffice) -> None:
    reply(world.report(), text="<img src=x> & <b>gras</b>\nDeuxième ligne", by=world.karim)
    letter = told(office)[1]
    assert "&lt;img src=x&gt; &amp; &lt;b&gt;gras&lt;/b&gt;<br>Deuxième ligne" in letter.html
    assert "> <img src=x> & <b>gras</b>\n> Deuxième ligne" in letter.text


def test_odile_is_told_each_step_until_it_is_repaired(world: World, office: PostOffice) -> None:
    lamp = world.report()
    lamp = promise(take(lamp, by=world.karim), on=in_days(world, 9), by=world.karim)
    lamp = note(lamp, text="Passer par la cour.", by=world.karim)
    lamp = ask(lamp, text="Quel côté de la rue ?", by=world.karim)
    lamp = reply(lamp, text="L’ampoule est commandée.", by=world.karim)
    lamp = transfer(lamp, to=world.roads, because="C’est à la voirie.", by=world.karim)
    lamp = resolve(lamp, by=world.claire, saying="Le câble est refait.")
    day = full_day(in_days(world, 9))
    assert subjects(office) == [
        f"Votre signalement n° {lamp.number} est bien reçu",
        plain(f"Votre signalement n° {lamp.number} : réparation prévue avant le {day}"),
        f"Votre signalement n° {lamp.number} : nous avons une question",
        f"Votre signalement n° {lamp.number} : la mairie vous répond",
        f"Votre signalement n° {lamp.number} change de service",
        f"Votre signalement n° {lamp.number} : c’est réparé",
    ]
    letters = told(office)
    assert "Quel côté de la rue ?" in letters[2].text and "Quel côté de la rue ?" in letters[2].html
    assert "> L’ampoule est commandée." in letters[3].text
    assert "Voirie" in letters[4].text and "C’est à la voirie" not in letters[4].text + letters[4].html
    assert "Le câble est refait." in letters[5].text
    everything = "".join(letter.text + letter.html for letter in letters)
    assert "Passer par la cour" not in everything
    for agent in ("Karim", "Lefèvre", "Claire", "Petitjean", "@valbourg.test<"):
        assert agent not in everything


def test_where_closing_is_reserved_she_is_told_at_the_confirmation(world: World, office: PostOffice) -> None:
    lamp = resolve(world.report(), by=world.karim, saying="L’ampoule est changée.")
    assert len(told(office)) == 1
    close(lamp, by=world.nadia)
    letter = told(office)[1]
    assert plain(letter.subject).endswith("c’est réparé")
    assert "L’ampoule est changée." in letter.text and "L’ampoule est changée." in letter.html


def test_the_first_date_is_told_even_when_a_second_was_set_before_it_left(world: World, office: PostOffice) -> None:
    first, second, third = in_days(world, 9), in_days(world, 20), in_days(world, 12)
    lamp = promise(world.report(), on=first, by=world.karim)
    lamp = promise(lamp, on=second, by=world.karim)
    promise(lamp, on=third, by=world.karim)
    _, promised, later, sooner = told(office)
    for words in (promised.text, promised.html, promised.subject):
        assert plain(full_day(first)) in plain(words) and plain(full_day(second)) not in plain(words)
    assert plain(full_day(second)) in plain(later.subject)
    assert plain(f"Nous vous avions annoncé le {full_day(first)}") in plain(later.text)
    assert "excuser" in later.text and "plus tôt" in sooner.text
    assert plain(f"Nous vous avions annoncé le {full_day(second)}") in plain(sooner.html)


def test_the_reason_of_an_end_without_follow_up_is_told(world: World, office: PostOffice) -> None:
    lamp = drop(world.report(), outcome=Outcome.NOT_COMPETENT, because="Cette voie est départementale.", by=world.nadia)
    letter = told(office)[1]
    assert plain(letter.subject) == f"Votre signalement n° {lamp.number} : cela ne relève pas de la commune"
    assert "> Cette voie est départementale." in letter.text and "Cette voie est départementale." in letter.html


def test_a_case_opened_again_is_told_without_the_reason_between_colleagues(world: World, office: PostOffice) -> None:
    lamp = drop(world.report(), outcome=Outcome.DUPLICATE, because="Déjà vu.", by=world.nadia)
    reopen(lamp, because="Je me suis trompée de rue.", by=world.nadia)
    letter = told(office)[2]
    assert "nous y travaillons de nouveau" in plain(letter.subject)
    assert "trompée" not in letter.text + letter.html


@pytest.mark.parametrize(
    ("category", "outcome", "thing", "end"),
    [
        ("idea", Outcome.KEPT, "Votre idée", "l’idée est retenue"),
        ("idea", Outcome.NOT_KEPT, "Votre idée", "l’idée n’est pas retenue"),
        ("complaint", None, "Votre réclamation", "la mairie a répondu"),
    ],
)
def test_each_kind_has_its_words(
    world: World, office: PostOffice, category: str, outcome: Outcome | None, thing: str, end: str
) -> None:
    case = resolve(world.report(getattr(world, category)), outcome=outcome, saying="Voici.", by=world.helene)
    assert subjects(office) == [f"{thing} n° {case.number} est bien reçue", f"{thing} n° {case.number} : {end}"]


def test_she_is_not_told_of_what_she_does_herself(world: World, office: PostOffice) -> None:
    lamp = world.report()
    withdraw(lamp, by=Requester(lamp.pk))
    assert len(told(office)) == 1


def test_letters_name_nobody_else(world: World, office: PostOffice) -> None:
    take(world.report(), by=world.karim)
    for letter in told(office):
        for words in (letter.text, letter.html):
            assert ODILE.phone not in words and ODILE.last_name not in words and "Il ne s’allume plus" not in words


def test_who_left_no_address_gets_nothing(world: World, office: PostOffice) -> None:
    lamp = world.report()
    Case.objects.filter(pk=lamp.pk).update(requester_email="")
    worker.run_until_idle()
    assert not Sending.objects.filter(recipient="requester").exists()


def test_a_letter_fetches_nothing_and_has_one_button(world: World, office: PostOffice) -> None:
    """A remote image would tell when the letter is read, and most clients hide it."""
    lamp = reply(world.report(), text="Nous passons jeudi.", by=world.karim)
    for letter in told(office):
        assert '<html lang="fr">' in letter.html and "prefers-color-scheme: dark" in letter.html
        assert not re.search(r"<img|url\(|<link|<script|@import", letter.html)
        assert letter.html.count('class="button"') == 1
        assert set(re.findall(r'href="([^"]*)"', letter.html)) == {link(lamp), "http://valbourg.test/"}


def test_who_reports_a_danger_is_told_whom_to_call(world: World, office: PostOffice) -> None:
    world.report(world.cable)
    world.report()
    danger, lamp = told(office)
    assert "112" in danger.text and "112" in danger.html and "112" not in lamp.text


def test_links_lead_to_the_towns_own_address_and_colours_are_its_own(world: World, office: PostOffice) -> None:
    Authority.objects.filter(pk=world.authority.pk).update(site_url="https://demandes.valbourg.fr/", colour="#7a1f5c")
    with inside(Authority.objects.get(pk=world.authority.pk)):
        lamp = world.report()
        [letter] = told(office)
    assert f"https://demandes.valbourg.fr/ma-demande/{lamp.private_key}" in letter.text
    assert "valbourg.test" not in letter.text and "#7a1f5c" in letter.html
