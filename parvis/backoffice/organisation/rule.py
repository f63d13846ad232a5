"""/agents/notifications/…: one rule: its words tried on a real case, whom it would tell, a trial sent to oneself; its end."""

from dataclasses import dataclass, field

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from parvis.backoffice.keeping import kept_for
from parvis.backoffice.meanwhile import changes
from parvis.backoffice.organisation.rule_form import RuleForm, form_of, narrow
from parvis.backoffice.organisation.rule_words import who_of
from parvis.backoffice.organisation.rules import of_standard
from parvis.backoffice.organisation.saving import Saved, save, tell
from parvis.backoffice.organisation.sections import show_section
from parvis.backoffice.seats import at_desk, works_alone
from parvis.cases.models import Case
from parvis.cases.readings.search import numbered
from parvis.directory.models import Agent
from parvis.directory.policy import can_arrange
from parvis.kernel import clock
from parvis.kernel.events import history
from parvis.kernel.fronts import writes
from parvis.kernel.operations import Refused, require
from parvis.notifications.drafts import Draft, check
from parvis.notifications.fields import Field, fields_for
from parvis.notifications.flaws import flaws_of, readers_of
from parvis.notifications.models import Rule, RuleRecipient
from parvis.notifications.occasions import OCCASIONS
from parvis.notifications.operations.rules import create_rule, end_rule, own_standard, switch_rule, write_rule
from parvis.notifications.operations.trial import send_trial
from parvis.notifications.preview import Shown, latest_for, preview
from parvis.notifications.standard import BY_KEY
from parvis.ui.framed import styled

SHOWN = 20
NEW = "nouvelle"
HOURS = ("channel", "delay", "still", "quiet", "rests", "rhythm", "freedom")


@dataclass
class Tried:
    """A rule in hand, with what its page was asked to show of it."""

    rule: Rule
    recipients: list[RuleRecipient]
    saved: Saved = field(default_factory=Saved)
    shown: Shown | None = None


def found_rule(key: str) -> Rule:
    """A rule of the town by its number, or a standard letter by its name; 404 for what is not there."""
    if key == NEW:
        return Rule(occasion=OCCASIONS[0].kind, since_at=clock.now(), updated_at=clock.now())
    number = key.removeprefix("rule/")
    if number.isdecimal() and len(number) < 19:
        rule = Rule.objects.filter(pk=int(number), standard="", ended_on__isnull=True).first()
    else:
        standard = BY_KEY.get(key)
        if standard is None or standard.fact is None:
            raise Http404
        fresh = Rule(standard=key, name=str(standard.label), occasion=standard.occasion, since_at=clock.now())
        rule = Rule.objects.filter(standard=key).first() or fresh
    if rule is None:
        raise Http404
    return rule


@writes
@at_desk
def rule(request: HttpRequest, agent: Agent, rule: str) -> HttpResponse:
    """Kept, looked at, or sent to oneself: which of them is said by the button."""
    found = found_rule(rule)
    require(can_arrange(agent))
    known = list(RuleRecipient.objects.filter(rule=found).select_related("group")) if found.pk else []
    tried = Tried(found, known)
    form = form_of(found, known, request.POST if request.method == "POST" else None, dict(kept_for(request)))
    if works_alone(agent):
        narrow(form, known)
    number = str(request.POST.get("demande") or request.GET.get("demande") or "")
    if request.method == "POST":
        tried.saved = save(form, lambda: _act(request, form, tried, number, agent))
        if tried.saved.is_done and not {"apercu", "essai"} & set(request.POST):
            messages.success(request, _("C’est enregistré : cela vaut pour ce qui arrive maintenant."))
            return redirect("backoffice:rule", tried.rule.key)
    elif found.pk or found.standard:
        case = _case(number, found)
        tried.shown = preview(found, known, case, by=agent) if case and not flaws_in_words(found, known) else None
    return _page(request, agent, form, tried, number)


