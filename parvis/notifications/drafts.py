"""A rule as somebody writes it: all that its page says, checked before it is kept, and in words for the journal."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import time, timedelta

from django.utils.translation import gettext as _

from parvis.cases.models import Category, Group
from parvis.directory.identity import is_email
from parvis.directory.models import Unit
from parvis.kernel.operations import Refused
from parvis.notifications.fields import fields_for
from parvis.notifications.flaws import readers_of
from parvis.notifications.language import faults_of
from parvis.notifications.models import Channel, Freedom, Rhythm, Rule, RuleRecipient, Who
from parvis.notifications.occasions import BY_KIND
from parvis.places.models import District

LONGEST_DELAY = timedelta(days=365)
MOST_ADDRESSES = 10
PLAIN = ("name", "occasion", "case_kind", "came_by", "is_urgent", "still", "delay_minutes", "quiet_from", "quiet_until",
         "rests_on_sundays", "channel", "rhythm", "freedom", "subject", "title", "body")  # fmt: skip
# These say besides which.
NAMED = (Who.ADDRESS, Who.GROUP)
OF_TOWN_RULES = frozenset({"name", "occasion", "still", "delay_minutes"})


@dataclass(frozen=True, kw_only=True)
class Draft:
    """`addresses`: the fixed ones; `groups`: those whose people are told. Of a standard letter, who gets it and when are
    those of every town."""

    name: str = ""
    occasion: str = ""
    category: Category | None = None
    unit: Unit | None = None
    district: District | None = None
    case_kind: str = ""
    came_by: str = ""
    is_urgent: bool = False
    still: str = ""
    delay_minutes: int = 0
    quiet_from: time | None = None
    quiet_until: time | None = None
    rests_on_sundays: bool = False
    channel: str = Channel.EMAIL
    rhythm: str = Rhythm.AT_ONCE
    freedom: str = Freedom.RHYTHM
    subject: str = ""
    title: str = ""
    body: str = ""
    who: frozenset[str] = field(default_factory=frozenset)
    addresses: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()

    def put_on(self, rule: Rule) -> None:
        """Onto a row that is not saved by this."""
        for name in PLAIN:
            if not (rule.standard and name in OF_TOWN_RULES):
                setattr(rule, name, getattr(self, name))
        rule.category, rule.unit, rule.district = self.category, self.unit, self.district

    def recipients(self, rule: Rule) -> list[RuleRecipient]:
        if rule.standard:
            return []
        fixed = sorted({address.strip().lower() for address in self.addresses if address.strip()})
        roles = [RuleRecipient(rule=rule, who=who) for who in Who.values if who in self.who and who not in NAMED]
        roles += [RuleRecipient(rule=rule, who=Who.GROUP, group=one) for one in self.groups]
        return [*roles, *(RuleRecipient(rule=rule, who=Who.ADDRESS, address=one) for one in fixed)]


def check(rule: Rule, recipients: list[RuleRecipient]) -> None:
    """Raises Refused, with the field and the words."""
    if not rule.standard:
        _check_whom(rule, recipients)
    if (rule.quiet_from is None) != (rule.quiet_until is None):
        raise Refused(_("Donnez les deux heures, ou aucune."), "quiet_from")
    names = {one.name for one in fields_for(readers_of(rule, recipients), rule.occasion)}
    for where in ("subject", "title", "body"):
        faults = faults_of(getattr(rule, where), names)
        if faults:
            raise Refused(" ".join(faults), where)
    if bool(rule.subject) != bool(rule.body):
        raise Refused(_("Une lettre a un objet et un texte."), "body" if rule.subject else "subject")


def _check_whom(rule: Rule, recipients: list[RuleRecipient]) -> None:
    if not rule.name.strip():
        raise Refused(_("Donnez un nom à la règle."), "name")
    if rule.occasion not in BY_KIND:
        raise Refused(_("Choisissez ce dont la règle prévient."), "occasion")
    if not 0 <= rule.delay_minutes <= LONGEST_DELAY.total_seconds() / 60:
        raise Refused(_("Un délai est d’un an au plus."), "delay")
    if not recipients:
        raise Refused(_("Choisissez au moins une personne à prévenir, ou écrivez une adresse."), "who")
    if not BY_KIND[rule.occasion].is_public and any(one.who == Who.FOLLOWERS for one in recipients):
        raise Refused(_("Qui suit une demande ne peut pas être prévenu de cela : ce n’est pas public."), "who")
    fixed = [one.address for one in recipients if one.who == Who.ADDRESS]
    if len(fixed) > MOST_ADDRESSES:
        raise Refused(_("%d adresses au plus.") % MOST_ADDRESSES, "addresses")
    for address in fixed:
        if not is_email(address):
            raise Refused(_("« %s » n’est pas une adresse e-mail.") % address, "addresses")
    if not rule.body:
        raise Refused(_("Écrivez le texte de la lettre."), "body")


def described(rule: Rule, recipients: Iterable[RuleRecipient]) -> dict[str, str]:
    """Each thing that the rule says, by its name, as the journal keeps it: codes, and the names of things."""
    told = {name: _said(getattr(rule, name)) for name in PLAIN}
    told |= {name: str(getattr(rule, name) or "") for name in ("category", "unit", "district")}
    told["who"] = ", ".join(sorted(one.who for one in recipients if one.who not in NAMED))
    told["groups"] = ", ".join(sorted(one.group.name for one in recipients if one.group is not None))
    told["addresses"] = ", ".join(sorted(one.address for one in recipients if one.who == Who.ADDRESS))
    return told


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    return value.strftime("%H:%M") if isinstance(value, time) else str(value or "")
