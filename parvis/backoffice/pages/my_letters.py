"""/agents/mes-courriels: how often one is written to, within what the town allows."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from parvis.backoffice.seats import at_desk, show
from parvis.directory.models import Agent
from parvis.kernel.fronts import writes
from parvis.kernel.operations import Refused
from parvis.notifications.choices import choices_of
from parvis.notifications.models import Rhythm
from parvis.notifications.operations.frequency import choose_rhythm


@writes
@at_desk
def my_letters(request: HttpRequest, agent: Agent) -> HttpResponse:
    choices = choices_of(agent)
    if request.method == "POST":
        try:
            for one in choices:
                wanted = request.POST.get(one.key, one.chosen)
                if wanted != one.chosen:
                    choose_rhythm(one.key, rhythm=wanted, by=agent)
        except Refused as refused:
            messages.error(request, refused.message)
        else:
            messages.success(request, _("C’est enregistré."))
        return redirect("backoffice:my-letters")
    lines = [(one, str(Rhythm(one.said).label), [(name, str(Rhythm(name).label)) for name in one.rhythms]) for one in choices]
    return show(request, agent, "backoffice/my_letters.html", {"lines": lines, "here": ""})
