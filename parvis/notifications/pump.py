"""Hands letters over one by one, outside any transaction, and writes down what became of each."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.module_loading import import_string

from parvis.kernel import checkpoints, clock, faults, leases, worker
from parvis.kernel.leases import State
from parvis.kernel.models import Authority
from parvis.notifications.models import Sending
from parvis.notifications.ports import Letter, Post, Receipt, Refusal

log = logging.getLogger(__name__)


def the_post() -> Post:
    """Who carries e-mails, as the installation is wired."""
    wired: Callable[[], Post] = import_string(settings.PARVIS_POST)
    return wired()


@worker.pump
def send() -> bool:
    """Claim a few sendings and hand each over; False when none is due."""
    claimed = leases.claim(_queue())
    for sending in leases.one_by_one(claimed):
        _hand_over(sending)
    return bool(claimed)


def _hand_over(sending: Sending) -> None:
    if Authority.objects.filter(pk=sending.authority.pk, closed_at__isnull=False).exists():
        leases.give_back(sending)  # the town was closed since the claim: it leaves when it is opened again
        return
    try:
        checkpoints.reached("before-sending")
        receipt = _carry(sending)
        checkpoints.reached("after-accepted")
    except Refusal as refusal:
        leases.fail(sending, refusal.words, for_good=refusal.is_final)
    except Exception as error:  # a fault of ours: shown to an administrator, and tried again
        faults.tell(log, f"sending {sending.pk}", error)
        leases.fail(sending, type(error).__name__)
    else:
        _mark_sent(sending, receipt)


def _carry(sending: Sending) -> Receipt:
    """Here every letter leaves, and here those of a practice town stop, whoever carries e-mails: the row is the letter, and a
    page of the practice town shows it."""
    if sending.authority.is_practice:
        return Receipt(server="", answer="")
    return the_post().hand_over(letter_of(sending))


@worker.resting
def let_go() -> None:
    the_post().rest()


def letter_of(sending: Sending) -> Letter:
    authority = sending.authority
    return Letter(
        message_id=sending.message_id,
        thread=sending.thread,
        written_at=sending.written_at,
        sender=authority.name,
        mailbox=authority.mailbox,
        bounces=bounces(authority.mailbox, sending),
        to=sending.address,
        subject=sending.subject,
        text=sending.text,
        html=sending.html,
        unsubscribe=sending.unsubscribe,
    )


def bounces(mailbox: str, sending: Sending) -> str:
    """Where a server says that it could not deliver: the mailbox, with the letter's name in it (VERP)."""
    local, _at, domain = mailbox.rpartition("@")
    named = f"{local}+rebond-{sending.uid.hex}"
    # RFC 5321 4.5.3.1.1: a longer name may be cut on its way.
    return f"{named}@{domain}" if len(named) <= 64 else mailbox


def _queue() -> QuerySet[Sending]:
    """What may be sent: a letter waits for an earlier one about the same thing to the same person, unless that one waits
    for its own hour."""
    for_its_hour = Q(failures=0, due_at__gt=clock.now())
    earlier = Sending.everywhere.filter(
        ~for_its_hour,
        authority=OuterRef("authority"),
        subject_kind=OuterRef("subject_kind"),
        subject_id=OuterRef("subject_id"),
        address=OuterRef("address"),
        state=State.PENDING,
        pk__lt=OuterRef("pk"),
    )
    return Sending.everywhere.select_related("authority").filter(~Exists(earlier))


def _mark_sent(sending: Sending, receipt: Receipt) -> None:
    with transaction.atomic():
        leases.finish(sending, server=receipt.server, answer=receipt.answer, sent_at=clock.now())
        checkpoints.reached("before-commit")
