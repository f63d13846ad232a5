"""Write the letter that invites an agent to the desk."""

from django.utils.translation import gettext as _

from parvis.directory import policy
from parvis.directory.events import AgentInvited
from parvis.directory.models import Agent
from parvis.directory.operations.agents import posts_of
from parvis.directory.queries import is_anybody_in
from parvis.kernel.actors import Actor
from parvis.kernel.events import record
from parvis.kernel.operations import Refused, lock, operation, require
from parvis.notifications.models import Recipient, Sending
from parvis.notifications.writing import Addressee, Words, write


@operation
def write_invitation(agent: Agent, *, link: str, is_new: bool, by: Actor) -> Sending:
    """`is_new`: the link chooses a first password; else the person keeps the one that they have in another town."""
    agent = lock(agent)
    seats = agent.is_administrator and policy.can_seat(by, is_anybody_in=is_anybody_in())
    require(seats or policy.can_manage(by, agent, posts_of(agent)))
    if not agent.email or not agent.is_in_post:
        raise Refused(_("Une invitation part à une adresse e-mail, à quelqu’un qui est en poste."))
    words = Words(template="account/invitation", link=link, values={"agent": agent, "is_new": is_new})
    sending = write(words, to=Addressee(Recipient.AGENT, agent.email, agent))
    record(agent, AgentInvited(), by=by)
    return sending
