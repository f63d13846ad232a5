"""/agents/demandes/2026/000123: the card, beside its list."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from parvis.backoffice.acts.assignment import groups_for
from parvis.backoffice.card import actions_for, story_of
from parvis.backoffice.lists import list_of
from parvis.backoffice.numbers import find
from parvis.backoffice.publication import preview_of, published_of
from parvis.backoffice.rows import row_of
from parvis.backoffice.seats import at_desk, show
from parvis.backoffice.strip import strip_of
from parvis.cases import policy
from parvis.cases.confiding import confidants_of
from parvis.cases.models import Case
from parvis.cases.readings import bravos, followers
from parvis.cases.readings.again import said_again
from parvis.cases.readings.answers import answers_of
from parvis.cases.readings.photos import looks_of
from parvis.cases.readings.spot import spot_of
from parvis.cases.readings.takers import takers_of
from parvis.directory.models import Agent
from parvis.kernel import clock
from parvis.kernel.codes import spaced
from parvis.kernel.fronts import reads
from parvis.kernel.tenancy import current
from parvis.notifications.models import ReplyUse
from parvis.notifications.queries import shown_on
from parvis.notifications.reply_templates import offered
from parvis.ui.words import listed


@reads
@at_desk
def case(request: HttpRequest, agent: Agent, number: str) -> HttpResponse:
    found = find(agent, number)
    today = clock.today(current())
    abilities = policy.abilities(agent, found)
    is_discreet = found.discretion is not None
    context: dict[str, object] = {
        "case": found,
        "row": row_of(found, agent, today),
        "list": list_of(request, agent, found),
        "abilities": abilities,
        "actions": actions_for(request, agent, found),
        **_takers(found, abilities),
        "confidants": listed([str(one) for one in confidants_of(found)]),
        "preview": preview_of(found) if "publish" in abilities else None,
        "published": None if is_discreet else published_of(found),
        "is_discreet": is_discreet,
        "has_templates": "reply" in abilities and bool(offered(found, ReplyUse.REPLY)),
        "strip": strip_of(found, today),
        "looks": looks_of(found, is_told=False),
        "story": story_of(found, today),
        "sendings": None if is_discreet else shown_on(found),
        **_before(found, agent),
        "said_again": said_again(found, agent),
        **_counts(found),
        "tracking_code": spaced(found.tracking_code),
        "answers": answers_of(found),
        "route": _route(found),
        "spot": spot_of(found, on=reverse("portal:map")),
    }
    return show(request, agent, "backoffice/case.html", context)


def _takers(found: Case, abilities: frozenset[str]) -> dict[str, object]:
    can = "assign" in abilities
    return {"colleagues": takers_of(found) if can else [], "groups": groups_for(found) if can else []}


def _before(found: Case, agent: Agent) -> dict[str, object]:
    """Of the case that this one says has not held: whether the agent sees it, and may know its number."""
    before = found.again_of
    sees = before is not None and policy.can_see(agent, before)
    return {"sees_before": sees, "is_before_hidden": before is not None and before.is_confidential and not sees}


def _counts(found: Case) -> dict[str, object]:
    return {"bravos": bravos.count(found), "followers": followers.count(found)}


def _again(found: Case, agent: Agent) -> dict[str, object]:
    """The case that it says has not been mended, and those that say so of it."""
    is_seen = found.again_of is not None and policy.can_see(agent, found.again_of)
    return {"sees_before": is_seen, "said_again": said_again(found, agent)}


def _route(found: Case) -> str:
    """The category with the theme that it is under."""
    parent = found.category.parent
    return f"{parent.name} › {found.category.name}" if parent else found.category.name
