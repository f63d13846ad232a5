"""Write the letter whose link opens all the cases of an address: a page waits for no mail server."""

from parvis.cases.emails import normal
from parvis.cases.keyring import new_keyring
from parvis.cases.readings.mine import latest
from parvis.kernel.actors import Actor
from parvis.kernel.operations import operation
from parvis.notifications.about import keyring_link
from parvis.notifications.limits import may_send_a_keyring
from parvis.notifications.models import Recipient, Sending
from parvis.notifications.writing import Addressee, Words, write


@operation
def write_my_cases(email: str, *, by: Actor) -> Sending:
    """To the address, if requests were made with it here. Else the same letter is written to nobody and dropped: the page
    answers the same, as fast, and tells nobody who has asked something of the town. Refuses what is no address."""
    address = normal(email)
    case = latest(address)
    is_allowed = may_send_a_keyring(address)
    to = address if case is not None and is_allowed else ""
    words = Words(template="requester/my_cases", link=keyring_link(new_keyring(case)), is_private=True)
    return write(words, to=Addressee(Recipient.REQUESTER, to))
