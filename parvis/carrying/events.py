"""Facts about a configuration that came from a file."""

from dataclasses import dataclass
from typing import ClassVar

from parvis.kernel.events import Fact, fact


@fact
@dataclass(frozen=True, kw_only=True)
class ConfigurationBrought(Fact):
    """About the reception. Each change is a fact of its own, of what it changed. `refused`: how many could not be."""

    kind: ClassVar[str] = "configuration.brought"
    personal: ClassVar[tuple[str, ...]] = ()
    steps: int
    refused: int
