"""Letters to agents: each of what concerns them, never of what they did."""

from datetime import timedelta

from parvis.cases.actors import Requester
from parvis.cases.models import Case
from parvis.cases.operations.assign import assign, take
from parvis.cases.operations.close import close, withdraw
from parvis.cases.operations.configure import set_rule
from parvis.cases.operations.converse import answer, ask
from parvis.cases.operations.promise import promise
from parvis.cases.operations.reopen import reopen
from parvis.cases.operations.resolve import resolve, send_back
from parvis.cases.operations.transfer import transfer
from parvis.directory.models import Agent, Role
from parvis.directory.operations.posts import post
from parvis.kernel import clock, worker
from parvis.notifications.models import Channel, Sending
from tests.clock import move_by
from tests.post import Letter, PostOffice
from tests.words import plain
from tests.world import MAKER, ODILE, World


def new(office: PostOffice) -> dict[str, Letter]:
    """Who among the agents has been written to since the last look, and the letter."""
    worker.run_until_idle()
    letters = {recipient.split("@")[0]: letter for letter in office.letters for recipient in letter.recipients}
    agents = [recipient for letter in office.letters for recipient in letter.recipients if recipient != ODILE.email]
    assert len(agents) == len(set(agents)), "somebody was told twice"
    office.letters.clear()
    return {name: letter for name, letter in letters.items() if name != "odile.garnier"}


def report(world: World, office: PostOffice) -> Case:
    """A lamp, whose arrival has been told."""
    case = world.report()
    new(office)
    return case


def test_the_head_is_told_of_what_arrives(world: World, office: PostOffice) -> None:
    lamp = world.report()
    told = new(office)
    assert set(told) == {"nadia"}
    letter = told["nadia"]
    assert plain(letter.subject) == f"À prendre en charge : Lampadaire éteint, 12, rue Basse (n° {lamp.number})"
    for words in (letter.text, letter.html):
        for expected in (lamp.number, f"http://valbourg.test/agents/demandes/{lamp.number}", "Valbourg", "Éclairage public"):
            assert expected in words, expected
        for hidden in (ODILE.last_name, ODILE.email, ODILE.phone, "Il ne s’allume plus", lamp.private_key, lamp.tracking_code):
            assert hidden not in words, hidden


def test_an_agent_to_whom_it_is_routed_is_told_too(world: World, office: PostOffice) -> None:
    set_rule(world.lamp, to=world.lighting, agent=world.karim, district=world.centre, by=MAKER)
    world.report()
    told = new(office)
    assert set(told) == {"nadia", "karim"}
    assert told["karim"].subject.startswith("Pour vous")


def test_danger_is_told_to_the_whole_unit(world: World, office: PostOffice) -> None:
    world.report(world.cable)
    told = new(office)
    assert set(told) == {"nadia", "karim", "hugo"}
    assert all(letter.subject.startswith("Danger") for letter in told.values())


def test_without_a_head_up_to_the_root_the_members_are_told(world: World, office: PostOffice) -> None:
    transfer(report(world, office), to=world.cleanliness, because="C’est sale.", by=world.karim)
    told = new(office)
    assert set(told) == {"ines"}
    assert "> C’est sale." in told["ines"].text and "Karim Lefèvre la transfère" in plain(told["ines"].text)
    post(world.claire, to=world.reception, role=Role.HEAD, by=MAKER)
    transfer(report(world, office), to=world.cleanliness, because="C’est sale.", by=world.karim)
    assert set(new(office)) == {"claire"}


def test_karim_is_told_what_he_is_given_and_not_what_he_takes(world: World, office: PostOffice) -> None:
    lamp = assign(report(world, office), to=world.karim, by=world.nadia)
    told = new(office)
    assert set(told) == {"karim"}
    assert "Nadia Benali vous attribue cette demande." in plain(told["karim"].text)
    take(lamp, by=world.hugo)
    assert not new(office)
    assign(report(world, office), to=world.karim, by=world.karim)
    assert not new(office)


