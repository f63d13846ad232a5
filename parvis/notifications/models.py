"""One row a recipient and message, with what became of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from parvis.directory.models import Agent
from parvis.kernel.leases import Leased, State
from parvis.kernel.models import Event, new_uid
from parvis.kernel.tenancy import TenantModel
from parvis.notifications import refusals
from parvis.ui.words import moment_words


class Recipient(models.TextChoices):
    REQUESTER = "requester"
    FOLLOWER = "follower"
    AGENT = "agent"


class Channel(models.TextChoices):
    EMAIL = "email"


class Sending(Leased, TenantModel):
    """Rendered words for one recipient. Its Message-ID is fixed here, so that a repeat is known for one.

    `server`: who took it ("" when it was kept in the demo's mailbox); `answer`: in that server's words. `thread`: the
    Message-ID that all letters about one case refer to, so that a mail client shows them together. `unsubscribe`: the
    address of a page that ends these letters, or "".
    """

    uid = models.UUIDField(default=new_uid, unique=True, editable=False)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, related_name="+")
    subject_kind = models.CharField(max_length=60, blank=True)
    subject_id = models.BigIntegerField(null=True)
    recipient = models.CharField(max_length=10, choices=Recipient.choices)
    agent = models.ForeignKey(Agent, on_delete=models.PROTECT, null=True, related_name="+")
    channel = models.CharField(max_length=10, choices=Channel.choices, default=Channel.EMAIL)
    template = models.CharField(max_length=60)
    address = models.EmailField(blank=True)
    subject = models.CharField(max_length=250, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    message_id = models.CharField(max_length=320, unique=True)
    thread = models.CharField(max_length=320, blank=True)
    unsubscribe = models.CharField(max_length=300, blank=True, db_default="")
    written_at = models.DateTimeField()
    server = models.CharField(max_length=253, blank=True)
    answer = models.CharField(max_length=500, blank=True)
    sent_at = models.DateTimeField(null=True)
    shredded_at = models.DateTimeField(null=True)

    class Meta(Leased.Meta, TenantModel.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "event", "template", "agent"],
                condition=Q(event__isnull=False, agent__isnull=False),
                name="sending_once_an_agent",
            ),
            models.UniqueConstraint(
                fields=["authority", "event", "template", "subject_kind", "subject_id"],
                condition=Q(event__isnull=False, agent__isnull=True),
                name="sending_once_a_subject",
            ),
            models.CheckConstraint(
                condition=Q(state=State.DONE, sent_at__isnull=False) | ~Q(state=State.DONE), name="sending_done_when_sent"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "due_at"], name="sending_due"),
            models.Index(fields=["authority", "subject_kind", "subject_id", "address", "state"], name="sending_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.template} → {self.recipient} {self.uid}"

    @property
    def fate(self) -> str:
        """What became of it, in true words: handed over is not read, nor even delivered."""
        if self.state == State.DONE and self.sent_at is not None:
            if not self.server:
                return _("gardé dans la boîte de démonstration")
            return _("remis au serveur %(server)s %(moment)s") % {
                "server": self.server,
                "moment": moment_words(self.sent_at),
            }
        if self.state == State.PARKED:
            return _("refusé définitivement : %s") % self.error if self.error else _("refusé définitivement")
        if self.state == State.DROPPED:
            return _("effacé avant l’envoi")
        if self.failures:
            return _("sera retenté %(moment)s : %(why)s") % {"moment": moment_words(self.due_at), "why": self.error}
        return _("en attente d’envoi")

    @property
    def news(self) -> str:
        """The same for an agent, who keeps no mail server: what became of it, and why in French."""
        if self.state == State.DONE and self.sent_at is not None and self.server:
            return _("parti %s") % moment_words(self.sent_at)
        if self.state == State.PARKED:
            return _("pas arrivé : %s") % refusals.in_words(self.error) if self.error else _("pas arrivé")
        if self.failures and self.state not in (State.DONE, State.DROPPED):
            why = refusals.in_words(self.error)
            return _("pas encore parti : %(why)s ; nouvel essai %(moment)s") % {"why": why, "moment": moment_words(self.due_at)}
        return self.fate
