"""Write a rule about letters, switch it on or off, end it."""

from django.utils.translation import gettext as _

from parvis.directory.policy import can_arrange
from parvis.kernel import clock
from parvis.kernel.actors import Actor
from parvis.kernel.events import record
from parvis.kernel.operations import Refused, lock, operation, require, require_ours
from parvis.kernel.tenancy import current
from parvis.notifications.drafts import Draft, check, described
from parvis.notifications.events import RuleEnded, RuleSwitched, RuleWritten
from parvis.notifications.models import Freedom, Rule, RuleRecipient
from parvis.notifications.standard import BY_KEY


@operation
def create_rule(draft: Draft, *, by: Actor) -> Rule:
    """A rule of the town, on at once: it tells what happens from now on. Refuses one that could tell nobody."""
    require(can_arrange(by))
    require_ours(draft.category, draft.unit, draft.district, *draft.groups)
    now = clock.now()
    rule = Rule(since_at=now, updated_at=now)
    draft.put_on(rule)
    recipients = draft.recipients(rule)
    check(rule, recipients)
    rule.save()
    RuleRecipient.objects.bulk_create(recipients)
    record(rule, RuleWritten(before={}, after=_differing(described(rule, recipients), {})), by=by)
    return rule


@operation
def own_standard(key: str, *, by: Actor) -> Rule:
    """The row in which the town arranges a standard letter; nothing of the letter changes by that."""
    require(can_arrange(by))
    standard = BY_KEY.get(key)
    if standard is None or standard.fact is None:
        raise Refused(_("Cette lettre ne se règle pas."))
    now = clock.now()
    rule, _is_new = Rule.objects.get_or_create(
        standard=key,
        defaults={
            "name": str(standard.label), "occasion": standard.occasion, "freedom": Freedom.RHYTHM, "since_at": now,
            "updated_at": now,
        },
    )  # fmt: skip
    return rule


@operation
def write_rule(rule: Rule, *, draft: Draft, by: Actor) -> Rule:
    """All that the rule's page says. What it has sent stays as it was. The same words say nothing new."""
    require(can_arrange(by))
    rule = lock(rule)
    require_ours(draft.category, draft.unit, draft.district, *draft.groups)
    known = list(RuleRecipient.objects.filter(rule=rule).select_related("group"))
    before = described(rule, known)
    draft.put_on(rule)
    recipients = draft.recipients(rule)
    check(rule, recipients)
    after = described(rule, recipients)
    if after != before:
        rule.save()
        RuleRecipient.objects.filter(rule=rule).delete()
        RuleRecipient.objects.bulk_create(recipients)
        fact = RuleWritten(before=_differing(before, after), after=_differing(after, before))
        record(rule, fact, by=by)
    return rule


@operation
def switch_rule(rule: Rule, *, on: bool, by: Actor) -> Rule:
    """Off, it tells nothing, not even what it awaited; on again, it tells what happens from then on. Refuses to switch off
    what the law or security wants."""
    require(can_arrange(by))
    rule = lock(rule)
    standard = BY_KEY.get(rule.standard)
    if standard is not None and standard.why_locked and not on:
        raise Refused(str(standard.why_locked))
    if rule.is_active != on:
        rule.is_active = on
        if on:
            rule.since_at = clock.now()
        rule.save(update_fields=["is_active", "since_at"])
        record(rule, RuleSwitched(is_active=on), by=by)
    return rule


@operation
def end_rule(rule: Rule, *, by: Actor) -> Rule:
    """The town has no such rule any more. A standard letter is switched off, never ended."""
    require(can_arrange(by))
    rule = lock(rule)
    if rule.standard:
        raise Refused(_("Une lettre de toutes les communes se désactive, et ne se supprime pas."))
    if rule.ended_on is None:
        rule.ended_on, rule.is_active = clock.today(current()), False
        rule.save(update_fields=["ended_on", "is_active"])
        record(rule, RuleEnded(), by=by)
    return rule


def _differing(of: dict[str, str], other: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in of.items() if value != other.get(name, "")}
