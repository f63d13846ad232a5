"""What is stuck: an administrator sees why, and sends it again; nobody else does."""

from parvis.kernel import deliveries, leases
from parvis.notifications.models import Sending
from tests.backoffice.desk import Desk, words_of
from tests.world import World

PATH = "/agents/file-d-attente"


def parked(world: World) -> Sending:
    world.report()
    while deliveries.deliver():
        pass
    sending = Sending.objects.order_by("pk")[0]
    (sending,) = leases.claim(Sending.objects.filter(pk=sending.pk))
    leases.fail(sending, "550 boîte inconnue", for_good=True)
    return sending


def test_the_administrator_sees_why_and_sends_again(world: World) -> None:
    stuck = parked(world)
    paul = Desk(world.paul)
    page = words_of(paul.get(PATH))
    assert "L’adresse n’existe pas ou n’existe plus" in page.text
    assert page.text.index("n’existe plus") < page.text.index("550 boîte inconnue"), "the server’s own words come after"
    assert stuck.address in page.text
    assert "Il ne s’allume plus." not in page.text
    answer = paul.post(PATH, {"file": "sending", "ligne": stuck.pk})
    assert answer.status_code == 302
    stuck.refresh_from_db()
    assert stuck.state == leases.State.PENDING
    assert "L’envoi reprend" in words_of(paul.get(PATH)).text


def test_nobody_else_may(world: World) -> None:
    stuck = parked(world)
    for agent in (world.nadia, world.helene):
        desk = Desk(agent)
        assert desk.get(PATH).status_code == 403
        assert desk.post(PATH, {"file": "sending", "ligne": stuck.pk}).status_code == 403


def test_a_line_that_is_not_there_is_not_found(world: World) -> None:
    paul = Desk(world.paul)
    for typed in ({"file": "sending", "ligne": "999999"}, {"file": "rien", "ligne": "1"}, {"file": "timer", "ligne": "x"}):
        assert paul.post(PATH, typed).status_code == 404


def test_an_empty_queue_says_so(world: World) -> None:
    assert "Rien n’est arrêté" in words_of(Desk(world.paul).get(PATH)).text
