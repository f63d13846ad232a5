"""A unit has ended: the unit that inherits its cases has its words as well."""

from parvis.directory.events import UnitDissolved
from parvis.directory.models import Unit
from parvis.kernel.actors import System
from parvis.kernel.deliveries import on
from parvis.kernel.events import fact_of, history
from parvis.kernel.models import Event
from parvis.notifications.operations.inherit_templates import inherit_templates


@on(UnitDissolved, name="notifications.templates_inherited")
def hand_words_on(event: Event) -> None:
    into = _heir_of(event)
    while into.ended_on is not None:  # dissolved in its turn before this was told
        into = _heir_of(history(into).get(kind=UnitDissolved.kind))
    inherit_templates(Unit.objects.get(pk=event.subject_id), into=into, by=System("worker"))


def _heir_of(event: Event) -> Unit:
    fact = fact_of(event)
    assert isinstance(fact, UnitDissolved)
    return Unit.objects.get(pk=fact.into_id)
