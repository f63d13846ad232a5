"""Open a town for whoever will arrange it: the town, and its first administrator, who is not in yet."""

from django.utils.translation import gettext as _

from parvis.directory import policy
from parvis.directory.events import AgentLeft
from parvis.directory.identity import Identity
from parvis.directory.models import Agent
from parvis.directory.operations.agents import add_agent
from parvis.directory.operations.authority import create_authority
from parvis.directory.queries import is_anybody_in
from parvis.kernel import clock
from parvis.kernel.actors import Actor
from parvis.kernel.events import record
from parvis.kernel.models import Authority
from parvis.kernel.operations import Refused, operation, require
from parvis.kernel.tenancy import current, inside


@operation
def found_town(identity: Identity, *, administrator: str, by: Actor) -> Agent:
    """All of it, or nothing. `administrator`: an address; the person says their name when they come."""
    require(policy.can_operate(by))
    town: Authority = create_authority(identity, by=by)
    with inside(town):
        return _seat(administrator, by)


@operation
def name_administrator(*, email: str, by: Actor) -> Agent:
    """In place of the first, whose address was wrong: as long as nobody has come in. Asked again, it is the same person."""
    require(policy.can_operate(by))
    if is_anybody_in():
        raise Refused(_("Quelqu’un administre déjà cette ville : c’est la ville qui nomme les suivants."), "email")
    address = email.strip().lower()
    waiting = Agent.objects.in_post().filter(is_administrator=True).select_for_update()
    known = next((one for one in waiting if one.email == address), None)
    if known is not None:
        return known
    for one in waiting:
        one.ended_on, one.is_administrator = clock.today(current()), False
        one.save(update_fields=["ended_on", "is_administrator"])
        record(one, AgentLeft(heir_id=None), by=by)
    return _seat(address, by)


def _seat(address: str, by: Actor) -> Agent:
    if not address.strip():
        raise Refused(_("Donnez l’adresse e-mail de la personne qui réglera la ville."), "email")
    return add_agent(_("Administration"), current().name, email=address, is_administrator=True, by=by)
