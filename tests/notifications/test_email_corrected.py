"""A mistyped address is seen on the receipt and corrected, and the town's letters go to the right one."""

import pytest

from parvis.cases.actors import Requester
from parvis.cases.models import Case
from parvis.cases.narrative import tell
from parvis.cases.operations.assign import take
from parvis.cases.operations.close import close
from parvis.cases.operations.correct_email import correct_email
from parvis.cases.operations.resolve import resolve
from parvis.cases.operations.shred import shred
from parvis.cases.voices.colleagues import told_to_colleagues
from parvis.kernel import worker
from parvis.kernel.actors import System
from parvis.kernel.operations import Forbidden, Refused
from parvis.notifications.models import Sending
from tests.cases.test_shred import everything
from tests.portal.reader import source, visitor, words
from tests.post import PostOffice
from tests.words import plain
from tests.world import ODILE, World

RIGHT = "odile.garnier@exemple.net"


def page_of(case: Case) -> str:
    return f"/ma-demande/{case.private_key}/adresse-e-mail"


def corrected(case: Case, email: str = RIGHT) -> Case:
    return correct_email(case, email=email, by=Requester(case.pk))


def test_from_the_receipt_the_right_address_gets_the_receipt_and_the_first_link_opens_nothing(
    world: World, office: PostOffice
) -> None:
    lamp = world.report()
    worker.run_until_idle()
    assert page_of(lamp) in source(visitor().get(f"/signaler/merci/{lamp.private_key}"))
    assert ODILE.email in source(visitor().get(page_of(lamp)))
    page = visitor().post(page_of(lamp), {"email": RIGHT}, follow=True)
    assert "C’est corrigé." in words(page) and f"Un message part à {RIGHT}" in words(page)
    worker.run_until_idle()
    now = Case.objects.get(pk=lamp.pk)
    [letter] = office.to(RIGHT)
    assert f"/ma-demande/{now.private_key}" in letter.text and lamp.private_key not in letter.text
    assert visitor().get(f"/ma-demande/{lamp.private_key}").status_code == 404
    again = visitor().post(page_of(lamp), {"email": RIGHT})
    assert again.status_code == 404 and "Votre code de suivi, lui, n’a pas changé." in words(again)
    assert len(office.to(ODILE.email)) == 1


def test_what_was_not_sent_yet_to_the_wrong_address_never_is(world: World, office: PostOffice) -> None:
    office.refusal = "450 later"
    lamp = world.report()
    worker.run_until_idle()
    corrected(lamp)
    office.refusal = ""
    worker.run_until_idle()
    first, second = Sending.objects.filter(recipient="requester").order_by("pk")
    assert (first.address, first.fate) == (ODILE.email, "effacé avant l’envoi")
    assert second.address == RIGHT and len(office.to(RIGHT)) == 1 and not office.to(ODILE.email)


def test_corrected_before_anything_was_written_it_is_told_once(world: World, office: PostOffice) -> None:
    corrected(world.report())
    worker.run_until_idle()
    assert len(office.to(RIGHT)) == 1 and not office.to(ODILE.email)


def test_the_same_changes_nothing_and_what_is_no_address_is_said_beside_the_field(world: World) -> None:
    lamp = world.report()
    assert corrected(lamp, f" {ODILE.email} ").version == lamp.version
    page = visitor().post(page_of(lamp), {"email": "odile.garnier@"})
    assert "Écrivez l’adresse en entier, comme nom@exemple.fr." in words(page) and "odile.garnier@" in source(page)
    with pytest.raises(Refused):
        corrected(lamp, "odile.garnier@")


def test_it_is_refused_to_anybody_else_a_fourth_time_and_once_an_agent_has_begun(world: World) -> None:
    lamp = world.report()
    with pytest.raises(Forbidden):
        correct_email(lamp, email=RIGHT, by=Requester(lamp.pk + 1))
    for time in range(3):
        lamp = corrected(lamp, f"odile{time}@exemple.net")
    page = visitor().post(page_of(lamp), {"email": RIGHT})
    assert "Vous l’avez corrigée trois fois déjà" in words(page)
    lamp = take(lamp, by=world.karim)
    with pytest.raises(Refused):
        corrected(lamp)
    assert visitor().get(page_of(lamp)).status_code == 302
    assert page_of(lamp) not in source(visitor().get(f"/ma-demande/{lamp.private_key}"))


def test_agents_read_which_address_it_was(world: World) -> None:
    said = tell(corrected(world.report()), told_to_colleagues)[-1].said
    assert ODILE.email in said.detail and "corrige son adresse e-mail" in plain(said.sentence)


def test_both_addresses_are_forgotten_with_the_case(world: World, office: PostOffice) -> None:
    lamp = corrected(world.report())
    worker.run_until_idle()
    shred(close(resolve(lamp, by=world.karim), by=world.nadia), by=System("retention"))
    worker.run_until_idle()
    assert ODILE.email not in everything() and RIGHT not in everything()
