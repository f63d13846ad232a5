"""Categories in a tree, who owns them where, and where their cases go."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from parvis.directory.models import Agent, Unit
from parvis.forms.models import FormVersion
from parvis.kernel.models import Subject, new_uid
from parvis.kernel.tenancy import TenantModel
from parvis.places.models import District, Zoning


class Kind(models.TextChoices):
    """What a case of the category is; each kind has its own life."""

    REPORT = "report", _("signalement")
    SERVICE = "service", _("demande d’intervention")
    COMPLAINT = "complaint", _("réclamation")
    QUESTION = "question", _("question")
    IDEA = "idea", _("idée")
    COMPLIMENT = "compliment", _("félicitation")


class Publication(models.TextChoices):
    """What everybody may see of a case. Never who asked.

    The values are older than their names: while a new version takes over, the old one still serves, and knows two of them.
    """

    AT_ONCE = "at_once", _("tout de suite, mots et photos compris")
    LOOKED_AT = "public", _("le lieu et l’état tout de suite, les mots et les photos après relecture")
    NEVER = "private", _("jamais")


class Category(Subject):
    """A category; the roots of the tree are the themes."""

    uid = models.UUIDField(default=new_uid, unique=True, editable=False)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    name = models.CharField(_("nom"), max_length=200)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.REPORT)
    pictogram = models.CharField(max_length=40, default="circle-dot")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    zoning = models.ForeignKey(Zoning, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    publication = models.CharField(
        max_length=10, choices=Publication.choices, default=Publication.LOOKED_AT, db_column="visibility"
    )
    is_for_agents = models.BooleanField(
        default=False, db_default=False, help_text="Never offered to residents: agents alone choose it."
    )
    needs_place = models.BooleanField(default=True)
    asks_place = models.BooleanField(default=True, db_default=True, help_text="Else the form has no place at all.")
    is_anonymous = models.BooleanField(
        default=False, db_default=False, help_text="Neither name, nor e-mail, nor telephone is asked or kept."
    )
    notice = models.TextField(blank=True, default="", db_default="", help_text="Said at the top of the form.")
    stages = models.ForeignKey("cases.StageSet", on_delete=models.PROTECT, null=True, blank=True, related_name="categories")
    form = models.ForeignKey(FormVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    is_danger = models.BooleanField(default=False)
    is_confidential = models.BooleanField(
        default=False, db_default=False, help_text="Each case is confidential from the start, open to its own owners."
    )
    nearby_metres = models.PositiveSmallIntegerField(
        default=250, db_default=250, help_text="Within it, what is reported already is shown before sending; 0 shows nothing."
    )
    reopening_days = models.PositiveSmallIntegerField(
        default=30, db_default=30, help_text="After the work is done, how long residents may say that it has not held."
    )
    goal_days = models.PositiveSmallIntegerField(
        default=0, db_default=0, help_text="From arrival, by when a case is to be dealt with; 0 sets none."
    )
    goal_is_working = models.BooleanField(
        default=True, db_default=True, help_text="Its days, and those of the reminders, are working days."
    )
    goal_is_told = models.BooleanField(default=False, db_default=False, help_text="Residents are told the date.")
    remind_before = models.PositiveSmallIntegerField(default=0, db_default=0, help_text="Days; to whoever holds the case.")
    remind_after = models.PositiveSmallIntegerField(default=0, db_default=0, help_text="Days; to whoever holds the case.")
    remind_head_after = models.PositiveSmallIntegerField(default=0, db_default=0, help_text="Days; to their head as well.")
    remind_every = models.PositiveSmallIntegerField(
        default=0, db_default=0, help_text="Days; from the last of those on, each time one unit further up."
    )
    daily_limit = models.PositiveSmallIntegerField(
        default=0, db_default=0, help_text="How many cases one person may send in a day; 0 sets none."
    )
    applying_after = models.BigIntegerField(
        null=True, help_text="Up to which open case the delay was applied; null when it is not being."
    )
    applied = models.PositiveIntegerField(default=0, db_default=0, help_text="How many deadlines that has moved.")
    synonyms = models.CharField(
        max_length=500, blank=True, default="", db_default="", help_text="Other words for it, that people type."
    )
    season_from = models.CharField(
        max_length=5,
        blank=True,
        default="",
        db_default="",
        help_text="Offered from this day, as 11-15, to the next.",
    )
    season_to = models.CharField(max_length=5, blank=True, default="", db_default="")
    position = models.PositiveSmallIntegerField(default=0)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(fields=["authority", "parent", "name"], name="category_one_a_name"),
            models.UniqueConstraint(fields=["authority", "name"], condition=Q(parent__isnull=True), name="theme_one_a_name"),
            models.CheckConstraint(condition=Q(asks_place=True) | Q(needs_place=False), name="category_asks_what_it_needs"),
            models.CheckConstraint(
                condition=Q(season_from="", season_to="") | (~Q(season_from="") & ~Q(season_to="")),
                name="category_whole_season",
            ),
            models.CheckConstraint(
                condition=Q(is_confidential=False) | Q(publication="private"), name="category_confidential_is_never_public"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_public(self) -> bool:
        return self.publication != Publication.NEVER

    def is_in_season(self, on: date) -> bool:
        """A season may pass over the new year: snow, from 11-15 to 03-31."""
        if not self.season_from:
            return True
        day = on.strftime("%m-%d")
        if self.season_from <= self.season_to:
            return self.season_from <= day <= self.season_to
        return day >= self.season_from or day <= self.season_to

    @property
    def reminds(self) -> bool:
        """Whether anybody is reminded of its deadlines."""
        return bool(self.remind_before or self.remind_after or self.remind_head_after)

    @property
    def can_be_late(self) -> bool:
        """An idea is studied and a compliment is thanked for: neither is ever late, nor repaired."""
        return self.kind not in (Kind.IDEA, Kind.COMPLIMENT)


class RoutingRule(TenantModel):
    """Cases of this category (and below it), in this district (or anywhere), go to this unit, or to this agent of it."""

    category = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="rules")
    district = models.ForeignKey(District, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    agent = models.ForeignKey(Agent, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    group = models.ForeignKey("cases.Group", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "category", "district"], name="rule_one_a_place"),
            models.UniqueConstraint(
                fields=["authority", "category"], condition=Q(district__isnull=True), name="rule_one_anywhere"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.category_id} × {self.district_id or '*'} → {self.unit_id}"


class CategoryOwner(TenantModel):
    """The agent who answers for a category (and below it) in a district, or anywhere."""

    category = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="owners")
    district = models.ForeignKey(District, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    agent = models.ForeignKey(Agent, on_delete=models.CASCADE, related_name="owned")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "category", "district", "agent"], name="owner_once"),
            models.UniqueConstraint(
                fields=["authority", "category", "agent"], condition=Q(district__isnull=True), name="owner_once_anywhere"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agent_id} owns {self.category_id} × {self.district_id or '*'}"
