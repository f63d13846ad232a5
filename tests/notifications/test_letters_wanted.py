"""Whoever asked says how much they are written to; what the law has sent, and what answers them, is sent all the same."""

import pytest
from django.test import Client

from parvis.cases.actors import Requester
from parvis.cases.models import Case, Outcome
from parvis.cases.operations.assign import take
from parvis.cases.operations.choose_letters import choose_letters
from parvis.cases.operations.close import drop
from parvis.cases.operations.converse import reply
from parvis.cases.operations.promise import promise
from parvis.kernel import clock, worker
from parvis.kernel.models import Event
from parvis.kernel.operations import Forbidden, Refused
from parvis.kernel.tenancy import current
from parvis.notifications.models import Freedom, Recipient, Rule, Sending
from tests.words import plain
from tests.world import World

HEADERS = {"host": "valbourg.test"}


def received(case: Case) -> list[str]:
    worker.run_until_idle()
    letters = Sending.objects.filter(recipient=Recipient.REQUESTER, subject_id=case.pk).order_by("pk")
    return [one.template.removeprefix("requester/") for one in letters]


def lived(world: World, case: Case) -> Case:
    case = promise(take(case, by=world.karim), on=clock.today(current()), by=world.karim)
    case = reply(case, text="Nous passons demain.", by=world.karim)
    return drop(case, outcome=Outcome.NOT_COMPETENT, because="C’est à l’hôpital.", by=world.nadia)


def test_every_step_is_written_unless_they_say_otherwise(world: World) -> None:
    assert received(lived(world, world.report())) == ["received", "promised", "replied", "dropped"]


def test_the_answers_and_the_end_alone(world: World) -> None:
    case = world.report()
    case = choose_letters(case, less=True, by=Requester(case.pk))
    assert received(lived(world, case)) == ["received", "replied", "dropped"]


def test_what_the_town_leaves_nobody_to_choose_is_sent(world: World) -> None:
    Rule.objects.create(
        standard="requester/promised", name="Date", occasion="case.promised", freedom=Freedom.NONE, since_at=clock.now(),
        updated_at=clock.now(),
    )  # fmt: skip
    case = world.report()
    case = choose_letters(case, less=True, by=Requester(case.pk))
    assert received(lived(world, case)) == ["received", "promised", "replied", "dropped"]


def test_it_is_chosen_on_ones_own_page_and_twice_is_once(world: World) -> None:
    case = world.report()
    page = f"/ma-demande/{case.private_key}"
    browser = Client(headers=HEADERS)
    assert "Seulement les réponses et la fin" in plain(browser.get(page).content.decode())
    for _ in range(2):
        browser.post(f"{page}/courriels", {"moins": "1"})
    shown = plain(browser.get(page).content.decode())
    assert "M’écrire à chaque étape" in shown and "Vous demandez moins d’e-mails." in shown
    assert Event.objects.filter(kind="case.letters_chosen", subject_id=case.pk).count() == 1
    browser.post(f"{page}/courriels", {"moins": "0"})
    assert not Case.objects.get(pk=case.pk).is_written_less


def test_neither_a_stranger_nor_an_ended_case(world: World) -> None:
    case = world.report()
    with pytest.raises(Forbidden):
        choose_letters(case, less=True, by=Requester(case.pk + 1))
    ended = drop(world.report(), outcome=Outcome.NOT_COMPETENT, because="Ailleurs.", by=world.nadia)
    with pytest.raises(Refused):
        choose_letters(ended, less=True, by=Requester(ended.pk))
    page = Client(headers=HEADERS).get(f"/ma-demande/{ended.private_key}").content.decode()
    assert "Vos e-mails" not in page
