"""One letter a day: what happened is put aside, line by line, in a letter that waits for the morning."""

from parvis.cases.models import Case
from parvis.kernel import clock
from parvis.kernel.leases import State
from parvis.kernel.models import Event
from parvis.kernel.tenancy import current
from parvis.notifications.models import DigestLine, Recipient, Sending
from parvis.notifications.quiet import next_digest
from parvis.notifications.writing import About, Addressee, Words, render, write

DIGEST = "digest"
OF_AGENTS = (Recipient.AGENT, Recipient.UNIT)
NOWHERE = About()


def put_aside(words: Words, *, to: Addressee, about: About, case: Case, event: Event) -> Sending:
    """A line more in the letter that waits for this recipient, or in a new one; whoever is no agent has one a case."""
    # A conversation about one case is no place for what is said of several.
    about = NOWHERE if to.recipient in OF_AGENTS else about
    now = clock.now()
    headline, _text, _html = render(words, current(), to.recipient)
    waiting = Sending.objects.select_for_update().filter(
        template=DIGEST, recipient=to.recipient, agent=to.agent, address=to.address, subject_kind=about.subject_kind,
        subject_id=about.subject_id, state=State.PENDING, lease__isnull=True, due_at__gt=now,
    )  # fmt: skip
    sending = waiting.order_by("pk").first()
    if sending is None:
        first = _words([DigestLine(case=case, headline=headline)], to.recipient, words)
        sending = write(first, to=to, about=about, at=next_digest(now, current()))
    DigestLine.objects.create(sending=sending, event=event, template=words.template, case=case, headline=headline)
    return _rewrite(sending, words)


def forget_lines(case: Case) -> None:
    """The case is forgotten: a letter that waits says no more of it, one that left keeps none of its words."""
    for sending in Sending.objects.filter(pk__in=DigestLine.objects.filter(case=case).values("sending"), subject_kind=""):
        if take_back_lines(sending, case):
            continue
        state = State.DROPPED if sending.state in (State.PENDING, State.PARKED) else sending.state
        nothing = dict.fromkeys(("address", "subject", "text", "html", "answer", "error", "unsubscribe"), "")
        Sending.objects.filter(pk=sending.pk).update(**nothing, state=state, lease=None, shredded_at=clock.now())
    DigestLine.objects.filter(case=case).update(headline="")


def take_back_lines(sending: Sending, case: Case) -> bool:
    """A letter that waits says no more of the case, where it says something else. False for one that has left, or is in a
    worker's hands, or would say nothing: it stays as it is."""
    lines = DigestLine.objects.filter(sending=sending)
    if sending.state != State.PENDING or sending.lease is not None or not lines.exclude(case=case).exists():
        return False
    lines.filter(case=case).delete()
    _rewrite(sending)
    return True


def _rewrite(sending: Sending, words: Words | None = None) -> Sending:
    lines = DigestLine.objects.filter(sending=sending).select_related("case").order_by("pk")
    subject, text, html = render(_words(list(lines), sending.recipient, words), current(), sending.recipient)
    sending.subject, sending.text, sending.html = subject, text, html
    sending.save(update_fields=["subject", "text", "html"])
    return sending


def _words(lines: list[DigestLine], recipient: str, words: Words | None) -> Words:
    """`words`: of the last line, for whoever has one letter a case: its page, and the page that ends such letters."""
    facts = tuple((f"n° {line.case.number}", line.headline) for line in lines)
    if recipient in OF_AGENTS or words is None:
        return Words(template=DIGEST, link=current().link_to("/agents/demandes"), facts=facts)
    return Words(
        template=DIGEST, link=words.link, facts=facts, is_private=words.is_private, unsubscribe=words.unsubscribe
    )  # fmt: skip
