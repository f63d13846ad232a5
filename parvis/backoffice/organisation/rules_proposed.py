"""The rules about letters that a town of its size is proposed: shown in two pages, taken up from both."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parvis.backoffice.organisation.rule_words import when_of, who_of
from parvis.backoffice.seats import at_desk, works_alone
from parvis.backoffice.starting.commune import known_commune
from parvis.cases.proposals import Size, size_of
from parvis.directory.models import Agent
from parvis.directory.policy import can_arrange
from parvis.kernel import clock
from parvis.kernel.fronts import writes
from parvis.kernel.operations import require
from parvis.notifications.models import Rule
from parvis.notifications.occasions import BY_KIND
from parvis.notifications.operations.take_rules import take_rules
from parvis.notifications.proposals import RuleProposal, proposed_rules

BACK = {"debut": "backoffice:start-end"}


def size_here() -> Size:
    found = known_commune()
    return size_of(found.population if found else 0)


def proposed(agent: Agent) -> list[dict[str, str]]:
    """Each with when and to whom, in the words of the list of rules."""
    return [_line(one) for one in proposed_rules(size_here(), is_alone=works_alone(agent))]


def _line(one: RuleProposal) -> dict[str, str]:
    rule = Rule(since_at=clock.now())
    one.draft.put_on(rule)
    recipients = one.draft.recipients(rule)
    return {
        "key": one.key, "name": one.name, "occasion": str(BY_KIND[one.occasion].label), "who": who_of(recipients),
        "when": when_of(rule),
    }  # fmt: skip


@writes
@at_desk
def rules_proposed(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Posted: those that are ticked are rules of the town from now on."""
    require(can_arrange(agent))
    if request.method == "POST":
        made = take_rules(request.POST.getlist("regle"), size=size_here(), by=agent)
        if made:
            words = ngettext("%d règle est en service.", "%d règles sont en service.", len(made)) % len(made)
            messages.success(request, words)
        else:
            messages.info(request, _("Aucune règle n’a été cochée."))
    return redirect(BACK.get(request.POST.get("retour", ""), "backoffice:rules"))
