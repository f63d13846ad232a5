"""A case as it is shown to whoever may not know who asked: the thing shown has no name, coordinate nor key in it."""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass

from parvis.cases import personal, policy
from parvis.cases.masking import masked
from parvis.cases.models import Case, Look
from parvis.directory.models import Agent

_WHO = (
    "requester_first_name", "requester_last_name", "requester_email", "requester_phone", "tracking_code", "private_key",
)  # fmt: skip
_WORDS = ("words", "address", "public_words", "public_address")


@dataclass(frozen=True)
class Discretion:
    """`known`: what must not appear in any words of the case. `is_reachable`: whether there is an address to write to."""

    known: tuple[str, ...]
    is_reachable: bool

    def hide(self, text: str) -> str:
        """The words without what seems to lead to a person, and without the requester's name."""
        return masked(text, [(one.start, one.end) for one in personal.find(text, known=self.known)])


def as_seen_by(agent: Agent, case: Case) -> Case:
    """The case, or what of it the agent may read. Asks no query, and reads no word that was left aside."""
    return case if policy.can_identify(agent, case) else discreet(case)


def all_as_seen_by(agent: Agent, cases: Iterable[Case]) -> list[Case]:
    return [as_seen_by(agent, case) for case in cases]


def discretion_of(case: Case) -> Discretion:
    name_of_address = case.requester_email.partition("@")[0]
    known = (case.requester_name, name_of_address.replace(".", " ").replace("_", " "))
    return Discretion(tuple(filter(None, known)), case.is_reachable)


def discreet(case: Case) -> Case:
    """To be read, never to be written: operations lock the row itself."""
    if case.discretion is not None:
        return case
    told = discretion_of(case)
    aside = case.get_deferred_fields()
    shown = copy(case)
    for field in _WHO:
        setattr(shown, field, "")
    for field in _WORDS:
        setattr(shown, field, "" if field in aside else told.hide(getattr(case, field)))
    if case.look == Look.PUBLISHED and "words" not in aside:
        shown.words = shown.public_words  # an agent has masked more, or less; and what is left was looked through again
    shown.discretion = told
    return shown
