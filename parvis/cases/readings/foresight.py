"""What would happen to a case before anybody makes it: the very steps of `receive`, without its writing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from parvis.cases.admission import Coordinates, Place, new_case
from parvis.cases.models import Case, Category
from parvis.cases.operations.receive import prepare
from parvis.cases.readings.catalogue import Catalogue
from parvis.cases.readings.nearby import Neighbour, nearby
from parvis.cases.routing import Destination
from parvis.directory.opening import on_call_now
from parvis.kernel import clock
from parvis.kernel.actors import Actor
from parvis.kernel.operations import Refused
from parvis.kernel.tenancy import current


@dataclass(frozen=True)
class Foreseen:
    """`refused`: why nothing would be made, in words, and then nothing else is said. `case`: as it would be, never written.

    `on_call`: the number that the form would show; `neighbours`: what would be proposed instead of one more.
    """

    refused: str = ""
    destination: Destination | None = None
    case: Case | None = None
    on_call: str = ""
    neighbours: list[Neighbour] = field(default_factory=list)

    @property
    def has_receipt(self) -> bool:
        return self.case is not None and bool(self.case.requester_email)


def foresee(
    category: Category,
    *,
    words: str,
    place: Place,
    requester: Coordinates,
    answers: Mapping[str, str],
    at: datetime,
    by: Actor,
) -> Foreseen:
    """For whoever would ask it at that instant."""
    on_call = on_call_now(current(), at) if category.is_danger else ""
    try:
        _filling, _districts, destination = prepare(category, place, requester, answers, by, on=clock.civil(current(), at))
    except Refused as refused:
        return Foreseen(refused=refused.message, on_call=on_call)
    return Foreseen(
        destination=destination,
        case=new_case(category, words, place, requester, destination, at),
        on_call=on_call,
        neighbours=nearby(category, place.point, Catalogue()) if place.point else [],
    )
