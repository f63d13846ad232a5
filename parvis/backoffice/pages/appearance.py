"""/agents/apparence: light, dark, or as the device does."""

from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from parvis.backoffice.seats import at_desk
from parvis.directory.models import Agent
from parvis.directory.operations.appearance import choose_theme
from parvis.kernel.fronts import writes
from parvis.kernel.operations import Refused


@writes
@at_desk
def appearance(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Back to the page where it was chosen."""
    if request.method == "POST":
        with suppress(Refused):  # nobody is shown a choice that is not one
            choose_theme(agent, theme=request.POST.get("theme", ""), by=agent)
    back = request.META.get("HTTP_REFERER", "")
    if url_has_allowed_host_and_scheme(back, {request.get_host()}):
        return redirect(back)
    return redirect("backoffice:home")
