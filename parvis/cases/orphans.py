"""A confidential case is never left with nobody who can open it: when a door is shut to somebody, another is named."""

from parvis.cases.models import Case, Confidant
from parvis.cases.operations.confide import find_readers
from parvis.directory.events import AgentQualified, AgentSuspended
from parvis.kernel.actors import System
from parvis.kernel.deliveries import on
from parvis.kernel.models import Event


@on(AgentSuspended, AgentQualified, name="cases.find_readers")
def find_other_readers(event: Event) -> None:
    """Of each case that was open to them by name; whoever leaves for good hands it on as they go."""
    theirs = Confidant.objects.filter(agent=event.subject_id).values("case")
    for case in Case.objects.filter(pk__in=theirs).order_by("pk"):
        find_readers(case, by=System("worker"))
