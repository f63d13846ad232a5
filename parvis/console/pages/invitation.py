"""/villes/N/invitation: invite again whoever comes first, or somebody else in their place."""

from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from parvis.console.door import at_console
from parvis.console.finding import find_town
from parvis.console.pages.town import AddressForm, show_town
from parvis.console.showing import attempt, show
from parvis.directory.models import Agent, Operator
from parvis.directory.operations.founding import name_administrator
from parvis.kernel.fronts import writes
from parvis.kernel.models import Authority
from parvis.kernel.tenancy import inside
from parvis.notifications.inviting import invite, is_new, way_in


@writes
@at_console
def invitation(request: HttpRequest, operator: Operator, town_id: int) -> HttpResponse:
    """Looked at, it leads to the town."""
    town = find_town(town_id)
    if request.method != "POST":
        return redirect("console:town", town.pk)
    form, named = AddressForm(request.POST), list[Agent]()
    with inside(town):
        status = attempt(form, lambda: named.append(name_administrator(email=form.cleaned_data["email"], by=operator)))
    if status != HTTPStatus.OK:
        return show_town(request, operator, find_town(town.pk), form=form, status=status)
    return greet(request, operator, town, named[0])


def greet(request: HttpRequest, operator: Operator, town: Authority, person: Agent) -> HttpResponse:
    """The invitation leaves; where no e-mail leaves from here, its link is shown, once, to be given by hand."""
    with inside(town):
        invite(person, by=operator)
        link = way_in(person) if settings.PARVIS_EMAIL.scheme == "mailbox" and is_new(person) else ""
    if link:
        return show(request, operator, "console/by_hand.html", {"one": town, "person": person, "link": link})
    messages.success(request, _("L’invitation part à %s.") % person.email)
    return redirect("console:town", town.pk)
