"""Welcome somebody new in a unit: the person and their post, or neither."""

from collections.abc import Mapping

from parvis.directory import policy
from parvis.directory.models import Agent, Role, Unit
from parvis.directory.operations.agents import add_agent, describe_agent
from parvis.directory.operations.posts import post
from parvis.kernel.actors import Actor
from parvis.kernel.operations import operation, require


@operation
def welcome(unit: Unit, *, role: Role, person: Mapping[str, str], by: Actor) -> Agent:
    """`person`: first_name, last_name, email and phone, as typed; without an address a code is printed for them later."""
    require(policy.can_give(by, unit, role))
    agent = add_agent(person["first_name"], person["last_name"], email=person["email"], by=by)
    agent = post(agent, to=unit, role=role, by=by)
    return describe_agent(agent, said={"phone": person["phone"]}, by=by)
