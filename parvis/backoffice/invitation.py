"""Send somebody the way in: a link to choose a password, or, for whoever has one already, the address of the desk."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.urls import reverse

from parvis.directory.models import Agent
from parvis.kernel.actors import Actor
from parvis.kernel.tenancy import current
from parvis.notifications.operations.invitation import write_invitation


def invite(agent: Agent, *, by: Actor) -> None:
    """The same link as a forgotten password's, from the town's own address: it serves once."""
    assert agent.user is not None
    path = reverse("backoffice:home")
    is_new = not agent.user.has_usable_password()
    if is_new:
        key = f"{user_pk_to_url_str(agent.user)}-{default_token_generator.make_token(agent.user)}"
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"}).replace("UID-KEY", key)
    write_invitation(agent, link=current().link_to(path), is_new=is_new, by=by)