def _act(request: HttpRequest, form: RuleForm, tried: Tried, number: str, agent: Agent) -> None:
    draft = form.draft()
    if not {"apercu", "essai"} & set(request.POST):
        tried.rule = _keep(tried.rule, draft, form.cleaned_data["version"] or 0, agent)
        return
    draft.put_on(tried.rule)
    tried.recipients = draft.recipients(tried.rule)
    check(tried.rule, tried.recipients)
    case = _case(number, tried.rule)
    if case is None:
        raise Refused(_("Il n’y a pas de demande de ce numéro."))
    if "essai" in request.POST:
        send_trial(tried.rule, recipients=tried.recipients, on=case, by=agent)
        messages.success(request, _("L’essai part à %s, et à personne d’autre.") % agent.email)
    tried.shown = preview(tried.rule, tried.recipients, case, by=agent)


def _keep(rule: Rule, draft: Draft, version: int, agent: Agent) -> Rule:
    if rule.standard:
        rule = own_standard(rule.standard, by=agent)
    elif rule.pk is None:
        return create_rule(draft, by=agent)
    rule.version = version
    return write_rule(rule, draft=draft, by=agent)


def flaws_in_words(rule: Rule, recipients: list[RuleRecipient]) -> bool:
    """Words that cannot be filled in are not shown: the page says why."""
    try:
        check(rule, recipients)
    except Refused:
        return True
    return False


def _case(number: str, rule: Rule) -> Case | None:
    return numbered(number, Case.objects.ordinary().select_related("category", "unit")) if number.strip() else latest_for(rule)


def _page(request: HttpRequest, agent: Agent, form: RuleForm, tried: Tried, number: str) -> HttpResponse:
    rule, recipients = tried.rule, tried.recipients
    names = [one for one in form.fields if one not in ("version", "subject", "title", "body")]
    standard = BY_KEY.get(rule.standard)
    is_known = rule.pk is not None or standard is not None
    context: dict[str, object] = {
        "form": form, "rule": rule, "key": rule.key if is_known else NEW, "is_new": not is_known,
        "line": of_standard(standard, rule if rule.pk else None, is_alone=works_alone(agent)) if standard is not None else None,
        "first": [form[name] for name in names if name in ("name", "occasion", "who", "groups", "addresses")],
        "words": [form[name] for name in ("subject", "title", "body")],
        "conditions": [form[name] for name in ("category", "unit", "district", "case_kind", "came_by", "is_urgent")],
        "hours": [form[name] for name in names if name.startswith(HOURS)],
        "fields": _fields(agent, rule, recipients), "who": who_of(recipients),
        "flaws": flaws_of(rule, recipients) if rule.pk else [], "shown": tried.shown,
        "number": tried.shown.case.number if tried.shown else number, "meanwhile": tried.saved.meanwhile,
        "changes": changes(history(rule).reverse()[:SHOWN]) if rule.pk else [],
    }  # fmt: skip
    status = tried.saved.status
    answer = show_section(request, agent, "backoffice/organisation/rule.html", context, section="rules", status=status)
    return styled(answer) if tried.shown and tried.shown.html else answer


def _fields(agent: Agent, rule: Rule, recipients: list[RuleRecipient]) -> list[Field]:
    found = fields_for(readers_of(rule, recipients), rule.occasion)
    return [one for one in found if not one.is_of_a_unit] if works_alone(agent) else found


@writes
@at_desk
def rule_switch(request: HttpRequest, agent: Agent, rule: str) -> HttpResponse:
    """On, off, or ended."""
    found = found_rule(rule)
    require(can_arrange(agent))
    if request.method == "POST" and "fin" in request.POST and found.pk:
        tell(request, lambda: end_rule(found, by=agent), _("La règle « %s » n’existe plus.") % found.name)
        return redirect("backoffice:rules")
    if request.method == "POST":
        on = request.POST.get("etat") == "on"
        row = own_standard(rule, by=agent) if found.standard else found
        done = _("La règle est en service.") if on else _("La règle est hors service : elle ne prévient plus personne.")
        tell(request, lambda: switch_rule(row, on=on, by=agent), done)
    return redirect("backoffice:rule", rule)
