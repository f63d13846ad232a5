"""Who may draw the town: the same people as may arrange it, known here by what they are and not by their class."""

from typing import Protocol, runtime_checkable

from parvis.kernel.actors import Actor, System
from parvis.kernel.tenancy import current_id


@runtime_checkable
class Arranger(Protocol):
    """Somebody of the town hall."""

    authority_id: int
    is_administrator: bool

    @property
    def is_in_post(self) -> bool: ...


def can_draw(by: Actor) -> bool:
    """Its administrators, and whoever holds the machine, by a command."""
    if isinstance(by, System):
        return True
    return isinstance(by, Arranger) and by.is_administrator and by.is_in_post and by.authority_id == current_id()
