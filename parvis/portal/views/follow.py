"""To be told of somebody else's public case: give an address, confirm it from its own letter, stop by one click.

To open any of these pages changes nothing, so that a mail scanner that follows links first does no harm.
"""

from contextlib import suppress
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt

from parvis.cases import policy
from parvis.cases.actors import Visitor
from parvis.cases.models import Case, Follower
from parvis.cases.operations import follow as operations
from parvis.cases.readings import followers
from parvis.cases.readings import public as reading
from parvis.cases.readings.standing import standing
from parvis.kernel import clock
from parvis.kernel.fronts import public, writes
from parvis.kernel.operations import Refused
from parvis.kernel.tenancy import current
from parvis.portal.email_forms import EmailForm
from parvis.portal.headers import for_one
from parvis.portal.limits import may_follow
from parvis.portal.slowing import slow_down


@public
@writes
@for_one
def follow(request: HttpRequest, year: str, sequence: str) -> HttpResponseBase:
    case = reading.by_number(int(year), min(int(sequence), 2**31 - 1))
    if case is None:
        raise Http404
    if "follow" not in policy.abilities(Visitor(), case):
        return redirect("portal:case", case.year, f"{case.sequence:06d}")
    form = EmailForm(request.POST or None, label_suffix="")
    if request.method != "POST" or not form.is_valid():
        return _page(request, "follow", case, form=form)
    if not may_follow(request):
        return slow_down(form, lambda status: _page(request, "follow", case, status, form=form))
    try:
        operations.follow(case, email=form.cleaned_data["email"], by=Visitor())
    except Refused as refused:
        form.add_error(refused.field or None, refused.message)
        return _page(request, "follow", case, form=form)
    # The same page whoever follows already: it says nothing about anybody's address.
    return _page(request, "follow_sent", case, email=form.cleaned_data["email"])


@public
@writes
@for_one
def following(request: HttpRequest, key: str) -> HttpResponseBase:
    """The page of the link in a letter: confirm, or see that it is done."""
    follower = _find(key)
    if request.method == "POST":
        with suppress(Refused):  # the page says what became of it
            operations.confirm(follower, by=Visitor())
        return redirect("portal:following", key)
    return _page(request, "following", follower.case, follower=follower)


@csrf_exempt  # RFC 8058: a mail program sends it by itself, without a cookie; the key is what protects it
@public
@writes
@for_one
def unfollow(request: HttpRequest, key: str) -> HttpResponseBase:
    follower = _find(key)
    if request.method == "POST":
        follower = operations.stop(follower, by=Visitor())
    return _page(request, "unfollow", follower.case, follower=follower)


def _find(key: str) -> Follower:
    follower = followers.by_key(key)
    if follower is None or follower.case.is_withheld:  # nobody outside knows of it any more
        raise Http404
    return follower


def _page(request: HttpRequest, name: str, case: Case, status: int = HTTPStatus.OK, **more: object) -> HttpResponse:
    place = reading.place_of(case)
    context = {"case": case, "place": place, "standing": standing(case, clock.today(current())), "here": "cases", **more}
    return render(request, f"portal/{name}.html", context, status=status)
