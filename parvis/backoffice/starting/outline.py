"""/agents/demarrage/contour: the outline of the town, from a file or drawn; it may wait."""

from django.http import HttpRequest, HttpResponse

from parvis.backoffice.organisation.outline_map import OutlineMap
from parvis.backoffice.organisation.territory import answer_to, context_of
from parvis.backoffice.seats import at_desk
from parvis.backoffice.starting.steps import after, show_step
from parvis.directory.models import Agent
from parvis.directory.policy import can_arrange
from parvis.kernel.fronts import writes
from parvis.kernel.operations import require
from parvis.ui.base_map import open_to


@writes
@at_desk
def outline(request: HttpRequest, agent: Agent) -> HttpResponse:
    require(can_arrange(agent))
    form, saved = answer_to(request, agent)
    if request.method == "POST" and saved.is_done:
        return after("start-outline")
    context = context_of(form, saved)
    page = "backoffice/starting/outline.html"
    response = show_step(request, agent, page, context, step="start-outline", status=saved.status)
    shown = context["map"]
    if isinstance(shown, OutlineMap):
        open_to(shown.base, response)
    return response
