"""Send somebody the way in: a link to choose a password, or, for whoever has one already, the address of the desk."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse

from parvis.directory.models import Agent
from parvis.kernel.actors import Actor
from parvis.kernel.tenancy import current
from parvis.notifications.operations.invitation import write_invitation


def invite(agent: Agent, *, by: Actor) -> None:
    """The same link as a forgotten password's, from the town's own address: it serves once."""
    write_invitation(agent, link=way_in(agent), is_new=is_new(agent), by=by)


def is_new(agent: Agent) -> bool:
    """They have no password yet, not even in another town. In a practice town nobody is given one: all read its letters."""
    assert agent.user is not None
    return not (current().is_practice or agent.user.has_usable_password())


def way_in(agent: Agent) -> str:
    """In the town's own pages, wherever it is asked from: the operators' pages are others."""
    assert agent.user is not None
    town_s = str(settings.ROOT_URLCONF)
    path = reverse("backoffice:home", urlconf=town_s)
    if is_new(agent):
        key = f"{user_pk_to_url_str(agent.user)}-{default_token_generator.make_token(agent.user)}"
        named = {"uidb36": "UID", "key": "KEY"}
        path = reverse("account_reset_password_from_key", urlconf=town_s, kwargs=named).replace("UID-KEY", key)
    return current().link_to(path)
