"""Write the letter of a forgotten password: a page waits for no mail server."""

from parvis.directory.models import Agent, User
from parvis.kernel.actors import Actor
from parvis.kernel.operations import operation
from parvis.kernel.tenancy import current
from parvis.notifications.models import Recipient, Sending
from parvis.notifications.writing import Addressee, Words, write


@operation
def write_forgotten_password(user: User, *, link: str, by: Actor) -> Sending | None:
    """To the address that signs in, if it is an agent's in post here; else to nobody, and the page says the same. To nobody in
    a practice town, where all read all letters: the link would open a real account."""
    if current().is_practice:
        return None
    agent = Agent.objects.in_post().filter(user=user).first()
    if agent is None or agent.identifier:  # whoever signs in with an identifier has no address: their head prints a code
        return None
    words = Words(template="account/forgotten_password", link=link)
    return write(words, to=Addressee(Recipient.AGENT, user.email, agent))
