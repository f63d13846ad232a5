"""A rule tried on a real case, and nothing of it kept: the letters it would make, and who would get them."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from parvis.cases.discretion import as_seen_by
from parvis.cases.models import Case
from parvis.directory.models import Agent
from parvis.kernel.events import history
from parvis.kernel.models import Event
from parvis.kernel.tenancy import current
from parvis.notifications.addressees import Told, audience_of
from parvis.notifications.conditions import is_about
from parvis.notifications.fields import Reader, Telling, link_for
from parvis.notifications.flaws import readers_of
from parvis.notifications.models import Channel, Recipient, Rule, RuleRecipient
from parvis.notifications.reactions.agents import discreetly
from parvis.notifications.standard import BY_KEY
from parvis.notifications.standing import Standing, letters_of
from parvis.notifications.telling import channel_to, own_words
from parvis.notifications.writing import Own, Words, render

RECIPIENTS = {Reader.AGENT: Recipient.AGENT, Reader.REQUESTER: Recipient.REQUESTER, Reader.ANYBODY: Recipient.ADDRESS}


@dataclass(frozen=True, kw_only=True)
class Shown:
    """`subject`, `text`, `html`: of the letter, "" when there is nothing to show. `event`: what it is told of, None when
    nothing of the kind has happened to this case. `told`: names; `nobody`: why there is no one, for those who lack.
    `is_about`: the conditions hold for the case as it is now."""

    case: Case
    event: Event | None
    is_about: bool
    told: list[str]
    nobody: list[str]
    subject: str = ""
    text: str = ""
    html: str = ""


def latest_for(rule: Rule) -> Case | None:
    """The last case to which it happened; or else the last that came in. None that is confidential."""
    secret = Case.objects.filter(is_confidential=True).values("pk")
    events = Event.objects.filter(kind=rule.occasion, subject_kind=Case.subject_kind()).exclude(subject_id__in=secret)
    event = events.order_by("-pk").first()
    cases = Case.objects.ordinary().order_by("-pk")
    return (cases.filter(pk=event.subject_id).first() if event is not None else None) or cases.first()


def preview(rule: Rule, recipients: list[RuleRecipient], case: Case, *, by: Agent) -> Shown:
    """The words are the rule's as it is in hand, saved or not; who is told is as the case is now. Whoever may not know who
    asked, or who follows, reads neither name, address nor key, and nothing of what was said with them."""
    event = history(case).filter(kind=rule.occasion).last()
    if rule.standard:
        return _of_standard(rule, case, as_seen_by(by, case), event)
    audience = audience_of(recipients, case, event)
    reader = min(readers_of(rule, recipients))
    seen = as_seen_by(by, case)
    subject, text, html = example(rule, seen, event, reader)
    return Shown(
        case=seen, event=event, is_about=is_about(rule, case), told=[_name(one, seen, rule) for one in audience.told],
        nobody=audience.nobody, subject=subject, text=text, html=html,
    )  # fmt: skip


def example(rule: Rule, case: Case, event: Event | None, reader: Reader) -> tuple[str, str, str]:
    """Subject, text and HTML as this reader would have them."""
    own = own_words(rule, Telling(case, event, reader)) if rule.body else Own("", "", "")
    words = Words(
        template="own", link=link_for(case, reader), values={"number": case.number},
        is_private=reader == Reader.REQUESTER, own=own,
    )  # fmt: skip
    return render(words, current(), RECIPIENTS[reader])


def _of_standard(rule: Rule, case: Case, seen: Case, event: Event | None) -> Shown:
    """The letter of every town, or the town's words in its frame: with what it quotes and the facts it gives."""
    letters = letters_of(rule.standard, seen, event) if event is not None else []
    reader = BY_KEY[rule.standard].reader
    told = [_told(one, rule, seen) for one in letters]
    subject = text = html = ""
    if letters:
        words = letters[0].words if seen.discretion is None else _kept_quiet(letters[0].words, case, seen, reader)
        if rule.body:
            words = replace(words, own=own_words(rule, Telling(seen, event, reader)))
        subject, text, html = render(words, current(), RECIPIENTS[reader])
    elif rule.body:
        subject, text, html = example(rule, seen, event, reader)
    return Shown(
        case=seen, event=event, is_about=is_about(rule, case), told=told, nobody=[], subject=subject, text=text, html=html
    )


def _told(letter: Standing, rule: Rule, seen: Case) -> str:
    if letter.agent is not None:
        shown = channel_to(letter.agent, rule, seen) == Channel.DESK
        return _on_screen(letter.name) if shown else letter.name
    return letter.name if seen.discretion is None else _unnamed(BY_KEY[rule.standard].reader)


def _kept_quiet(words: Words, case: Case, seen: Case, reader: Reader) -> Words:
    """Without the keys of whoever asked or follows, nor what they were written."""
    quiet = discreetly(words, case)
    if reader == Reader.AGENT:
        return quiet
    return replace(quiet, quote="", link=link_for(seen, reader), unsubscribe="")


def _name(told: Told, seen: Case, rule: Rule) -> str:
    is_somebody = told.to.recipient in (Recipient.REQUESTER, Recipient.FOLLOWER)
    name = _unnamed(told.reader) if is_somebody and seen.discretion is not None else told.name
    return _on_screen(name) if channel_to(told.to.agent, rule, seen) == Channel.DESK else name


def _on_screen(name: str) -> str:
    return _("%s (à l’écran)") % name


def _unnamed(reader: Reader) -> str:
    return _("le demandeur") if reader == Reader.REQUESTER else _("quelqu’un qui la suit")