def test_the_answer_of_the_requester_is_told_to_who_has_the_case_without_its_words(world: World, office: PostOffice) -> None:
    lamp = ask(report(world, office), text="Quel côté ?", by=world.karim)
    lamp = answer(lamp, text="Côté école.", by=Requester(lamp.pk))
    told = new(office)
    assert set(told) == {"nadia"}
    assert "Côté école" not in told["nadia"].text + told["nadia"].html
    lamp = take(lamp, by=world.karim)
    answer(lamp, text="Ou en face.", by=Requester(lamp.pk))
    assert set(new(office)) == {"karim"}


def test_who_may_close_is_told_of_what_is_to_be_confirmed(world: World, office: PostOffice) -> None:
    lamp = resolve(report(world, office), by=world.karim)
    told = new(office)
    assert set(told) == {"nadia"}
    assert told["nadia"].subject.startswith("À clôturer")
    close(lamp, by=world.nadia)
    assert not new(office)


def test_the_owner_of_the_category_is_told_of_what_is_to_be_confirmed(world: World, office: PostOffice) -> None:
    bench = world.report(world.bench)
    world.roads.is_closing_reserved = True
    world.roads.save(update_fields=["is_closing_reserved"])
    post(world.ines, to=world.roads, by=MAKER)
    new(office)
    resolve(bench, by=world.agent(world.ines))
    assert set(new(office)) == {"claire", "theo"}


def test_nothing_waits_for_a_head_where_resolving_closes(world: World, office: PostOffice) -> None:
    pothole = world.report(world.pothole)
    new(office)
    post(world.ines, to=world.roads, by=MAKER)
    resolve(pothole, by=world.agent(world.ines))
    assert not new(office)


def test_work_to_be_done_again_goes_to_who_has_the_case_with_the_reason(world: World, office: PostOffice) -> None:
    lamp = resolve(take(report(world, office), by=world.karim), by=world.karim)
    new(office)
    send_back(lamp, because="Elle clignote encore.", by=world.nadia)
    told = new(office)
    assert set(told) == {"karim"}
    assert "> Elle clignote encore." in told["karim"].text and "Elle clignote encore." in told["karim"].html


def test_a_promise_that_has_passed_is_told_to_the_assignee_and_the_head(world: World, office: PostOffice) -> None:
    lamp = take(report(world, office), by=world.karim)
    promise(lamp, on=clock.today(world.authority) + timedelta(days=2), by=world.karim)
    new(office)
    with move_by(timedelta(days=4)):
        told = new(office)
    assert set(told) == {"karim", "nadia"}
    assert told["karim"].subject.startswith("Date dépassée")


def test_a_case_that_ends_or_begins_again_is_told_to_who_has_it(world: World, office: PostOffice) -> None:
    lamp = take(report(world, office), by=world.karim)
    lamp = withdraw(lamp, by=Requester(lamp.pk))
    assert new(office)["karim"].subject.startswith("Annulée par le demandeur")
    reopen(lamp, because="C’était une erreur.", by=world.nadia)
    told = new(office)
    assert set(told) == {"karim"} and "> C’était une erreur." in told["karim"].text


def test_who_has_left_is_told_nothing(world: World, office: PostOffice) -> None:
    Agent.objects.filter(pk=world.nadia.pk).update(ended_on="2026-01-01")
    world.report()
    assert "nadia" not in new(office)
    assert not Sending.objects.filter(agent=world.nadia).exists()


def test_who_has_no_address_gets_no_letter_and_is_told_on_the_screen(world: World, office: PostOffice) -> None:
    Agent.objects.filter(pk=world.nadia.pk).update(email="")
    world.report()
    assert "nadia" not in new(office)
    assert [one.channel for one in Sending.objects.filter(agent=world.nadia)] == [Channel.DESK]
