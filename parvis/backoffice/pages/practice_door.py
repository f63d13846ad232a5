"""/agents/entrainement, in the real town, and /agents/compte/entree, in the practice town: from one to the other as oneself.

Whoever comes in by a provider, a directory or a code has no password there: the real town vouches for them, once, for a
few minutes, and in its own practice town alone. The session is good there, and in no other town.
"""

from datetime import timedelta
from http import HTTPStatus

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from parvis.backoffice.seats import at_desk, show
from parvis.backoffice.vouched import let_in
from parvis.directory.models import Agent
from parvis.kernel import clock
from parvis.kernel.actors import System
from parvis.kernel.codes import new_code
from parvis.kernel.fronts import public, reads, writes
from parvis.kernel.limits import allow
from parvis.kernel.tenancy import current, current_id, inside
from parvis.practice.models import State
from parvis.practice.operations.take_seat import take_seat
from parvis.practice.where import is_expected, practice_here, practice_of

SALT = "parvis.backoffice.practice"
GOOD_FOR = timedelta(minutes=5)


@reads
@at_desk
def leave(request: HttpRequest, agent: Agent) -> HttpResponse:
    """A page that leads to the practice town by itself, with a pass: whoever signs in first is sent here by a form, which may
    lead to this site alone (CSP form-action). Whoever has no seat there is told whom to ask."""
    found = practice_here()
    if found is None or found.town is None or found.state != State.READY:
        raise Http404
    if not is_expected(agent, found):
        return show(request, agent, "backoffice/no_seat.html", {"here": ""}, status=HTTPStatus.FORBIDDEN)
    pass_ = signing.dumps([found.town.pk, agent.user_id, int(clock.now().timestamp()), new_code(12)], salt=SALT)
    url = found.town.link_to(reverse("account_practice_entry", args=[pass_]))
    return render(request, "account/to_practice.html", {"url": url})


@public
@writes
def enter(request: HttpRequest, pass_: str) -> HttpResponseBase:
    """Who will come in is said first, and a button pressed: no link opens somebody else's session unseen."""
    if not current().is_practice:
        raise Http404
    agent = _holder(pass_)
    if agent is None or (request.method == "POST" and not allow(pass_, limit=1, per=timedelta(days=1))):
        back = current().practises_for
        assert back is not None
        again = back.link_to(reverse("backoffice:practice-door"))
        return render(request, "account/entry_over.html", {"again": again}, status=HTTPStatus.GONE)
    if request.method != "POST":
        return render(request, "account/entry.html", {"one": agent})
    with inside(agent.authority):
        seated = take_seat(agent, by=System("practice"))
    assert seated is not None
    let_in(request, seated)
    return redirect("backoffice:home")


def _holder(pass_: str) -> Agent | None:
    """As an agent of the real town. None for a pass that is none of ours, too old, of another practice town, or of somebody who
    has left, or is expected no more."""
    try:
        town, user, given_at, _once = signing.loads(pass_, salt=SALT)
    except signing.BadSignature:
        return None
    found = practice_of(current())
    if town != current_id() or found is None or clock.now().timestamp() - given_at > GOOD_FOR.total_seconds():
        return None
    with inside(found.authority):
        agent = Agent.objects.in_post().filter(user=user).select_related("authority").first()
    return agent if agent is not None and is_expected(agent, found) else None
