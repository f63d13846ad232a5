"""Who acts, through what, and on whose behalf."""

from dataclasses import dataclass
from typing import Protocol


class Actor(Protocol):
    """Anyone an operation can be done `by`: an agent, a requester, the system itself."""

    @property
    def actor_kind(self) -> str: ...

    @property
    def actor_id(self) -> int | None: ...

    @property
    def actor_through(self) -> str: ...


@dataclass(frozen=True)
class System:
    """Parvis itself: the worker, an import, a command."""

    name: str
    actor_kind: str = "system"
    actor_id: int | None = None

    @property
    def actor_through(self) -> str:
        return self.name
