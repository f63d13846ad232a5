"""The tables of the room: categories and routing, cases, messages."""

from parvis.cases.models.case import Case, CasePlacement, Channel, Origin, Outcome, Priority, Status
from parvis.cases.models.category import Category, CategoryOwner, Kind, RoutingRule, Visibility
from parvis.cases.models.message import Message, MessageKind

__all__ = [
    "Case",
    "CasePlacement",
    "Category",
    "CategoryOwner",
    "Channel",
    "Kind",
    "Message",
    "MessageKind",
    "Origin",
    "Outcome",
    "Priority",
    "RoutingRule",
    "Status",
    "Visibility",
]
