"""A practice town of the small town, made by the worker."""

from parvis.kernel import worker
from parvis.kernel.models import Authority
from parvis.kernel.tenancy import inside
from parvis.practice.models import Practice, State
from parvis.practice.operations.ask import open_practice
from tests.world import World

HOST = "formation.valbourg.test"


def practise(world: World) -> Authority:
    """Inside the real town."""
    open_practice(is_for_all=True, by=world.agent(world.paul))
    worker.run_until_idle()
    return town_of(world)


def town_of(world: World) -> Authority:
    with inside(world.authority):
        practice = Practice.objects.select_related("town__practises_for").get()
    assert practice.state == State.READY and practice.town is not None
    return practice.town
