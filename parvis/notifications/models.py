"""One row a recipient and message, with what became of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.cases.models import Case, Category, Group, Kind
from parvis.cases.models import Channel as CameBy
from parvis.directory.models import Agent, Unit
from parvis.kernel import clock
from parvis.kernel.leases import Leased, State
from parvis.kernel.models import Event, Subject, new_uid
from parvis.kernel.tenancy import TenantModel, current
from parvis.notifications import refusals
from parvis.places.models import District
from parvis.ui.words import moment_words


class Recipient(models.TextChoices):
    REQUESTER = "requester"
    FOLLOWER = "follower"
    AGENT = "agent"
    UNIT = "unit"
    ADDRESS = "address"


class Channel(models.TextChoices):
    """`DESK`: on the agents' own pages, for agents alone; whoever has no address has no other."""

    EMAIL = "email", gettext_lazy("par e-mail")
    DESK = "desk", gettext_lazy("à l’écran, dans « Mes avis »")


ON_SCREEN = Q(channel=Channel.DESK, state=State.DONE)


class Sending(Leased, TenantModel):
    """Rendered words for one recipient. Its Message-ID is fixed here, so that a repeat is known for one.

    `server`: who took it ("" when it was kept in the mailbox of a demo or of a practice town); `answer`: in that server's
    words. `thread`: the Message-ID that all letters about one case refer to, so that a mail client shows them together.
    `unsubscribe`: the address of a page that ends these letters, or "". `link`, `read_at`: of what is told on the screen,
    the page that it leads to, and when its agent had read it, which nobody else is told.
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
    link = models.CharField(max_length=300, blank=True, db_default="")
    read_at = models.DateTimeField(null=True)
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
            models.Index(fields=["authority", "agent", "-written_at"], condition=ON_SCREEN, name="sending_on_screen"),
            models.Index(fields=["authority", "agent"], condition=ON_SCREEN & Q(read_at__isnull=True), name="sending_unread"),
            models.Index(fields=["authority", "subject_kind", "subject_id", "address", "state"], name="sending_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.template} → {self.recipient} {self.uid}"

    @property
    def fate(self) -> str:
        """What became of it, in true words: handed over is not read, nor even delivered."""
        if self.state == State.DONE and self.sent_at is not None:
            if self.channel == Channel.DESK:
                return _("affiché à l’écran %s") % moment_words(self.sent_at)
            if not self.server:
                return (
                    _("arrêté dans la boîte aux lettres d’entraînement")
                    if current().is_practice
                    else _("gardé dans la boîte de démonstration")
                )
            return _("remis au serveur %(server)s %(moment)s") % {
                "server": self.server,
                "moment": moment_words(self.sent_at),
            }
        if self.state == State.PARKED:
            return _("refusé définitivement : %s") % self.error if self.error else _("refusé définitivement")
        if self.state == State.DROPPED:
            return _("effacé avant l’envoi")
        if not self.failures and self.due_at > clock.now():
            return _("partira %s") % moment_words(self.due_at)
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


class Who(models.TextChoices):
    """Whom a rule of the town tells."""

    REQUESTER = "requester", gettext_lazy("le demandeur")
    FOLLOWERS = "followers", gettext_lazy("les personnes qui suivent la demande")
    ASSIGNEE = "assignee", gettext_lazy("l’agent chargé de la demande")
    HEAD = "head", gettext_lazy("le chef du service chargé")
    UNIT = "unit", gettext_lazy("tous les agents du service chargé")
    UNIT_ADDRESS = "unit_address", gettext_lazy("l’adresse e-mail du service chargé")
    OWNERS = "owners", gettext_lazy("les responsables de la catégorie")
    SUPERVISORS = "supervisors", gettext_lazy("les superviseurs")
    GROUP = "group", gettext_lazy("les membres d’un groupe")
    ADDRESS = "address", gettext_lazy("une adresse fixe")


class Rhythm(models.TextChoices):
    AT_ONCE = "at_once", gettext_lazy("tout de suite")
    DAILY = "daily", gettext_lazy("une fois par jour, regroupé")
    NEVER = "never", gettext_lazy("jamais")


class Freedom(models.TextChoices):
    """What an agent may choose for themselves, where a rule tells them."""

    NONE = "none", gettext_lazy("rien : c’est comme la règle le dit")
    RHYTHM = "rhythm", gettext_lazy("tout de suite, ou une fois par jour")
    ALL = "all", gettext_lazy("tout de suite, une fois par jour, ou jamais")


class Still(models.TextChoices):
    """What must be true of the case when the letter is to be written, as well."""

    ANYHOW = "", gettext_lazy("quoi qu’il arrive")
    NOT_TAKEN = "not_taken", gettext_lazy("si personne ne l’a encore prise en charge")
    NOT_CLOSED = "not_closed", gettext_lazy("si elle n’est toujours pas close")
    WAITING = "waiting", gettext_lazy("si le demandeur n’a toujours pas répondu")


class Rule(Subject):
    """Who is told of what, when and with which words. `standard`: the letter of every town that this one arranges, whose
    recipients are its own; "" for a rule of the town. Without words, a standard letter keeps those of every town.

    `since_at`: what happened before is not told. `delay_minutes`: after the fact. `quiet_from`, `quiet_until`: hours of the
    town's day at which nothing leaves.
    """

    standard = models.CharField(max_length=60, blank=True)
    name = models.CharField(max_length=120)
    occasion = models.CharField(max_length=60, blank=True)
    channel = models.CharField(max_length=10, choices=Channel.choices, default=Channel.EMAIL)
    category = models.ForeignKey(Category, on_delete=models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    district = models.ForeignKey(District, on_delete=models.PROTECT, null=True, related_name="+")
    case_kind = models.CharField(max_length=12, choices=Kind.choices, blank=True)
    came_by = models.CharField(max_length=10, choices=CameBy.choices, blank=True)
    is_urgent = models.BooleanField(default=False)
    still = models.CharField(max_length=12, choices=Still.choices, blank=True)
    delay_minutes = models.PositiveIntegerField(default=0)
    quiet_from = models.TimeField(null=True)
    quiet_until = models.TimeField(null=True)
    rests_on_sundays = models.BooleanField(default=False, help_text="And on bank holidays.")
    rhythm = models.CharField(max_length=10, choices=Rhythm.choices, default=Rhythm.AT_ONCE)
    freedom = models.CharField(max_length=10, choices=Freedom.choices, default=Freedom.RHYTHM)
    subject = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    is_active = models.BooleanField(default=True)
    since_at = models.DateTimeField()
    ended_on = models.DateField(null=True)

    class Meta(Subject.Meta):
        abstract = False
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["authority", "standard"], condition=~Q(standard=""), name="rule_one_a_standard"),
            models.CheckConstraint(
                condition=Q(quiet_from__isnull=True, quiet_until__isnull=True)
                | Q(quiet_from__isnull=False, quiet_until__isnull=False),
                name="rule_quiet_from_until",
            ),
        ]
        indexes = [models.Index(fields=["authority", "occasion", "standard"], name="rule_by_occasion")]

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> str:
        """What names its letters, its page, and whoever has chosen something of it."""
        return self.standard or f"rule/{self.pk}"


class RuleRecipient(TenantModel):
    """One of those that a rule tells. `address`: of `Who.ADDRESS` only; `group`: of `Who.GROUP` only."""

    rule = models.ForeignKey(Rule, on_delete=models.CASCADE, related_name="recipients")
    who = models.CharField(max_length=14, choices=Who.choices)
    address = models.EmailField(blank=True)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta(TenantModel.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "rule", "who", "address"], condition=Q(group__isnull=True), name="rule_recipient_once"
            ),
            models.UniqueConstraint(
                fields=["authority", "rule", "group"], condition=Q(group__isnull=False), name="rule_recipient_once_a_group"
            ),
            models.CheckConstraint(
                condition=Q(who=Who.GROUP, group__isnull=False) | ~Q(who=Who.GROUP) & Q(group__isnull=True),
                name="rule_recipient_of_a_group",
            ),
        ]

    def __str__(self) -> str:
        return self.address or self.who

    @property
    def name(self) -> str:
        """As one reads it in a list of whom the rule tells."""
        if self.group is not None:
            return _("le groupe « %s »") % self.group.name
        return self.address or str(Who(self.who).label)


class Awaited(Subject):
    """A fact that a rule will tell later, if it still holds."""

    rule = models.ForeignKey(Rule, on_delete=models.PROTECT, related_name="+")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    class Meta(Subject.Meta):
        abstract = False
        constraints = [models.UniqueConstraint(fields=["authority", "rule", "event"], name="awaited_once")]

    def __str__(self) -> str:
        return f"{self.rule_id} ← {self.event_id}"


class DigestLine(TenantModel):
    """What one letter a day says of one fact. `template`: whose words they are."""

    sending = models.ForeignKey(Sending, on_delete=models.CASCADE, related_name="lines")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, related_name="+")
    template = models.CharField(max_length=60)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    headline = models.CharField(max_length=250, blank=True)

    class Meta(TenantModel.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["authority", "sending", "event", "template"], name="digest_line_once"),
        ]

    def __str__(self) -> str:
        return f"{self.template} in {self.sending_id}"


class ReplyUse(models.TextChoices):
    """Where an agent writes to the requester. The values are the verbs of a case."""

    ANY = "", gettext_lazy("partout où l’on écrit au demandeur")
    REPLY = "reply", gettext_lazy("répondre")
    ASK = "ask", gettext_lazy("demander une précision")
    RESOLVE = "resolve", gettext_lazy("indiquer que c’est terminé")
    DROP = "drop", gettext_lazy("classer sans suite")


class ReplyTemplate(Subject):
    """Words that agents take up when they write to a requester, in the language of the town's letters. `unit`: offered on
    the cases of the unit and of those below, or on all; `category`: on those of the category and below, or on all."""

    name = models.CharField(max_length=80)
    body = models.TextField()
    use = models.CharField(max_length=10, choices=ReplyUse.choices, blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    category = models.ForeignKey(Category, on_delete=models.PROTECT, null=True, related_name="+")
    ended_on = models.DateField(null=True)

    class Meta(Subject.Meta):
        abstract = False
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "unit", "name"], condition=Q(ended_on__isnull=True), name="reply_one_a_name"
            ),
            models.UniqueConstraint(
                fields=["authority", "name"],
                condition=Q(ended_on__isnull=True, unit__isnull=True),
                name="reply_one_a_name_of_the_town",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Preference(TenantModel):
    """How often an agent wants what a rule tells them; `rule`: its key."""

    agent = models.ForeignKey(Agent, on_delete=models.CASCADE, related_name="+")
    rule = models.CharField(max_length=60)
    rhythm = models.CharField(max_length=10, choices=Rhythm.choices)

    class Meta(TenantModel.Meta):
        abstract = False
        constraints = [models.UniqueConstraint(fields=["authority", "agent", "rule"], name="preference_one_a_rule")]

    def __str__(self) -> str:
        return f"{self.agent_id}: {self.rule} {self.rhythm}"
