"""`/healthz`: whether this installation works, for a monitor."""

from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse

from parvis.kernel import clock, leases
from parvis.kernel.fronts import public, reads
from parvis.kernel.health import beats, last_beat
from parvis.kernel.models import Delivery, Timer
from parvis.notifications.models import Sending


@public
@reads
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when the database answers and the worker beats, else 503 with the same words."""
    try:
        beat = last_beat()
        now = clock.now()
        queues = (Sending.everywhere.all(), Delivery.everywhere.all(), Timer.everywhere.all())
        waiting = sum(leases.waits_behind(queue, now) for queue in queues)
        parked = sum(queue.filter(state=leases.State.PARKED).count() for queue in queues)
    except DatabaseError:
        return JsonResponse({"database": "down"}, status=503)
    alive = beats(beat)
    return JsonResponse(
        {
            "database": "ok",
            "worker": "ok" if alive else "silent",
            "worker_last_beat": beat.isoformat() if beat else None,
            "waiting": waiting,
            "parked": parked,
        },
        status=200 if alive else 503,
    )
