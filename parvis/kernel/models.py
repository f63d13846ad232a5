"""The kernel's tables: the authority and the machinery of events, deliveries, timers and counters."""

from uuid import UUID

from django.db import models
from django.db.models import F, Q
from uuid_utils.compat import uuid7

from parvis.kernel.leases import Leased
from parvis.kernel.tenancy import TenantModel


def new_uid() -> UUID:
    """A UUIDv7: what leaves the installation is never a row id, and still sorts by time."""
    return uuid7()


class Authority(models.Model):
    """A town hall (or an association of them): the tenant."""

    uid = models.UUIDField(default=new_uid, unique=True, editable=False)
    name = models.CharField(max_length=120)
    insee_code = models.CharField(max_length=5)
    host = models.CharField(max_length=253, unique=True)
    site_url = models.URLField(help_text="Where links in messages lead: never taken from a request.")
    mailbox = models.EmailField(help_text="Read by somebody: the Reply-To of every message.")
    phone = models.CharField(max_length=30, blank=True)
    time_zone = models.CharField(max_length=60, default="Europe/Paris")
    holidays = models.CharField(max_length=10, blank=True, help_text="Subdivision: '' (metropole), '57', '6AE', 'RE'…")
    colour = models.CharField(max_length=7, default="#00636d")
    logo = models.CharField(max_length=200, blank=True)
    map_style = models.CharField(
        max_length=300, blank=True, default="", db_default="", help_text="Address of the base map’s style; '' is the Plan IGN."
    )
    map_attribution = models.CharField(max_length=200, blank=True, default="", db_default="")
    is_demo = models.BooleanField(default=False)
    practises_for = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="A practice town, of this one: its cases are invented, and no letter of it leaves. Never changed.",
    )
    # What the law wants said of whoever publishes a site, and of whoever keeps data; empty until somebody has told.
    postal_address = models.CharField(max_length=300, blank=True, default="", db_default="")
    publication_director = models.CharField(max_length=160, blank=True, default="", db_default="")
    hosting = models.CharField(max_length=300, blank=True, default="", db_default="", help_text="Name, address, telephone.")
    dpo_email = models.EmailField(blank=True, default="", db_default="", help_text="Of the data protection officer.")
    conformity = models.CharField(max_length=8, default="none", db_default="none", help_text="To the RGAA, as declared.")
    opening = models.CharField(max_length=300, blank=True, default="", db_default="", help_text="As on a door.")
    on_call_phone = models.CharField(max_length=30, blank=True, default="", db_default="")
    accessibility_plan = models.URLField(blank=True, default="", db_default="")
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, help_text="Nothing of it is served nor sent until it is opened again.")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(colour__regex=r"^#[0-9a-f]{6}$"), name="authority_colour_is_hex"),
            models.CheckConstraint(
                condition=Q(conformity__in=["none", "partial", "full"]), name="authority_conformity_is_known"
            ),
            models.UniqueConstraint(fields=["practises_for"], name="authority_one_practice_town"),
            models.CheckConstraint(condition=~Q(practises_for=F("id")), name="authority_practises_for_another"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_practice(self) -> bool:
        return self.practises_for_id is not None

    @property
    def is_shut(self) -> bool:
        """Closed; a practice town also when the town that it is for is."""
        return self.closed_at is not None or (self.practises_for is not None and self.practises_for.closed_at is not None)

    def link_to(self, path: str) -> str:
        """A page of the town's own site: never at a request's Host, which may be forged, and which a worker has not."""
        return self.site_url.rstrip("/") + path

    @property
    def data_contact(self) -> str:
        """Where to write about one's data: the data protection officer's, or the town's own mailbox."""
        return self.dpo_email or self.mailbox


class OtherHost(models.Model):
    """One more name under which a town is found: its pages are at `Authority.host`, where this one leads."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="other_hosts")
    name = models.CharField(max_length=253, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Subject(TenantModel):
    """A thing that events are about; its version moves with each of them."""

    version = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        abstract = True

    @classmethod
    def subject_kind(cls) -> str:
        return cls._meta.label_lower


class Event(TenantModel):
    """A fact: one row, never changed, never deleted, only shredded."""

    uid = models.UUIDField(default=new_uid, unique=True, editable=False)
    kind = models.CharField(max_length=60)
    fact_version = models.PositiveSmallIntegerField(default=1)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    subject_version = models.PositiveIntegerField()
    at = models.DateTimeField()
    on = models.DateField(help_text="Civil date of the authority.")
    started_at = models.DateTimeField(null=True, help_text="When the work told of began, if it was said.")
    actor_kind = models.CharField(max_length=20)
    actor_id = models.BigIntegerField(null=True)
    actor_through = models.CharField(max_length=20)
    on_behalf_id = models.BigIntegerField(null=True)
    data = models.JSONField()
    is_imported = models.BooleanField(default=False)
    shredded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "subject_kind", "subject_id", "subject_version"], name="event_one_a_version"
            ),
        ]
        indexes = [models.Index(fields=["authority", "kind", "on"], name="event_by_kind")]

    def __str__(self) -> str:
        return f"{self.kind} {self.uid}"


class Delivery(Leased, TenantModel):
    """One event to hand to one reaction."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="deliveries")
    reaction = models.CharField(max_length=80)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()

    class Meta(Leased.Meta, TenantModel.Meta):
        abstract = False
        constraints = [models.UniqueConstraint(fields=["authority", "event", "reaction"], name="delivery_once")]
        indexes = [
            models.Index(fields=["state", "due_at"], name="delivery_due"),
            models.Index(fields=["reaction", "subject_kind", "subject_id", "state"], name="delivery_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.reaction} ← {self.event_id}"


class Timer(Leased, TenantModel):
    """Something that must happen to a subject at a time; replaced when set again."""

    name = models.CharField(max_length=80)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()

    class Meta(Leased.Meta, TenantModel.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["authority", "subject_kind", "subject_id", "name"], name="timer_one_a_name"),
        ]
        indexes = [models.Index(fields=["state", "due_at"], name="timer_due")]

    def __str__(self) -> str:
        return f"{self.name} @ {self.due_at:%Y-%m-%d %H:%M}"


class Counter(TenantModel):
    """The last number given under a name. Taken last in a transaction: the row is hot."""

    name = models.CharField(max_length=60)
    value = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "name"], name="counter_one_a_name")]

    def __str__(self) -> str:
        return f"{self.name}: {self.value}"

    @classmethod
    def next(cls, name: str, count: int = 1) -> int:
        """The next number under this name, or the last of so many, held until the transaction ends."""
        cls.objects.get_or_create(name=name)
        cls.objects.filter(name=name).update(value=F("value") + count)
        value: int = cls.objects.values_list("value", flat=True).get(name=name)
        return value


class ExternalReference(TenantModel):
    """The name that another system gives to a thing of ours."""

    system = models.CharField(max_length=60)
    key = models.CharField(max_length=200)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "system", "key"], name="reference_one_a_key")]
        indexes = [models.Index(fields=["authority", "subject_kind", "subject_id"], name="reference_by_subject")]

    def __str__(self) -> str:
        return f"{self.system}:{self.key}"


class Tally(models.Model):
    """How often something was tried in a window of time; counted in the database, since processes are several."""

    key = models.CharField(max_length=64)
    window = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "window"], name="tally_one_a_window")]

    def __str__(self) -> str:
        return f"{self.key[:8]}: {self.count}"


class Beat(models.Model):
    """The worker's sign of life, read by /healthz."""

    name = models.CharField(max_length=40, unique=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.at:%H:%M:%S}"
