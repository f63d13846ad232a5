"""/agents/demandes: the list, by what presses."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from parvis.backoffice.lists import filters, list_of
from parvis.backoffice.seats import at_desk, show
from parvis.cases.models import Case
from parvis.cases.readings.queues import Queue
from parvis.cases.readings.search import read_number
from parvis.directory.models import Agent
from parvis.kernel.fronts import reads


@reads
@at_desk
def cases(request: HttpRequest, agent: Agent) -> HttpResponse:
    shown = list_of(request, agent)
    # A whole number typed in the search is a case to open, not a list to read.
    number = read_number(shown.wanted.words)
    if number is not None and number[0] is not None and shown.wanted.queue == Queue.ALL:
        exact = Case.objects.visible_to(agent).filter(year=number[0], sequence=number[1]).first()
        if exact is not None:
            return redirect(reverse("backoffice:case", args=[exact.number]))
    context: dict[str, object] = {
        "list": shown,
        "filters": filters(shown.wanted, agent),
        "meanwhile": [tab for tab in shown.tabs[1:] if not tab.is_current and tab.number.strip("0")],
    }
    return show(request, agent, "backoffice/cases.html", context)
