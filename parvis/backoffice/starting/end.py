"""/agents/demarrage/fin: what works from now on, what is still missing, where the portal is, and a poster to print."""

from django.http import HttpRequest, HttpResponse

from parvis.backoffice.organisation.overview import tasks
from parvis.backoffice.organisation.rules_proposed import proposed
from parvis.backoffice.seats import at_desk, works_alone
from parvis.backoffice.starting.steps import show_step
from parvis.cases.models import Category
from parvis.directory.models import Agent
from parvis.directory.policy import can_arrange
from parvis.directory.queries import units_in_use
from parvis.kernel.fronts import reads
from parvis.kernel.operations import require
from parvis.kernel.tenancy import current


@reads
@at_desk
def end(request: HttpRequest, agent: Agent) -> HttpResponse:
    require(can_arrange(agent))
    context: dict[str, object] = {
        "address": current().site_url,
        "categories": Category.objects.filter(parent__isnull=False, ended_on__isnull=True).count(),
        "people": Agent.objects.in_post().count(),
        "units": units_in_use().count(),
        "without_code": list(Agent.objects.in_post().filter(user__isnull=True).order_by("last_name", "first_name")),
        "proposed": proposed(agent),
        "missing": [task for task in tasks(is_alone=works_alone(agent)) if not task.is_done],
    }
    return show_step(request, agent, "backoffice/starting/end.html", context, step="start-end")
