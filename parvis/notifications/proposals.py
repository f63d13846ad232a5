"""The rules about letters that a town is proposed to begin with, by its size: read from a file."""

from collections.abc import Sequence
from datetime import time
from functools import lru_cache
from pathlib import Path

import msgspec

from parvis.cases.proposals import Size
from parvis.kernel.text import fold
from parvis.notifications.drafts import Draft
from parvis.notifications.models import Channel, Rule, Still, Who

FILE = Path(__file__).parent / "proposed" / "rules.toml"
# Nobody's evening: what waited two days waits for the morning.
QUIET_FROM, QUIET_UNTIL = time(19), time(8)
DAY = 24 * 60


class RuleProposal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`delay_days`: after the fact; 0 is at once. `is_in_working_hours`: neither at night nor on Sundays."""

    key: str
    name: str
    occasion: str
    who: tuple[Who, ...]
    subject: str
    body: str
    size: Size = Size.VILLAGE
    still: Still = Still.ANYHOW
    delay_days: int = 0
    is_urgent: bool = False
    is_on_screen: bool = False
    is_in_working_hours: bool = False

    @property
    def is_for_several(self) -> bool:
        """It tells somebody whom a town of one agent has not."""
        return not {Who.REQUESTER, Who.ASSIGNEE} >= set(self.who)

    @property
    def draft(self) -> Draft:
        return Draft(
            name=self.name, occasion=self.occasion, who=frozenset(self.who), subject=self.subject, body=self.body.strip(),
            still=self.still, delay_minutes=self.delay_days * DAY, is_urgent=self.is_urgent,
            channel=Channel.DESK if self.is_on_screen else Channel.EMAIL,
            quiet_from=QUIET_FROM if self.is_in_working_hours else None,
            quiet_until=QUIET_UNTIL if self.is_in_working_hours else None, rests_on_sundays=self.is_in_working_hours,
        )  # fmt: skip


class _Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    rule: tuple[RuleProposal, ...]


def proposed_rules(size: Size, *, is_alone: bool = False) -> list[RuleProposal]:
    """What the town has not: a rule of that name is there already, on or off."""
    known = {fold(name) for name in Rule.objects.filter(standard="", ended_on__isnull=True).values_list("name", flat=True)}
    offered = [one for one in _all() if size.offers(one.size) and not (is_alone and one.is_for_several)]
    return [one for one in offered if fold(one.name) not in known]


@lru_cache
def _all() -> Sequence[RuleProposal]:
    return msgspec.toml.decode(FILE.read_bytes(), type=_Rules).rule
