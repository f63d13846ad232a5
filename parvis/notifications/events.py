"""Facts about the queues."""

from dataclasses import dataclass
from typing import ClassVar

from parvis.kernel.events import Fact, fact


@fact
@dataclass(frozen=True, kw_only=True)
class WorkSentAgain(Fact):
    """An administrator had something parked done again. `queue`: sending, delivery or timer.

    Its subject is the administrator: the case did not change, and those who work on it need not read it again. The
    server's reason may hold an address: it is not copied here.
    """

    kind: ClassVar[str] = "queue.sent_again"
    personal: ClassVar[tuple[str, ...]] = ()
    queue: str
    work_id: int
