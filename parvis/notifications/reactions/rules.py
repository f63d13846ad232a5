"""The town's own rules: each fact that one of them is about is told at once, or awaited."""

from datetime import timedelta

from parvis.cases.models import Case
from parvis.kernel.deliveries import on
from parvis.kernel.models import Event
from parvis.kernel.schedule import due, schedule
from parvis.notifications.addressees import Told, audience_of
from parvis.notifications.conditions import is_about
from parvis.notifications.fields import Reader, link_for
from parvis.notifications.limits import may_tell_a_stranger
from parvis.notifications.models import Awaited, Rule, RuleRecipient
from parvis.notifications.occasions import OCCASIONS
from parvis.notifications.telling import Gate, is_on
from parvis.notifications.writing import Words

LATER = "notifications.rule_later"


@on(*(one.fact for one in OCCASIONS), name="notifications.rules")
def follow_the_rules(event: Event) -> None:
    """What happened before a rule was there, or was switched on again, is not told by it."""
    rules = Rule.objects.filter(occasion=event.kind, standard="", is_active=True, ended_on__isnull=True, since_at__lte=event.at)
    for rule in rules.select_related("category", "unit").order_by("pk"):
        if not rule.delay_minutes:
            _tell(rule, event)
        elif is_about(rule, _case(event)) or rule.still:
            awaited = Awaited.objects.create(rule=rule, event=event, updated_at=event.at)
            schedule(awaited, LATER, event.at + timedelta(minutes=rule.delay_minutes))


@due(LATER)
def tell_later(awaited_id: int) -> None:
    """With the rule as it is by now; nothing if it was switched off meanwhile, or if the case is no longer what it says."""
    awaited = Awaited.objects.select_related("rule__category", "rule__unit", "event").get(pk=awaited_id)
    _tell(awaited.rule, awaited.event)


def _tell(rule: Rule, event: Event) -> None:
    case = _case(event)
    if not is_on(rule, case):
        return
    gate = Gate(case, event)
    for told in audience_of(RuleRecipient.objects.filter(rule=rule).select_related("group"), case, event).told:
        # Anybody may type anybody's address: a stranger's report is told to it so many times an hour.
        if told.reader != Reader.REQUESTER or event.actor_kind != "visitor" or may_tell_a_stranger(told.to.address):
            gate.tell(words_of(rule, case, told), to=told.to, about=told.about, rule=rule)


def words_of(rule: Rule, case: Case, told: Told) -> Words:
    """The frame of the letter: its words are the rule's."""
    return Words(
        template="/".join(filter(None, (rule.key, told.mark))),
        link=link_for(case, told.reader),
        values={"number": case.number},
        is_private=told.reader == Reader.REQUESTER,
        unsubscribe=told.unsubscribe,
    )


def _case(event: Event) -> Case:
    return Case.objects.select_related("category", "unit", "assignee", "district").get(pk=event.subject_id)
