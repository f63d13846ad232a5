"""What was taken over from another register is told to nobody."""

from parvis.kernel import worker
from parvis.kernel.models import Delivery, Event
from parvis.notifications.models import Sending
from tests.busy import fill
from tests.post import PostOffice
from tests.world import World


def test_imported_cases_send_nothing(world: World, office: PostOffice) -> None:
    cases = fill(world, 30)
    assert Event.objects.filter(is_imported=True).count() > len(cases)
    worker.run_until_idle()
    assert not Delivery.objects.exists() and not Sending.objects.exists() and not office.letters
