"""/agents/notifications: all that is told, event by event: to whom, when, and what cannot work."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from parvis.backoffice.organisation.rule_words import when_of, who_of
from parvis.backoffice.organisation.rules_proposed import proposed
from parvis.backoffice.organisation.sections import show_section
from parvis.backoffice.seats import at_desk, works_alone
from parvis.directory.models import Agent
from parvis.directory.policy import can_arrange
from parvis.kernel.fronts import reads
from parvis.kernel.operations import require
from parvis.notifications.fields import Reader
from parvis.notifications.flaws import flaws_of
from parvis.notifications.models import Rule, RuleRecipient
from parvis.notifications.occasions import OCCASIONS
from parvis.notifications.standard import STANDARDS, Standard


@dataclass(frozen=True, kw_only=True)
class Line:
    """`key`: "" where there is nothing to arrange, and `why` says so."""

    key: str
    name: str
    who: str
    when: str
    why: str = ""
    is_on: bool = True
    is_reworded: bool = False
    is_ours: bool = False
    flaws: tuple[str, ...] = ()


@reads
@at_desk
def rules(request: HttpRequest, agent: Agent) -> HttpResponse:
    require(can_arrange(agent))
    known = list(Rule.objects.filter(ended_on__isnull=True).select_related("category", "unit", "district"))
    rows: dict[int, list[RuleRecipient]] = {}
    for row in RuleRecipient.objects.filter(rule__ended_on__isnull=True).select_related("group"):
        rows.setdefault(row.rule_id, []).append(row)
    standing = {rule.standard: rule for rule in known if rule.standard}
    is_alone = works_alone(agent)
    groups = [(str(one.label), _lines(one.kind, standing, known, rows, is_alone=is_alone)) for one in OCCASIONS]
    apart = [of_standard(one, None) for one in STANDARDS if one.fact is None and is_met(one, is_alone)]
    context: dict[str, object] = {
        "proposed": proposed(agent),
        "groups": [*((label, lines) for label, lines in groups if lines), (_("Sans demande : accès et confirmations"), apart)],
    }
    return show_section(request, agent, "backoffice/organisation/rules.html", context, section="rules")


def _lines(
    kind: str, standing: dict[str, Rule], known: list[Rule], rows: dict[int, list[RuleRecipient]], *, is_alone: bool
) -> list[Line]:
    met = (one for one in STANDARDS if one.occasion == kind and is_met(one, is_alone))
    theirs = [of_standard(one, standing.get(one.key), is_alone=is_alone) for one in met]
    ours = [rule for rule in known if not rule.standard and rule.occasion == kind]
    return [*theirs, *(_of_town(rule, rows.get(rule.pk, [])) for rule in ours)]


def is_met(one: Standard, is_alone: bool) -> bool:
    return not (is_alone and one.is_between_agents)


def of_standard(one: Standard, rule: Rule | None, *, is_alone: bool = False) -> Line:
    """`is_alone`: of all that agents are told, there is one of them to tell."""
    who = _("vous") if is_alone and one.reader == Reader.AGENT and one.fact is not None else str(one.who)
    return Line(
        key=one.key if one.fact is not None else "", name=str(one.label), who=who,
        when=when_of(rule) if rule is not None else _("tout de suite"), why=str(one.why_locked),
        is_on=bool(one.why_locked) or rule is None or rule.is_active, is_reworded=rule is not None and bool(rule.body),
        flaws=tuple(flaws_of(rule, [])) if rule is not None else (),
    )  # fmt: skip


def _of_town(rule: Rule, recipients: list[RuleRecipient]) -> Line:
    return Line(
        key=rule.key, name=rule.name, who=who_of(recipients), when=when_of(rule), is_on=rule.is_active, is_ours=True,
        flaws=tuple(flaws_of(rule, recipients)),
    )  # fmt: skip
