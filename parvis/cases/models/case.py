"""The case: what somebody asked of the town, and where it stands."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from parvis.cases.models.category import Category, Kind
from parvis.cases.querysets import CaseManager
from parvis.directory.models import Agent, Unit
from parvis.kernel.models import Subject, new_uid
from parvis.kernel.tenancy import TenantModel
from parvis.places.models import District, Zoning

if TYPE_CHECKING:
    from parvis.cases.discretion import Discretion

SHOWN_DONE = timedelta(days=30)


class Status(models.TextChoices):
    NEW = "new", _("nouvelle")
    OPEN = "open", _("en cours")
    WAITING = "waiting", _("en attente de votre réponse")
    CLOSED = "closed", _("close")


class Outcome(models.TextChoices):
    """How a closed case ended. Only `DONE` stays in public for thirty days."""

    DONE = "done", _("réalisée")
    ANSWERED = "answered", _("répondue")
    KEPT = "kept", _("idée retenue")
    NOT_KEPT = "not_kept", _("idée non retenue")
    THANKED = "thanked", _("transmise à l’équipe")
    NO_FOLLOW_UP = "no_follow_up", _("classée sans suite")
    NOT_COMPETENT = "not_competent", _("hors de la compétence de la commune")
    DUPLICATE = "duplicate", _("déjà signalée")
    WITHDRAWN = "withdrawn", _("annulée par le demandeur")


class Priority(models.IntegerChoices):
    NORMAL = 0, _("Priorité normale")
    HIGH = 1, _("Priorité haute")


class Channel(models.TextChoices):
    WEB = "web", _("site")
    COUNTER = "counter", _("guichet")
    PHONE = "phone", _("téléphone")
    EMAIL = "email", _("e-mail")
    LETTER = "letter", _("courrier")
    FAX = "fax", _("télécopie")
    SMS = "sms", _("SMS")
    API = "api", _("autre logiciel")


class Origin(models.TextChoices):
    """Who it comes from; the channel is how."""

    RESIDENT = "resident", _("usager")
    COUNCILLOR = "councillor", _("élu")
    AGENT = "agent", _("agent de la commune")
    OTHER = "other", _("autre")


class Look(models.TextChoices):
    """What an agent has decided about the requester's words."""

    UNREAD = "unread", _("à relire")
    PUBLISHED = "published", _("publiés")
    KEPT = "kept", _("gardés privés")
    # Whoever wrote before words could be published was told that they never are.
    PROMISED = "promised", _("jamais publiés")


