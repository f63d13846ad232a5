"""/agents/aide: the help of all screens that the agent may open, and where to learn more."""

from django.http import HttpRequest, HttpResponse

from parvis.backoffice.help import helps_for
from parvis.backoffice.seats import at_desk, show, works_alone
from parvis.directory.models import Agent
from parvis.kernel.fronts import reads


@reads
@at_desk
def help_page(request: HttpRequest, agent: Agent) -> HttpResponse:
    return show(request, agent, "backoffice/help.html", {"helps": helps_for(agent, is_alone=works_alone(agent)), "here": ""})
