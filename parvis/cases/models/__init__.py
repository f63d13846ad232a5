"""The tables of the room: categories and routing, cases, messages, photos, stages."""

from parvis.cases.models.access import Access, RoleRight
from parvis.cases.models.answer import CaseAnswer
from parvis.cases.models.bravo import Bravo
from parvis.cases.models.case import Case, CasePlacement, Channel, Look, Origin, Outcome, Priority, Status
from parvis.cases.models.category import Category, CategoryOwner, Kind, Publication, RoutingRule
from parvis.cases.models.confidant import Confidant
from parvis.cases.models.follower import Follower
from parvis.cases.models.group import Group, GroupMember
from parvis.cases.models.message import Message, MessageKind
from parvis.cases.models.photo import CasePhoto
from parvis.cases.models.stage import Stage, StageSet

__all__ = [
    "Access",
    "Bravo",
    "Case",
    "CaseAnswer",
    "CasePhoto",
    "CasePlacement",
    "Category",
    "CategoryOwner",
    "Channel",
    "Confidant",
    "Follower",
    "Group",
    "GroupMember",
    "Kind",
    "Look",
    "Message",
    "MessageKind",
    "Origin",
    "Outcome",
    "Priority",
    "Publication",
    "RoleRight",
    "RoutingRule",
    "Stage",
    "StageSet",
    "Status",
]
