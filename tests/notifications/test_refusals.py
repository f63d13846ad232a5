"""What a mail server answered, as an agent reads it: in French, with what may be done; never its own words."""

import pytest

from parvis.cases.actors import Visitor
from parvis.cases.operations.receive import receive
from parvis.kernel import worker
from parvis.notifications.models import Sending
from parvis.notifications.refusals import in_words
from tests.post import PostOffice
from tests.words import plain
from tests.world import ODILE, RUE_BASSE, World


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("550 5.1.1 user unknown", "l’adresse n’existe pas ou n’existe plus"),
        ("550 no such person here", "l’adresse n’existe pas ou n’existe plus"),
        ("552 5.2.2 over quota", "la boîte est pleine"),
        ("550 5.7.1 blocked by policy", "le serveur du destinataire n’en veut pas"),
        ("554 no", "le serveur du destinataire n’en veut pas"),
        ("450 greylisted, come back", "le serveur du destinataire demande d’attendre"),
        ("452 4.2.2 mailbox full", "la boîte est pleine"),
        ("le serveur de messagerie est injoignable (ConnectionRefusedError)", "le serveur de messagerie est injoignable"),
        ("Invalid Domain: odile@exemple..fr", "l’adresse ne peut pas être lue"),
    ],
)
def test_each_refusal_says_why_in_french(said: str, why: str) -> None:
    assert plain(in_words(said)) == why


def test_what_was_refused_says_so_and_what_waits_says_when(world: World, office: PostOffice) -> None:
    office.refusal = "550 no such person here"
    receive(world.lamp, words="", place=RUE_BASSE, requester=ODILE, by=Visitor())
    worker.run_until_idle()
    assert plain(Sending.objects.get(recipient="requester").news) == "pas arrivé : l’adresse n’existe pas ou n’existe plus"
    office.refusal = "450 greylisted"
    case = receive(world.lamp, words="", place=RUE_BASSE, requester=ODILE, by=Visitor())
    worker.run_until_idle()
    later = Sending.objects.get(recipient="requester", subject_id=case.pk).news
    assert plain(later).startswith(
        "pas encore parti : le serveur du destinataire demande d’attendre ; nouvel essai aujourd’hui"
    )
