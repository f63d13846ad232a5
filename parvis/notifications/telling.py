"""The one gate that every letter about a case goes through: is it on, in whose words, how often, and when it may leave."""

from dataclasses import replace
from datetime import datetime
from functools import cached_property

from parvis.cases.discretion import as_seen_by
from parvis.cases.models import Case
from parvis.cases.policy import can_see
from parvis.directory.models import Agent
from parvis.kernel import clock
from parvis.kernel.models import Event
from parvis.kernel.tenancy import current
from parvis.notifications.conditions import is_about
from parvis.notifications.digest import put_aside
from parvis.notifications.fields import Reader, Telling, values_for
from parvis.notifications.language import fill
from parvis.notifications.models import Channel, Freedom, Preference, Recipient, Rhythm, Rule, Sending
from parvis.notifications.quiet import allowed_from
from parvis.notifications.standard import BY_KEY
from parvis.notifications.writing import About, Addressee, Own, Words, show_on_screen, write

READERS = {Recipient.AGENT: Reader.AGENT, Recipient.UNIT: Reader.AGENT, Recipient.REQUESTER: Reader.REQUESTER}


class Gate:
    """For all the letters about one fact of a case: what the town and its agents have arranged is read once."""

    def __init__(self, case: Case, event: Event) -> None:
        self.case = case
        self.event = event

    def tell(self, words: Words, *, to: Addressee, about: About, rule: Rule | None = None) -> Sending | None:
        """The letter, once the rule that arranges it has had its say; None when it is not to be written.

        `rule`: of the town; None for a standard letter, which goes as in every town unless this one has arranged it.
        """
        rule = rule or self.arranged.get(words.template)
        if self.case.is_confidential and not self._may_read(to):
            return None
        if rule is not None and not is_on(rule, self.case):
            return None
        rhythm = self._rhythm(rule, words.template, to)
        if rhythm == Rhythm.NEVER or (to.recipient == Recipient.REQUESTER and self._is_spared(rule, words.template)):
            return None
        if rule is not None and rule.body:
            reader = READERS.get(to.recipient, Reader.ANYBODY)
            case = self.case if to.agent is None else as_seen_by(to.agent, self.case)
            words = replace(words, own=own_words(rule, Telling(case, self.event, reader)))
        if channel_to(to.agent, rule, self.case) == Channel.DESK:
            return show_on_screen(words, to=to, about=about, event=self.event)
        if rhythm == Rhythm.DAILY:
            return put_aside(words, to=to, about=about, case=self.case, event=self.event)
        return write(words, to=to, about=about, event=self.event, at=self._hour(rule))

    @cached_property
    def arranged(self) -> dict[str, Rule]:
        """What the town has said of the standard letters."""
        return {rule.standard: rule for rule in Rule.objects.exclude(standard="").select_related("category", "unit")}

    @cached_property
    def _chosen(self) -> dict[tuple[int, str], str]:
        rows = Preference.objects.values_list("agent", "rule", "rhythm")
        return {(agent, rule): rhythm for agent, rule, rhythm in rows}

    def _may_read(self, to: Addressee) -> bool:
        """Of a confidential case: whoever asked, as ever, and those named on it; no address that several read."""
        if to.agent is not None:
            return can_see(to.agent, self.case)
        return to.recipient == Recipient.REQUESTER

    def _is_spared(self, rule: Rule | None, key: str) -> bool:
        """Whoever asked wants the answers and the end alone, and the town lets them choose."""
        if not self.case.is_written_less or (rule is not None and rule.freedom == Freedom.NONE):
            return False
        standard = BY_KEY.get(key)
        return standard is None or standard.is_a_step

    def _hour(self, rule: Rule | None) -> datetime | None:
        """When it may leave; None is now: a danger is told at any hour."""
        now = clock.now()
        at = now if rule is None or self.case.is_danger else allowed_from(rule, now, current())
        return at if at > now else None

    def _rhythm(self, rule: Rule | None, key: str, to: Addressee) -> str:
        """The agent's own choice, within what the rule allows; a danger never waits."""
        if self.case.is_danger:
            return Rhythm.AT_ONCE
        said = rule.rhythm if rule is not None else Rhythm.AT_ONCE
        freedom = rule.freedom if rule is not None else Freedom.RHYTHM
        if to.agent is None or freedom == Freedom.NONE:
            return said
        chosen = self._chosen.get((to.agent.pk, key), said)
        return said if chosen == Rhythm.NEVER and freedom != Freedom.ALL else chosen


def channel_to(agent: Agent | None, rule: Rule | None, case: Case) -> Channel:
    """The screen is for agents; whoever has no address has no other. A danger is written to those who have one."""
    if agent is None:
        return Channel.EMAIL
    is_shown = rule is not None and rule.channel == Channel.DESK and not case.is_danger
    return Channel.DESK if is_shown or not agent.email else Channel.EMAIL


def is_on(rule: Rule, case: Case) -> bool:
    """What the law or security wants is never off; nor is an arrival that is a danger."""
    standard = BY_KEY.get(rule.standard)
    if standard is not None and (standard.why_locked or (standard.key == "agents/arrived" and case.is_danger)):
        return True
    return rule.is_active and rule.ended_on is None and is_about(rule, case)


def own_words(rule: Rule, telling: Telling) -> Own:
    """The town's words with the fields in their places. A title that is empty is the subject."""
    values = values_for(telling, rule.occasion)
    subject = fill(rule.subject, values)
    return Own(subject=subject, title=fill(rule.title, values) or subject, body=fill(rule.body, values))