class Case(Subject):
    """A case. What is *resolved but not confirmed* has `resolved_at` and is still open: a fact, not a status."""

    uid = models.UUIDField(default=new_uid, unique=True, editable=False)
    year = models.PositiveSmallIntegerField(help_text="Of reception, in the authority's calendar.")
    sequence = models.PositiveIntegerField(help_text="In that year: people see 2026/000123.")
    tracking_code = models.CharField(max_length=12)
    private_key = models.CharField(max_length=43)
    form_key = models.UUIDField(null=True, help_text="Of the form that was sent: sent twice, it makes one case.")

    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="cases")
    words = models.TextField(_("description"), blank=True)
    channel = models.CharField(max_length=10, choices=Channel.choices, default=Channel.WEB)
    origin = models.CharField(max_length=12, choices=Origin.choices, default=Origin.RESIDENT)

    look = models.CharField(max_length=10, choices=Look.choices, default=Look.UNREAD, db_default=Look.PROMISED)
    public_words = models.TextField(
        blank=True, default="", db_default="", help_text="What everybody may read of the words, masked where need be."
    )
    is_to_read = models.BooleanField(
        default=False, db_default=False, help_text="Something of it waits for an agent to say whether it is published."
    )

    has_photo_to_read = models.BooleanField(
        default=False, db_default=False, help_text="A photo waits for an agent to say whether it is published."
    )

    address = models.CharField(_("adresse"), max_length=250, blank=True)
    place_name = models.CharField(
        max_length=250, blank=True, default="", db_default="", help_text="The place as the geocoder, or a register, calls it."
    )
    public_address = models.CharField(
        max_length=250, blank=True, default="", db_default="", help_text="What everybody may read of the place."
    )
    lon = models.FloatField(null=True)
    lat = models.FloatField(null=True)
    zkey = models.BigIntegerField(null=True)
    district = models.ForeignKey(District, on_delete=models.PROTECT, null=True, related_name="+")

    requester_first_name = models.CharField(max_length=80, blank=True, default="", db_default="")
    # The column of the one name that people once gave: a name that nobody has split is a last name.
    requester_last_name = models.CharField(max_length=160, blank=True, db_column="requester_name")
    requester_email = models.EmailField(blank=True)
    requester_phone = models.CharField(max_length=30, blank=True)
    is_written_less = models.BooleanField(
        default=False, db_default=False, help_text="The requester is written to about the answers and the end alone."
    )

    again_of = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, related_name="said_again", help_text="Said not to have been mended."
    )

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="cases")
    assignee = models.ForeignKey(Agent, on_delete=models.PROTECT, null=True, related_name="cases")
    group = models.ForeignKey(
        "cases.Group", on_delete=models.PROTECT, null=True, related_name="cases", help_text="Any of its members takes it."
    )
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.NEW)
    outcome = models.CharField(max_length=20, choices=Outcome.choices, blank=True)
    stage = models.ForeignKey(
        "cases.Stage", on_delete=models.PROTECT, null=True, related_name="cases", help_text="Of its status, always."
    )
    stage_before = models.ForeignKey(
        "cases.Stage", on_delete=models.PROTECT, null=True, related_name="+", help_text="Where the answer leads back to."
    )
    priority = models.PositiveSmallIntegerField(choices=Priority.choices, default=Priority.NORMAL)
    is_danger = models.BooleanField(default=False)

    is_confidential = models.BooleanField(
        default=False, db_default=False, help_text="Seen by those named on it, and by nobody else of the town hall."
    )
    is_withheld = models.BooleanField(
        default=False, db_default=False, help_text="It is, or once was, confidential: never public again."
    )

    received_at = models.DateTimeField()
    received_on = models.DateField()
    estimated_on = models.DateField(null=True, help_text="Promised to the requester.")
    due_on = models.DateField(null=True, help_text="By which its category has it dealt with: what the town holds itself to.")
    resolved_at = models.DateTimeField(null=True)
    resolved_as = models.CharField(max_length=20, choices=Outcome.choices, blank=True)
    resolution = models.ForeignKey("cases.Message", on_delete=models.SET_NULL, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_on = models.DateField(null=True)

    objects: ClassVar[CaseManager] = CaseManager()

    # On what is shown to somebody who may not know who asked (`parvis.cases.discretion`); never on a row to be written.
    discretion: "Discretion | None" = None

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "year", "sequence"], name="case_one_a_number"),
            models.UniqueConstraint(fields=["authority", "tracking_code"], name="case_one_a_tracking_code"),
            models.UniqueConstraint(fields=["authority", "private_key"], name="case_one_a_private_key"),
            models.UniqueConstraint(
                fields=["authority", "form_key"], condition=Q(form_key__isnull=False), name="case_one_a_form"
            ),
            models.CheckConstraint(
                condition=Q(status=Status.CLOSED, closed_at__isnull=False, closed_on__isnull=False) & ~Q(outcome="")
                | ~Q(status=Status.CLOSED) & Q(closed_at__isnull=True, closed_on__isnull=True, outcome=""),
                name="case_closed_with_an_outcome",
            ),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="case_status_is_known"),
            models.CheckConstraint(condition=Q(outcome__in=["", *Outcome.values]), name="case_outcome_is_known"),
            models.CheckConstraint(condition=~Q(status=Status.NEW) | Q(stage__isnull=True), name="case_new_is_in_no_stage"),
            models.CheckConstraint(
                condition=Q(status=Status.WAITING) | Q(stage_before__isnull=True), name="case_goes_back_from_waiting"
            ),
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=True, resolved_as="")
                | Q(resolved_at__isnull=False, resolved_as__in=Outcome.values),
                name="case_resolved_with_an_outcome",
            ),
            models.CheckConstraint(
                condition=Q(lon__isnull=True, lat__isnull=True, zkey__isnull=True)
                | Q(lon__isnull=False, lat__isnull=False, zkey__isnull=False),
                name="case_point_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(is_confidential=False) | Q(group__isnull=True), name="case_confidential_is_no_group_s"
            ),
            models.CheckConstraint(
                condition=Q(is_confidential=False) | Q(is_withheld=True), name="case_confidential_is_withheld"
            ),
        ]
        indexes = [
            # The status is in each partial index: SQLite does not take its condition for covered.
            models.Index(
                fields=["authority", "unit", "estimated_on", "id", "status"],
                condition=~Q(status="closed"),
                name="case_queue_of_unit",
            ),
            models.Index(
                fields=["authority", "assignee", "estimated_on", "id", "status"],
                condition=~Q(status="closed"),
                name="case_queue_of_agent",
            ),
            models.Index(fields=["authority", "-received_at", "-id"], name="case_archive"),
            models.Index(fields=["authority", "unit", "-received_at", "-id"], name="case_archive_of_unit"),
            models.Index(fields=["authority", "outcome", "-closed_at", "-id"], name="case_done"),
            models.Index(fields=["authority", "zkey", "status", "category"], name="case_on_the_map"),
            models.Index(
                F("authority"), Lower("requester_email"), F("received_at").desc(), F("id").desc(), name="case_of_an_address"
            ),
            # The public map reads nothing but these: a million cases of the past cost it nothing. The second is for a
            # street, where few were ever done; the third for the whole town, where few were done lately.
            models.Index(
                fields=["authority", "zkey", "status", "category", "received_at", "year", "sequence", "id"],
                condition=~Q(status="closed"),
                name="case_map_under_way",
            ),
            models.Index(
                fields=[
                    "authority",
                    "zkey",
                    "closed_at",
                    "category",
                    "received_at",
                    "year",
                    "sequence",
                    "id",
                    "status",
                    "outcome",
                ],
                condition=Q(status="closed", outcome="done"),
                name="case_map_done",
            ),
            models.Index(
                fields=[
                    "authority",
                    "closed_at",
                    "zkey",
                    "category",
                    "received_at",
                    "year",
                    "sequence",
                    "id",
                    "status",
                    "outcome",
                ],
                condition=Q(status="closed", outcome="done"),
                name="case_map_lately_done",
            ),
            # Few: the public lists, whose indexes know nothing of it, leave these out by their ids.
            models.Index(fields=["authority", "is_withheld", "id"], condition=Q(is_withheld=True), name="case_withheld"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        return f"{self.year}/{self.sequence:06d}"

    @property
    def requester_name(self) -> str:
        """As one says it: the first name, then the last."""
        return f"{self.requester_first_name} {self.requester_last_name}".strip()

    @property
    def stage_words(self) -> str:
        """Where it stands, as the town has residents read it; "" where it says no more than the status."""
        return self.stage.public_name if self.stage is not None else ""

    @property
    def is_reachable(self) -> bool:
        """Whether there is an address to write to, which whoever writes may not know."""
        return self.discretion.is_reachable if self.discretion else bool(self.requester_email)

    @property
    def is_public(self) -> bool:
        """Whether everybody may know of it, as its category has it today."""
        return self.category.is_public and not self.is_withheld

    @property
    def is_closed(self) -> bool:
        return self.status == Status.CLOSED

    @property
    def is_resolved(self) -> bool:
        """The work is done, and the head's confirmation is awaited."""
        return self.resolved_at is not None and not self.is_closed

    @property
    def deadline_on(self) -> date | None:
        """The date that was promised, or else the end of the category's delay."""
        return self.estimated_on or self.due_on

    @property
    def goal_told_on(self) -> date | None:
        """The end of the category's delay, where residents are told it: what is promised to one of them goes before."""
        is_told = self.estimated_on is None and self.category.goal_is_told and self.category.can_be_late
        return self.due_on if is_told else None

    def is_late(self, today: date) -> bool:
        """Past its deadline, with the work not done."""
        return (
            not self.is_closed
            and self.resolved_at is None
            and self.deadline_on is not None
            and self.deadline_on < today
            and self.category.can_be_late
        )

    def is_contestable(self, today: date) -> bool:
        """Done, and lately enough for residents to say that it has not held."""
        return (
            self.outcome == Outcome.DONE
            and self.closed_on is not None
            and today <= self.closed_on + timedelta(days=self.category.reopening_days)
            and self.category.reopening_days > 0
        )

    def is_lately_done(self, now: datetime) -> bool:
        """Whether it is in the public list as done."""
        return self.outcome == Outcome.DONE and self.closed_at is not None and self.closed_at >= now - SHOWN_DONE

    @property
    def shown_words(self) -> str:
        """What everybody may read of the requester's words, as the category has it today."""
        return self.public_words if self.is_public else ""

    @property
    def is_repair(self) -> bool:
        """Whether the date promised is that of a repair rather than of a reply."""
        return self.category.kind in (Kind.REPORT, Kind.SERVICE)


class CasePlacement(TenantModel):
    """The district of a case in each zoning; none is a fact too ("secteur non coté")."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="placements")
    zoning = models.ForeignKey(Zoning, on_delete=models.PROTECT, related_name="+")
    district = models.ForeignKey(District, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "case", "zoning"], name="placement_one_a_zoning")]

    def __str__(self) -> str:
        return f"{self.case_id} in {self.district_id or 'none'}"
