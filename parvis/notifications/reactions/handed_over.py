"""Letters to whoever inherits: once for all the work of somebody who left, or of a unit that was dissolved."""

from collections.abc import Iterable

from parvis.directory.events import AgentLeft, UnitDissolved
from parvis.directory.models import Agent, Unit
from parvis.kernel.deliveries import on
from parvis.kernel.events import fact_of
from parvis.kernel.models import Event
from parvis.kernel.tenancy import current
from parvis.notifications.models import Recipient
from parvis.notifications.recipients import heads, reachable
from parvis.notifications.writing import Addressee, Words, show_on_screen, write

MINE, OF_THE_UNIT = "a-moi", "mon-service"


@on(AgentLeft, UnitDissolved, name="notifications.handed_over")
def tell_the_heirs(event: Event) -> None:
    """The heir, or whoever heads the unit that inherits; nobody when the work waits in its units, where it is seen."""
    fact = fact_of(event)
    if isinstance(fact, AgentLeft) and fact.heir_id is not None:
        heir = Agent.objects.get(pk=fact.heir_id)
        _tell([heir], str(Agent.objects.get(pk=event.subject_id)), MINE, event)
    elif isinstance(fact, UnitDissolved):
        into = Unit.objects.get(pk=fact.into_id)
        _tell(heads(into), Unit.objects.get(pk=event.subject_id).name, OF_THE_UNIT, event)


def _tell(agents: Iterable[Agent], gone: str, queue: str, event: Event) -> None:
    values = {"gone": gone, "is_unit": queue == OF_THE_UNIT}
    link = current().link_to(f"/agents/demandes?vue={queue}")
    for agent in reachable(agents, event):
        words = Words(template="agents/handed_over", link=link, values=values)
        tell = write if agent.email else show_on_screen
        tell(words, to=Addressee(Recipient.AGENT, agent.email, agent), event=event)
