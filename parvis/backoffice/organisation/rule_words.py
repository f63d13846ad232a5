"""To whom and when a rule tells, in a few words: for the lists."""

from django.utils.translation import gettext as _

from parvis.notifications.models import Rhythm, Rule, RuleRecipient


def who_of(recipients: list[RuleRecipient]) -> str:
    return ", ".join(one.name for one in recipients)


def when_of(rule: Rule) -> str:
    parts = [str(Rhythm(rule.rhythm).label)]
    if rule.delay_minutes:
        parts.insert(0, _("après %s") % _duration(rule.delay_minutes))
    if rule.quiet_from is not None or rule.rests_on_sundays:
        parts.append(_("hors des heures de silence"))
    return ", ".join(parts)


def _duration(minutes: int) -> str:
    for size, words in ((24 * 60, _("%d j")), (60, _("%d h"))):
        if minutes % size == 0:
            return words % (minutes // size)
    return _("%d min") % minutes
