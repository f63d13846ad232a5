"""What is said of the town is written in the history of its reception: only who changed the same meanwhile stops it."""

from collections.abc import Callable

from parvis.directory.models import Unit
from parvis.directory.queries import reception
from parvis.kernel.events import Fact, fact_of, since
from parvis.kernel.operations import Stale


def upon_reception(version: int, facts: tuple[type[Fact], ...], act: Callable[[Unit], object]) -> None:
    """Raises Stale when one of these facts was written since that version of the page."""
    first = reception()
    told = [event for event in since(first, version) if isinstance(fact_of(event), facts)]
    if told:
        raise Stale(told)
    act(first)
