"""Those who act on a case without being agents."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Visitor:
    """Somebody who sends a report: nobody yet."""

    actor_kind: str = "visitor"
    actor_id: int | None = None
    actor_through: str = "web"


@dataclass(frozen=True)
class Requester:
    """Whoever holds the private link of a case."""

    case_id: int
    actor_kind: str = "requester"
    actor_id: int | None = None
    actor_through: str = "web"
