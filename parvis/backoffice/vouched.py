"""Sessions of agents whom somebody else vouches for: a provider, or the town's own directory. They are good in one town.

The same credentials may be an agent's in another town, which trusts neither: such a session opens nothing there.
"""

import logging

from django.contrib.auth import BACKEND_SESSION_KEY, login, logout
from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from parvis.directory.models import Agent, LdapDirectory, User
from parvis.directory.operations.recognise import recognise_entry
from parvis.directory.ports import Unreachable
from parvis.directory.vouching import terms_of_ldap, the_people
from parvis.kernel.actors import System
from parvis.kernel.sealing import Unsealable
from parvis.kernel.tenancy import current_id

BACKEND = "parvis.backoffice.vouched.VouchedFor"
TOWN = "vouched_in"
SILENT = "is_directory_silent"
log = logging.getLogger(__name__)


class VouchedFor(ModelBackend):
    """Of the two, only the directory is asked with a password; a provider says who it is by itself."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **given: object
    ) -> User | None:
        typed = str(given.get("email") or username or "")
        directory = LdapDirectory.objects.filter(is_used=True).first()
        if directory is None or not typed or not password:
            return None
        # An identifier, which the sign-in form has made an address that nobody can be written to.
        own = f"@{current_id()}.invalid"
        try:
            entry = the_people().recognise(terms_of_ldap(directory), login=typed.removesuffix(own), password=password)
        except (Unreachable, Unsealable) as trouble:
            log.warning("the directory of a town cannot be asked: %s", type(trouble).__name__)
            setattr(request, SILENT, True)
            return None
        agent = recognise_entry(entry, by=System("ldap")) if entry is not None else None
        return agent.user if agent is not None else None


def let_in(request: HttpRequest, agent: Agent) -> None:
    """Open the session of somebody whom a provider has vouched for."""
    assert agent.user is not None
    login(request, agent.user, backend=BACKEND)
    bind(request)


def bind(request: HttpRequest) -> None:
    """To this town, when it was opened here on somebody else's word."""
    if request.session.get(BACKEND_SESSION_KEY) == BACKEND:
        request.session[TOWN] = current_id()


def close_if_of_another_town(request: HttpRequest) -> None:
    if request.session.get(BACKEND_SESSION_KEY) == BACKEND and request.session.get(TOWN) != current_id():
        logout(request)


def is_directory_silent(request: HttpRequest) -> bool:
    """Whether it could not be asked for this very sign-in: the password may well be the right one."""
    return getattr(request, SILENT, False)
