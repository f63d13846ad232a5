"""Name on a case that comes in, and is confidential from the start, those to whom its category opens it."""

from parvis.cases.events import CaseRestricted
from parvis.cases.models import Case, Confidant
from parvis.cases.routing import Destination


def entrust(*cases: tuple[Case, Destination]) -> None:
    """Name on each, confidential from the start, those to whom its category opens it."""
    Confidant.objects.bulk_create(Confidant(case=case, agent=one) for case, to in cases for one in to.named)


def confidence(destination: Destination) -> CaseRestricted:
    """The fact that it is confidential as it comes in."""
    named = sorted(one.pk for one in destination.named)
    return CaseRestricted(named=named, previously=[], was_confidential=False, cause="category", released_id=None)
