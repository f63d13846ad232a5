"""Facts about zonings."""

from dataclasses import dataclass
from typing import ClassVar

from parvis.kernel.events import Fact, fact


@fact
@dataclass(frozen=True, kw_only=True)
class ZoningImported(Fact):
    kind: ClassVar[str] = "zoning.imported"
    personal: ClassVar[tuple[str, ...]] = ()
    added: int
    changed: int
    ended: int
