"""Who sits at the desk: the agent of the request, and the page of whoever is none."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Concatenate, ParamSpec

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from parvis.backoffice.help import help_of
from parvis.backoffice.tablet import HELD
from parvis.directory.models import Agent, AgentKind, Membership, Role, User
from parvis.directory.queries import units_in_use
from parvis.kernel.operations import Forbidden
from parvis.kernel.tenancy import current
from parvis.notifications.models import Sending
from parvis.notifications.queries import UNREAD
from parvis.practice.models import Practice, State

P = ParamSpec("P")
DeskView = Callable[Concatenate[HttpRequest, Agent, P], HttpResponse]


def agent_of(user: User | AnonymousUser) -> Agent | None:
    """The person's post in this authority, with their first unit and how much is new on their screen, in one query."""
    return _seated().filter(user=user.pk).first() if user.is_authenticated else None


def at_desk(view: DeskView[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """The view is given the agent. A stranger to this town is told so; what a rule forbids is refused in words."""

    @wraps(view)
    def seated(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        agent = agent_of(request.user)
        if agent is None:
            return render(request, "backoffice/no_agent.html", status=HTTPStatus.FORBIDDEN)
        try:
            return view(request, agent, *args, **kwargs)
        except Forbidden:
            return show(request, agent, "backoffice/forbidden.html", status=HTTPStatus.FORBIDDEN)

    return seated


def show(
    request: HttpRequest, agent: Agent, template: str, context: dict[str, object] | None = None, *, status: int = 200
) -> HttpResponse:
    """A page in the shell of the desk."""
    given = {"here": "cases", **(context or {})}
    mine = {
        "is_on_a_tablet": request.session.get(HELD, False),
        "agent": agent,
        "agent_post": _post_of(agent),
        "unread": agent.__dict__.get("unread") or 0,
        "is_alone": works_alone(agent),
        "has_practice": agent.__dict__.get("has_practice", False),
        "help": help_of(request, is_alone=works_alone(agent)),
    }
    return render(request, template, {**mine, **given}, status=status)


def works_alone(agent: Agent) -> bool:
    """One agent, one unit: nobody to give anything to, and no word of it at the desk."""
    return not agent.__dict__.get("has_colleagues", True) and not agent.__dict__.get("has_units", True)


def _seated() -> "QuerySet[Agent]":
    # The head's post first, if there is one: it says more.
    posts = Membership.objects.filter(agent=OuterRef("pk")).order_by("-role", "unit__name")
    unread = Sending.objects.filter(UNREAD, agent=OuterRef("pk")).order_by()
    return _expected(Agent.objects.in_post()).annotate(
        has_practice=Exists(Practice.objects.filter(state=State.READY)),
        unit_name=Subquery(posts.values("unit__name")[:1]),
        unit_role=Subquery(posts.values("role")[:1]),
        unread=Subquery(unread.values("agent").annotate(count=Count("pk")).values("count")),
        has_colleagues=Exists(Agent.objects.in_post().exclude(pk=OuterRef("pk"))),
        has_units=Exists(units_in_use().filter(parent__isnull=False)),
    )


def _expected(agents: "QuerySet[Agent]") -> "QuerySet[Agent]":
    """In a practice town, whoever is in post in the town that it is for, too: who has left that one comes in no more."""
    real = current().practises_for_id
    if real is None:
        return agents
    there = Agent.everywhere.filter(authority=real, user=OuterRef("user"), ended_on=None, suspended_on=None)
    return agents.filter(Exists(there))


def _post_of(agent: Agent) -> str:
    """Under the name: what the person is in the town hall."""
    unit: str | None = agent.__dict__.get("unit_name")
    if unit:
        if works_alone(agent):
            return unit
        leads = {Role.HEAD: _("chef, %s"), Role.DEPUTY: _("adjoint, %s")}.get(agent.__dict__.get("unit_role", Role.AGENT))
        return leads % unit if leads else unit
    if not agent.is_colleague:
        return str(AgentKind(agent.kind).label)
    if agent.is_supervisor:
        return _("superviseur")
    return _("administrateur") if agent.is_administrator else ""
