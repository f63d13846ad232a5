"""Nothing of one test reaches the next, although they share their processes."""

from django.core.management import call_command

from parvis.cases.actors import Visitor
from parvis.cases.operations.receive import Coordinates, receive
from parvis.kernel.tenancy import inside
from tests.post import PostOffice
from tests.running import Installation
from tests.world import RUE_BASSE, World, make_world


def test_a_letter_that_the_worker_had_in_hand_is_not_sent_in_the_next_test(
    town: World, installation: Installation, post: PostOffice
) -> None:
    post.seconds = 0.2
    with inside(town.authority):
        for number in range(12):
            requester = Coordinates(last_name="Habitant", email=f"habitant{number}@exemple.fr")
            receive(town.lamp, words="Éteint.", place=RUE_BASSE, requester=requester, by=Visitor())
    with post.changed:
        assert post.changed.wait_for(lambda: len(post.letters) >= 1, 20)  # more, if this thread is late
    installation.hold_still()
    call_command("flush", interactive=False, verbosity=0)
    installation.keep_running()
    post.empty()
    after = make_world()
    with inside(after.authority):
        requester = Coordinates(last_name="Habitante", email="habitante@exemple.fr")
        receive(after.lamp, words="Éteint.", place=RUE_BASSE, requester=requester, by=Visitor())
    post.wait_for("habitante@exemple.fr")
    to_habitants = [letter.recipients[0] for letter in post.letters if letter.recipients[0].startswith("habitant")]
    assert to_habitants == ["habitante@exemple.fr"]
