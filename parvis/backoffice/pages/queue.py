"""/agents/file-d-attente: what is stuck or waits, why, and sending it again."""

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from parvis.backoffice.seats import at_desk, show
from parvis.directory.models import Agent
from parvis.kernel.fronts import writes
from parvis.kernel.operations import Refused, require
from parvis.kernel.typed import whole_number
from parvis.notifications import policy, queries
from parvis.notifications.operations.send_again import send_again


@writes
@at_desk
def queue(request: HttpRequest, agent: Agent) -> HttpResponse:
    require(policy.can_see_queue(agent))
    if request.method == "POST":
        return _send_again(request, agent)
    context: dict[str, object] = {"here": "queue", "parked": queries.parked(), "waiting": queries.waiting()}
    return show(request, agent, "backoffice/queue.html", context)


def _send_again(request: HttpRequest, agent: Agent) -> HttpResponse:
    name, pk = request.POST.get("file", ""), whole_number(request.POST.get("ligne", ""))
    if name not in queries.QUEUES.values() or pk is None:
        raise Http404
    try:
        send_again(queries.find(name, pk), by=agent)
    except ObjectDoesNotExist:
        raise Http404 from None
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("L’envoi reprend : il sera tenté dans la minute."))
    return redirect("backoffice:queue")
