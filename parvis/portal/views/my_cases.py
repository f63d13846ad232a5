"""All my requests by one link sent to my address. Whether an address has asked something of the town is told to nobody."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from parvis.cases.actors import Visitor
from parvis.cases.keyring import read_keyring
from parvis.cases.readings import mine as reading
from parvis.kernel.fronts import public, reads, writes
from parvis.kernel.operations import Refused
from parvis.notifications.operations.my_cases import write_my_cases
from parvis.portal.counts import count_words
from parvis.portal.email_forms import EmailForm
from parvis.portal.headers import for_one
from parvis.portal.limits import may_ask_for_my_cases
from parvis.portal.slowing import slow_down


@public
@writes
@for_one
def ask(request: HttpRequest) -> HttpResponseBase:
    form = EmailForm(request.POST or None, label_suffix="")
    if request.method != "POST" or not form.is_valid():
        return _page(request, "ask", form=form)
    if not may_ask_for_my_cases(request):
        return slow_down(form, lambda status: _page(request, "ask", status, form=form))
    email = form.cleaned_data["email"]
    try:
        write_my_cases(email, by=Visitor())
    except Refused as refused:
        form.add_error("email", refused.message)
        return _page(request, "ask", form=form)
    return _page(request, "sent", email=email)


@public
@reads
@for_one
def listed(request: HttpRequest, key: str) -> HttpResponseBase:
    """Opened as often as one likes while it is good; opening changes nothing."""
    address = read_keyring(key)
    if not address:
        return _page(request, "over", HTTPStatus.NOT_FOUND)
    after = request.GET.get("apres", "")
    page = reading.rows(address, after)
    here = reverse("portal:my_cases", args=[key])
    return _page(
        request,
        "list",
        rows=page.rows,
        count=count_words(reading.count(address)),
        following=f"{here}?apres={page.next}" if page.next else "",
        start=here if after else "",
    )


def _page(request: HttpRequest, name: str, status: int = HTTPStatus.OK, **context: object) -> HttpResponse:
    return render(request, f"portal/my_cases_{name}.html", {"here": "tracking", **context}, status=status)
