"""Facts about the authority, its units and its agents."""

from dataclasses import dataclass
from datetime import date
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
class LooksGiven(Fact):
    """The colour and the logo of the town: about its reception. The files of logos are kept, and named by nobody."""

    kind: ClassVar[str] = "authority.looks_given"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    colour: str
    previous: str
    has_new_logo: bool


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
class UnitDescribed(Fact):
    """What is said of the unit changed: only the fields that did. An address or a number may be somebody's own."""

    kind: ClassVar[str] = "unit.described"
    personal: ClassVar[tuple[str, ...]] = ("before", "after")
    before: dict[str, str] | None
    after: dict[str, str] | None


@fact
@dataclass(frozen=True, kw_only=True)
class UnitMoved(Fact):
    kind: ClassVar[str] = "unit.moved"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    parent_id: int | None
    previous_id: int | None


@fact
@dataclass(frozen=True, kw_only=True)
class UnitDissolved(Fact):
    """The unit ended: its members, its cases and its categories went to another."""

    kind: ClassVar[str] = "unit.dissolved"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    into_id: int


@fact
@dataclass(frozen=True, kw_only=True)
class AgentAdded(Fact):
    kind: ClassVar[str] = "agent.added"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    is_supervisor: bool
    is_administrator: bool


@fact
@dataclass(frozen=True, kw_only=True)
class AgentDescribed(Fact):
    """The agent's name or coordinates changed: only the fields that did."""

    kind: ClassVar[str] = "agent.described"
    personal: ClassVar[tuple[str, ...]] = ("before", "after")
    before: dict[str, str] | None
    after: dict[str, str] | None


@fact
@dataclass(frozen=True, kw_only=True)
class AgentEntitled(Fact):
    """Whether the agent sees all, and arranges the town."""

    kind: ClassVar[str] = "agent.entitled"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    is_supervisor: bool
    was_supervisor: bool
    is_administrator: bool
    was_administrator: bool


@fact
@dataclass(frozen=True, kw_only=True)
class AgentQualified(Fact):
    """What the agent is to the town hall: of it, a councillor who reads, a contractor."""

    kind: ClassVar[str] = "agent.qualified"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    as_kind: str
    previous_kind: str


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
class AgentRoleChanged(Fact):
    """The agent was given another role in a unit where they worked already."""

    kind: ClassVar[str] = "agent.role_changed"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    unit_id: int
    role: str
    previous: str


@fact
@dataclass(frozen=True, kw_only=True)
class AgentUnposted(Fact):
    """The agent no longer works in a unit."""

    kind: ClassVar[str] = "agent.unposted"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    unit_id: int
    previous: str


@fact
@dataclass(frozen=True, kw_only=True)
class AgentSuspended(Fact):
    """The agent signs in no longer, until they are taken back; their cases stay theirs."""

    kind: ClassVar[str] = "agent.suspended"
    personal: ClassVar[tuple[str, ...]] = NOTHING


@fact
@dataclass(frozen=True, kw_only=True)
class AgentTakenBack(Fact):
    kind: ClassVar[str] = "agent.taken_back"
    personal: ClassVar[tuple[str, ...]] = NOTHING


@fact
@dataclass(frozen=True, kw_only=True)
class AgentLeft(Fact):
    """The agent left the town hall; `heir_id` has their work, or else nobody in their units yet."""

    kind: ClassVar[str] = "agent.left"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    heir_id: int | None


@fact
@dataclass(frozen=True, kw_only=True)
class CodePrinted(Fact):
    """A code to sign in with was made, in place of the one before. The code itself is kept nowhere."""

    kind: ClassVar[str] = "agent.code_printed"
    personal: ClassVar[tuple[str, ...]] = NOTHING


@fact
@dataclass(frozen=True, kw_only=True)
class AgentInvited(Fact):
    """The agent was sent the way in."""

    kind: ClassVar[str] = "agent.invited"
    personal: ClassVar[tuple[str, ...]] = NOTHING


@fact
@dataclass(frozen=True, kw_only=True)
class AbsenceAnnounced(Fact):
    """The agent will be away, both days included; the deputy stands in. Why is nobody's business."""

    kind: ClassVar[str] = "agent.absence_announced"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    deputy_id: int
    starts_on: date
    ends_on: date


@fact
@dataclass(frozen=True, kw_only=True)
class AbsenceCalledOff(Fact):
    """The agent is there after all, or came back on `on`."""

    kind: ClassVar[str] = "agent.absence_called_off"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    deputy_id: int
    starts_on: date
    ends_on: date


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


@fact
@dataclass(frozen=True, kw_only=True)
class CommuneConfirmed(Fact):
    """Which commune of France this is, and what follows from where it lies: about its reception."""

    kind: ClassVar[str] = "authority.commune_confirmed"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    insee_code: str
    previous_code: str
    town: str
    previous_town: str
    time_zone: str
    previous_zone: str
    holidays: str
    previous_holidays: str


@fact
@dataclass(frozen=True, kw_only=True)
class ProviderDescribed(Fact):
    """Who vouches for agents, and on what terms: only the fields that changed. A new secret is told, and not which."""

    kind: ClassVar[str] = "provider.described"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    before: dict[str, str]
    after: dict[str, str]


@fact
@dataclass(frozen=True, kw_only=True)
class LdapDescribed(Fact):
    """The town's directory of people: only the fields that changed, and never the secret."""

    kind: ClassVar[str] = "ldap.described"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    before: dict[str, str]
    after: dict[str, str]


@fact
@dataclass(frozen=True, kw_only=True)
class IdentityLinked(Fact):
    """A provider vouched for the agent for the first time."""

    kind: ClassVar[str] = "agent.identity_linked"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    issuer: str


@fact
@dataclass(frozen=True, kw_only=True)
class IdentitiesForgotten(Fact):
    """What providers call the agent is forgotten."""

    kind: ClassVar[str] = "agent.identities_forgotten"
    personal: ClassVar[tuple[str, ...]] = NOTHING


@fact
@dataclass(frozen=True, kw_only=True)
class DeviceShared(Fact):
    """A browser asks from now on which member of the unit is holding it; about the unit."""

    kind: ClassVar[str] = "unit.device_shared"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    device_id: int


@fact
@dataclass(frozen=True, kw_only=True)
class DeviceWithdrawn(Fact):
    """It is a browser like another again; about the unit."""

    kind: ClassVar[str] = "unit.device_withdrawn"
    personal: ClassVar[tuple[str, ...]] = NOTHING
    device_id: int
