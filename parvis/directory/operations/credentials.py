"""Print a code for somebody who has no professional address."""

import re
import unicodedata

from django.utils.translation import gettext as _

from parvis.directory import policy
from parvis.directory.events import CodePrinted
from parvis.directory.models import Agent, User
from parvis.directory.operations.agents import posts_of
from parvis.kernel.actors import Actor
from parvis.kernel.codes import new_code
from parvis.kernel.events import record
from parvis.kernel.operations import Refused, lock, operation, require
from parvis.kernel.tenancy import current, current_id

# As long as a password must be here, and read aloud in three groups.
LENGTH = 12


@operation
def print_code(agent: Agent, *, by: Actor) -> tuple[Agent, str]:
    """The agent, with an identifier if they had none, and their new code, which is kept nowhere: the one before it
    opens nothing any more, nor do the sessions it had opened. Refused to whoever signs in with an address of their own, and
    in a practice town."""
    agent = lock(agent)
    require(policy.can_manage(by, agent, posts_of(agent)))
    if agent.user is not None and not agent.identifier:
        raise Refused(_("Cette personne se connecte avec son adresse : « Mot de passe oublié ? » lui en donne un autre."))
    if not agent.is_in_post:
        raise Refused(_("Cette personne n’est plus en poste."))
    require_own_credentials()
    if not agent.identifier:
        agent.identifier = _free_identifier(agent)
    code = new_code(LENGTH)
    address = address_of(agent.identifier)
    user = agent.user or User.objects.create_user(address)
    user.set_password(code)
    user.save(update_fields=["password"])
    agent.user = user
    agent.save(update_fields=["identifier", "user"])
    record(agent, CodePrinted(), by=by)
    return agent, code


def address_of(identifier: str) -> str:
    """The name of the credentials of whoever has no address: nobody can be written to there (RFC 2606)."""
    return f"{identifier}@{current().practises_for_id or current_id()}.invalid"


def require_own_credentials() -> None:
    """In a practice town people come in with what they have in the town that it is for: nothing learnt or arranged there, where
    all may read all letters and try all rights, may open somebody's real account."""
    if current().is_practice:
        raise Refused(_("Dans la ville d’entraînement, chacun garde ses accès : ils se règlent dans la vraie commune."))


def _free_identifier(agent: Agent) -> str:
    """ "karim.lefevre", or "karim.lefevre2" when there is one already."""
    plain = unicodedata.normalize("NFKD", f"{agent.first_name}.{agent.last_name}").encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9.-]+", "-", plain).strip(".-")[:50] or "agent"
    taken = set(Agent.objects.filter(identifier__startswith=stem).values_list("identifier", flat=True))
    number = 1
    while (name := stem if number == 1 else f"{stem}{number}") in taken:
        number += 1
    return name
