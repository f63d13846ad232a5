"""/files: what waits and what has stopped, in all towns; /villes/N/file: try it again."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parvis.console.door import at_console
from parvis.console.finding import find_town
from parvis.console.showing import show
from parvis.console.standing import alarms
from parvis.directory.models import Operator
from parvis.kernel.fronts import reads, writes
from parvis.kernel.models import Authority
from parvis.kernel.typed import whole_number
from parvis.notifications.installation import every_standing
from parvis.notifications.operations.resume import resume
from parvis.notifications.queries import QUEUES

SHOWN = 200


@reads
@at_console
def queues(request: HttpRequest, operator: Operator) -> HttpResponse:
    """The towns that have something, those where something has stopped first."""
    found = every_standing()
    towns = Authority.objects.in_bulk(list(found))
    rows = sorted(
        ((towns[pk], one) for pk, one in found.items()), key=lambda row: (-row[1].stopped, -row[1].waiting, row[0].name)
    )
    context: dict[str, object] = {
        "here": "queues",
        "rows": rows[:SHOWN],
        "left": max(0, len(rows) - SHOWN),
        "stopped": sum(one.stopped for one in found.values()),
        "waiting": sum(one.waiting for one in found.values()),
        "alarms": alarms(),
    }
    return show(request, operator, "console/queues.html", context)


@writes
@at_console
def resumption(request: HttpRequest, operator: Operator, town_id: int) -> HttpResponse:
    """Looked at, it leads to the town."""
    town = find_town(town_id)
    if request.method == "POST":
        queue, piece = request.POST.get("file", ""), request.POST.get("ligne", "")
        if queue not in QUEUES.values() or (piece and whole_number(piece) is None):
            raise Http404
        number = resume(town, queue=queue, kind=request.POST.get("sorte", "")[:80], piece=whole_number(piece), by=operator)
        words = ngettext("%d envoi ou tâche reprend.", "%d envois ou tâches reprennent.", number) % number
        messages.success(request, words if number else _("C’était déjà fait : rien n’était plus arrêté."))
    return redirect("console:town", town.pk)
