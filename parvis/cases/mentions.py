"""Whom a note names: by choice, or by an @ before a name in its words; and that they see the case."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from parvis.cases.grouping import groups_in_use, people_of
from parvis.cases.mention_events import CaseMentioned
from parvis.cases.models import Case, Group, Message
from parvis.cases.readings.seers import seers_of
from parvis.directory.models import Agent
from parvis.kernel.operations import Refused
from parvis.kernel.text import fold

AT = re.compile(r"(?<![\w@.])@(?=\w)")


@dataclass(frozen=True)
class Mentions:
    """In the order of their names; nobody twice."""

    agents: tuple[Agent, ...] = ()
    groups: tuple[Group, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.agents or self.groups)

    def and_of(self, text: str, seers: Iterable[Agent]) -> "Mentions":
        """With those whom the words name after an @; of two of one name, whoever sees the case. What follows another @ stays
        words."""
        if AT.search(text) is None:
            return self
        people = {fold(str(one)): one for one in (*Agent.objects.colleagues().order_by("-pk"), *seers)}
        teams = {fold(one.name): one for one in groups_in_use()}
        called = _names_in(text, {*people, *teams})
        agents = {one.pk: one for one in (*self.agents, *(people[name] for name in called if name in people))}
        groups = {one.pk: one for one in (*self.groups, *(teams[name] for name in called if name in teams))}
        return Mentions(tuple(agents.values()), tuple(groups.values()))


def _names_in(text: str, names: Iterable[str]) -> list[str]:
    """The longest name that stands whole after each @."""
    longest = sorted(names, key=len, reverse=True)
    plain = " ".join(fold(text).split())
    rests = [plain[found.end() :] for found in AT.finditer(plain)]
    ends = [next((one for one in longest if rest.startswith(one) and not rest[len(one) :][:1].isalnum()), "") for rest in rests]
    return [one for one in ends if one]


def mentioning(case: Case, message: Message, to: Mentions, *, by: Agent) -> CaseMentioned | None:
    """The fact, if anybody is named. Refuses, by name, whoever cannot see the case, and a group none of whose people can."""
    if not to and AT.search(message.text) is None:
        return None
    seers = {one.pk: one for one in seers_of(case)}
    whom = to.and_of(message.text, seers.values())
    if not whom:
        return None
    blind = [str(one) for one in whom.agents if one.pk not in seers]
    if blind:
        words = _("%s ne voit pas cette demande, et ne peut pas en être prévenu : retirez son nom, ou confiez-la-lui d’abord.")
        raise Refused(words % ", ".join(blind), "told")
    told = {one.pk for one in whom.agents}
    for group in whom.groups:
        there = {one.pk for one in people_of(group)} & seers.keys()
        if not there or case.is_confidential:
            raise Refused(_("Personne du groupe « %s » ne voit cette demande : confiez-la-lui d’abord.") % group.name, "told")
        told |= there
    return CaseMentioned(
        message_id=message.pk,
        named=sorted(one.pk for one in whom.agents),
        groups=sorted(one.pk for one in whom.groups),
        told=sorted(told - {by.pk}),
    )
