"""Letters to those who follow: first whether they want them, then the public steps, each with its way out."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from parvis.cases.actors import Requester, Visitor
from parvis.cases.admission import Place
from parvis.cases.models import Case, Category, Follower, Publication
from parvis.cases.operations.close import close, withdraw
from parvis.cases.operations.converse import reply
from parvis.cases.operations.follow import confirm, follow, stop
from parvis.cases.operations.promise import promise
from parvis.cases.operations.reopen import reopen
from parvis.cases.operations.resolve import resolve
from parvis.connectors.smtp.message import build
from parvis.kernel import clock, worker
from parvis.kernel.models import Authority
from parvis.kernel.tenancy import inside
from parvis.notifications.models import Sending
from parvis.notifications.pump import letter_of
from parvis.notifications.queries import sendings_of
from tests.post import PostOffice
from tests.words import plain
from tests.world import ODILE, World

LUCIE = "lucie.voisine@exemple.fr"
SOMEBODY = Visitor()


def subjects(office: PostOffice, email: str = LUCIE) -> list[str]:
    worker.run_until_idle()
    return [plain(letter.subject) for letter in office.to(email)]


def followed(case: Case, email: str = LUCIE) -> Follower:
    return confirm(follow(case, email=email, by=SOMEBODY), by=SOMEBODY)


def in_days(world: World, days: int) -> Case:
    return promise(Case.objects.get(), on=clock.today(world.authority) + timedelta(days=days), by=world.karim)


def test_nothing_is_sent_before_the_address_has_confirmed_but_the_question(world: World, office: PostOffice) -> None:
    lamp = world.report()
    lucie = follow(lamp, email=LUCIE, by=SOMEBODY)
    worker.run_until_idle()
    in_days(world, 5)
    assert subjects(office) == [f"Voulez-vous suivre la demande n° {lamp.number} ?"]
    [letter] = office.to(LUCIE)
    for words in (letter.text, letter.html):
        assert f"http://valbourg.test/suivre/{lucie.key}" in words and "Lampadaire éteint, 12, rue Basse" in plain(words)
        assert "Odile" not in words and lamp.private_key not in words and lamp.tracking_code not in words
    assert letter.message["List-Unsubscribe"] is None


def test_who_follows_is_told_the_public_steps_and_not_a_word_of_anyone_s(world: World, office: PostOffice) -> None:
    lamp = world.report(words="Zinzolin.")
    lucie = followed(lamp)
    lamp = in_days(world, 5)
    lamp = in_days(world, 9)
    lamp = reply(lamp, text="Incarnat.", by=world.karim)
    lamp = close(resolve(lamp, saying="Amarante.", by=world.karim), by=world.nadia)
    reopen(lamp, because="Nacarat.", by=world.nadia)
    told = subjects(office)
    number = f"Demande n° {lamp.number} : "
    assert [subject.removeprefix(number)[:20] for subject in told] == [
        "réparation prévue av", "réparation prévue av", "c’est réparé", "la mairie y travaill",
    ]  # fmt: skip
    for letter in office.to(LUCIE):
        whole = letter.text + letter.html
        assert not [word for word in ("Zinzolin", "Incarnat", "Amarante", "Nacarat", "Odile", "Karim") if word in whole]
        assert f"http://valbourg.test/suivre/{lucie.key}/arret" in letter.text
        assert str(letter.message["List-Unsubscribe"]).strip() == f"<http://valbourg.test/suivre/{lucie.key}/arret>"
        assert lamp.private_key not in whole


def test_each_of_many_is_told_and_the_card_of_the_case_names_none(world: World, office: PostOffice) -> None:
    lamp = world.report()
    for number in range(5):
        followed(lamp, f"voisin{number}@exemple.fr")
    in_days(world, 5)
    worker.run_until_idle()
    assert all(len(office.to(f"voisin{number}@exemple.fr")) == 1 for number in range(5))
    assert not any("voisin" in sending.address for sending in sendings_of(lamp))


def test_whoever_made_the_request_is_not_told_twice(world: World, office: PostOffice) -> None:
    followed(world.report(), ODILE.email)
    in_days(world, 5)
    assert [letter[:14] for letter in subjects(office, ODILE.email)] == ["Votre signalem", "Votre signalem"]


def test_whoever_has_stopped_gets_nothing_more_and_what_waited_is_dropped(world: World, office: PostOffice) -> None:
    lucie = followed(world.report())
    in_days(world, 5)
    stop(lucie, by=SOMEBODY)
    assert subjects(office) == []


def test_a_case_that_is_public_no_more_is_told_to_nobody(world: World, office: PostOffice) -> None:
    followed(world.report())
    Category.objects.filter(pk=world.lamp.pk).update(publication=Publication.NEVER)
    in_days(world, 5)
    assert subjects(office) == []


def test_a_withdrawn_case_is_told_of_with_the_way_on(world: World, office: PostOffice) -> None:
    lamp = world.report()
    followed(lamp)
    withdraw(lamp, by=Requester(lamp.pk))
    assert subjects(office) == [f"Demande n° {lamp.number} : la demande est annulée par la personne qui l’a faite"]
    assert "le signaler à votre tour" in plain(office.to(LUCIE)[0].text)


def test_one_click_of_a_mail_program_is_offered_over_https_only(world: World) -> None:
    followed(world.report())
    Authority.objects.update(site_url="https://valbourg.test")
    with inside(Authority.objects.get()):
        in_days(world, 5)
        worker.run_until_idle()
    letter = " ".join(build(letter_of(Sending.objects.get(template="followers/promised"))).decode().split())
    assert "List-Unsubscribe: <https://valbourg.test/suivre/" in letter
    assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click" in letter


def test_nobody_can_have_an_address_flooded_by_typing_it(world: World, office: PostOffice) -> None:
    """Thirty reports an hour from one connection may all name it; so may followings of thirty cases."""
    lamps = [world.report() for _ in range(12)]
    assert len(subjects(office, ODILE.email)) == 10
    for lamp in lamps:
        follow(lamp, email=LUCIE, by=SOMEBODY)
    assert len(subjects(office)) == 5
    promise(lamps[-1], on=clock.today(world.authority) + timedelta(days=5), by=world.karim)
    assert "prévue avant" in subjects(office, ODILE.email)[-1], "what the town itself has to say is said"


@pytest.mark.sqlite_only
def test_a_letter_costs_the_same_number_of_queries_for_one_as_for_each_of_forty(
    world: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    lamp = world.report()
    for number in range(40):
        followed(lamp, f"voisin{number}@exemple.fr")
    worker.run_until_idle()
    in_days(world, 5)
    from parvis.kernel.models import Event
    from parvis.notifications.reactions.followers import tell_the_followers

    with django_assert_max_num_queries(4 + 40):
        tell_the_followers(Event.objects.get(kind="case.promised"))


def test_a_place_as_it_was_typed_is_told_to_no_stranger(world: World, office: PostOffice) -> None:
    lamp = world.report(place=Place("chez la Zinzolin"))
    followed(lamp)
    in_days(world, 5)
    assert len(subjects(office)) == 1
    assert not [letter for letter in office.to(LUCIE) if "Zinzolin" in letter.text + letter.html + letter.subject]
