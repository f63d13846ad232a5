"""Facts about whom a note names."""

from dataclasses import dataclass
from typing import ClassVar

from parvis.kernel.events import Fact, fact


@fact
@dataclass(frozen=True, kw_only=True)
class CaseMentioned(Fact):
    """A note tells colleagues of it: those `named` one by one, and the groups; `told`: all of them who see the case."""

    kind: ClassVar[str] = "case.mentioned"
    personal: ClassVar[tuple[str, ...]] = ()
    message_id: int
    named: list[int]
    groups: list[int]
    told: list[int]
