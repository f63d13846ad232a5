"""/agents/mes-avis: what one is told on the screen, newest first; opening one is reading it."""

from urllib.parse import urlsplit
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from parvis.backoffice.seats import at_desk, show
from parvis.directory.models import Agent
from parvis.kernel.fronts import writes
from parvis.kernel.paging import page_of
from parvis.notifications.operations.notices import read_notice, read_notices
from parvis.notifications.queries import notices_of

NEWEST = ("-written_at", "-pk")


@writes
@at_desk
def my_notices(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Posted: all that the page showed, and what is older, is read."""
    notices = notices_of(agent)
    if request.method == "POST":
        read_notices(until=get_object_or_404(notices, uid=_uid(request.POST.get("jusqu-a", ""))), by=agent)
        messages.success(request, _("Tout est lu."))
        return redirect("backoffice:my-notices")
    page = page_of(notices.defer("text", "html"), by=NEWEST, after=request.GET.get("apres", ""))
    context: dict[str, object] = {"page": page, "has_address": bool(agent.email), "here": ""}
    return show(request, agent, "backoffice/my_notices.html", context)


@writes
@at_desk
def my_notice(request: HttpRequest, agent: Agent, notice: UUID) -> HttpResponse:
    """Posted: read, and on to the page that it tells of. Its address alone leads to the list."""
    found = get_object_or_404(notices_of(agent), uid=notice)
    if request.method != "POST":
        return redirect("backoffice:my-notices")
    read_notice(found, by=agent)
    leads = urlsplit(found.link)
    return redirect(leads._replace(scheme="", netloc="").geturl() or "backoffice:my-notices")


def _uid(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None
