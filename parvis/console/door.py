"""Who is at the console: an operator, by a session of its own, which no agent's sign-in opens."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from http import HTTPStatus
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from parvis.directory.models import Operator
from parvis.directory.operations.operators import note_arrival
from parvis.kernel import clock
from parvis.kernel.limits import allow, is_spent
from parvis.kernel.operations import Forbidden
from parvis.kernel.origin import origin_of

P = ParamSpec("P")
ConsoleView = Callable[Concatenate[HttpRequest, Operator, P], HttpResponse]

KEY = "operator"
SALT = "parvis.console.links"
LINK_DAYS = 3
# A day's work; whoever leaves the machine on does not leave the platform open.
HOURS = 10
TRIES, TRIES_FROM = 5, 20
WINDOW = timedelta(minutes=5)


def link_for(operator: Operator) -> str:
    """What opens the page that chooses a password: once, since what it is made of is another afterwards; for three days."""
    return signing.dumps({"pk": operator.pk, "mark": _mark(operator)}, salt=SALT)


def invited_by(key: str) -> Operator | None:
    try:
        told = signing.loads(key, salt=SALT, max_age=LINK_DAYS * 86_400)
    except signing.BadSignature:
        return None
    operator = Operator.objects.in_post().filter(pk=told["pk"]).first()
    return operator if operator is not None and constant_time_compare(told["mark"], _mark(operator)) else None


def _mark(operator: Operator) -> str:
    return salted_hmac(SALT, f"{operator.password} {operator.last_login}", algorithm="sha256").hexdigest()[:32]


def operator_of(request: HttpRequest) -> Operator | None:
    """None for whoever signed in as an agent, for whom the session has ended, and for whoever's password was changed since."""
    kept = request.session.get(KEY)
    if kept is None or clock.now().timestamp() > kept["until"]:
        return None
    operator = Operator.objects.in_post().filter(pk=kept["pk"]).first()
    if operator is None or not constant_time_compare(kept["hash"], operator.get_session_auth_hash()):
        return None
    return operator


def let_in(request: HttpRequest, operator: Operator) -> None:
    """In a new session, which ends with the browser and after ten hours."""
    operator = note_arrival(operator, by=operator)
    request.session.flush()
    until = (clock.now() + timedelta(hours=HOURS)).timestamp()
    request.session[KEY] = {"pk": operator.pk, "hash": operator.get_session_auth_hash(), "until": until}
    request.session.set_expiry(0)


def recognise(email: str, password: str) -> Operator | None:
    """The same time is spent on an address that is nobody's."""
    operator = Operator.objects.in_post().filter(email=email.strip().lower()).first()
    if operator is None:
        Operator().set_password(password)
        return None
    return operator if operator.check_password(password) else None


def may_try(request: HttpRequest, email: str) -> bool:
    """Asked before looking: after too many wrong ones even the right one waits."""
    account, origin = _counted(request, email)
    return not is_spent(account, limit=TRIES, per=WINDOW) and not is_spent(origin, limit=TRIES_FROM, per=WINDOW)


def count_a_wrong_try(request: HttpRequest, email: str) -> None:
    account, origin = _counted(request, email)
    allow(account, limit=TRIES, per=WINDOW)
    allow(origin, limit=TRIES_FROM, per=WINDOW)


def _counted(request: HttpRequest, email: str) -> tuple[str, str]:
    return f"operator {email.strip().lower()}", f"operators {origin_of(request)}"


def at_console(view: ConsoleView[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """The view is given the operator; anybody else is asked to sign in."""

    @wraps(view)
    def seated(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        operator = operator_of(request)
        if operator is None:
            asked = request.get_full_path() if request.method in ("GET", "HEAD") else ""
            return redirect(reverse("console:sign-in") + (f"?{urlencode({'suite': asked})}" if asked not in ("", "/") else ""))
        try:
            return view(request, operator, *args, **kwargs)
        except Forbidden:
            return render(request, "ui/errors/403.html", status=HTTPStatus.FORBIDDEN)

    # Django's own middleware would ask for an agent.
    setattr(seated, "login_required", False)
    setattr(seated, "is_of_operators", True)
    return seated
