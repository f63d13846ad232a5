"""What an agent may choose of the letters that rules send them."""

from dataclasses import dataclass

from parvis.directory.models import Agent
from parvis.directory.queries import is_undivided
from parvis.notifications.addressees import reader_of
from parvis.notifications.fields import Reader
from parvis.notifications.models import Channel, Freedom, Preference, Rhythm, Rule, RuleRecipient, Who
from parvis.notifications.standard import STANDARDS

OFFERED = {
    Freedom.NONE: (),
    Freedom.RHYTHM: (Rhythm.AT_ONCE, Rhythm.DAILY),
    Freedom.ALL: (Rhythm.AT_ONCE, Rhythm.DAILY, Rhythm.NEVER),
}


@dataclass(frozen=True)
class Choice:
    """`said`: how often the town says; `chosen`: what the agent has, "" when it is what the town says."""

    key: str
    label: str
    said: str
    rhythms: tuple[str, ...]
    chosen: str


def choices_of(agent: Agent) -> list[Choice]:
    """One a rule that writes to agents, those of every town first."""
    chosen = dict(Preference.objects.filter(agent=agent).values_list("rule", "rhythm"))
    rules = {rule.key: rule for rule in Rule.objects.filter(ended_on__isnull=True)}
    found = []
    standards = [one for one in STANDARDS if not one.is_between_agents] if is_undivided() else STANDARDS
    for one in standards:
        rule = rules.get(one.key)
        if one.reader == Reader.AGENT and one.fact is not None and (rule is None or rule.is_active):
            found.append(_choice(one.key, str(one.label), rule, chosen))
    to_agents = {row.rule_id for row in RuleRecipient.objects.all() if is_to_agents(row.who)}
    own = (rule for rule in rules.values() if not rule.standard and rule.is_active and rule.pk in to_agents)
    return found + [_choice(rule.key, rule.name, rule, chosen) for rule in own]


def is_to_agents(who: str) -> bool:
    return reader_of(who) == Reader.AGENT and who != Who.UNIT_ADDRESS


def _choice(key: str, label: str, rule: Rule | None, chosen: dict[str, str]) -> Choice:
    said = rule.rhythm if rule is not None else Rhythm.AT_ONCE
    rhythms: tuple[Rhythm, ...] = OFFERED[Freedom(rule.freedom if rule is not None else Freedom.RHYTHM)]
    if rule is not None and rule.channel == Channel.DESK:  # there is nothing to gather
        rhythms = tuple(one for one in rhythms if one != Rhythm.DAILY) if Rhythm.NEVER in rhythms else ()
    mine = chosen.get(key, "")
    return Choice(key, label, said, rhythms, mine if mine in rhythms else "")
