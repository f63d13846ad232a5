"""Facts about the authority, its units and its agents."""

from dataclasses import dataclass
from typing import ClassVar

from parvis.kernel.events import Fact, fact

NOTHING: tuple[str, ...] = ()


@fact
@dataclass(frozen=True, kw_only=True)
class AuthorityCreated(Fact):
    """The town begins, with its reception: the unit that this fact is about."""

    kind: ClassVar[str] = "authority.created"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    insee_code: str
    host: str


@fact
@dataclass(frozen=True, kw_only=True)
class SiteMoved(Fact):
    """The town's pages are served elsewhere: about its reception, like its creation."""

    kind: ClassVar[str] = "authority.site_moved"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    site_url: str
    previous: str


@fact
@dataclass(frozen=True, kw_only=True)
class BaseMapChosen(Fact):
    """The ground on which the town's cases are shown: about its reception. `style` is "" for the Plan IGN."""

    kind: ClassVar[str] = "authority.base_map_chosen"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    style: str
    previous: str


@fact
@dataclass(frozen=True, kw_only=True)
class UnitCreated(Fact):
    kind: ClassVar[str] = "unit.created"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    parent_id: int | None


@fact
@dataclass(frozen=True, kw_only=True)
class UnitChanged(Fact):
    kind: ClassVar[str] = "unit.changed"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    is_closing_reserved: bool


@fact
@dataclass(frozen=True, kw_only=True)
class AgentAdded(Fact):
    kind: ClassVar[str] = "agent.added"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    is_supervisor: bool
    is_administrator: bool


@fact
@dataclass(frozen=True, kw_only=True)
class AgentPosted(Fact):
    """The agent was given a role in a unit."""

    kind: ClassVar[str] = "agent.posted"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    unit_id: int
    role: str


@fact
@dataclass(frozen=True, kw_only=True)
class ThemeChosen(Fact):
    """How the agent's desk looks: "light", "dark", or "" as the device does."""

    kind: ClassVar[str] = "agent.theme_chosen"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    theme: str


@fact
@dataclass(frozen=True, kw_only=True)
class PageWritten(Fact):
    """The town wrote one of its own pages: all that it said before, and says now. It may name people."""

    kind: ClassVar[str] = "page.written"
    personal: ClassVar[tuple[str, ...]] = ("text", "previous_text")
    text: str | None
    previous_text: str | None


@fact
@dataclass(frozen=True, kw_only=True)
class ParticularTold(Fact):
    """Something that the law wants known of the town was told or changed: about its reception, like its creation."""

    kind: ClassVar[str] = "authority.particular_told"
    personal: ClassVar[tuple[str, ...]] = ("value", "previous_value")
    field: str
    value: str | None
    previous_value: str | None


@fact
@dataclass(frozen=True, kw_only=True)
class OpeningSet(Fact):
    """When the town hall is open, and who is on call when it is not: the number may be somebody's own."""

    kind: ClassVar[str] = "authority.opening_set"
    personal: ClassVar[tuple[str, ...]] = ("on_call_phone", "previous_phone")
    hours: str
    previous_hours: str
    on_call_phone: str | None
    previous_phone: str | None
