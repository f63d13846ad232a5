"""Give somebody of the real town their seat where one practises, as they come."""

from parvis.carrying.compare import compare
from parvis.carrying.document import Document, document_here
from parvis.carrying.steps import take_all
from parvis.directory.models import Agent
from parvis.kernel.actors import Actor
from parvis.kernel.operations import operation
from parvis.kernel.tenancy import inside
from parvis.practice.founding import seat
from parvis.practice.models import Practice, State
from parvis.practice.where import is_expected

ABOUT_PEOPLE = ("personnes", "postes", "acces", "responsables")


@operation
def take_seat(agent: Agent, *, by: Actor) -> Agent | None:
    """Of the real town, whose agent it is: their seat in its practice town, made now with their posts and rights if they came
    to the town hall since. None for whoever is not expected there."""
    practice = Practice.objects.select_for_update(of=("self",)).select_related("town").get(state=State.READY)
    assert practice.town is not None
    with inside(practice.town):
        known = Agent.objects.in_post().filter(user=agent.user_id).select_related("user").first()
    if known is not None or not is_expected(agent, practice):
        return known
    seat([agent], practice.town, by=by)
    name = agent.email or agent.identifier
    there = document_here(with_people=True).rows
    theirs = {key: [row for row in there[key] if row.get("personne") == name] for key in ABOUT_PEOPLE}
    with inside(practice.town):
        take_all(compare(Document(theirs, has_people=True)).steps, by=by)
        return Agent.objects.in_post().filter(user=agent.user_id).select_related("user").first()
