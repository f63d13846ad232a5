"""Stages: the town's own words for where a case stands, each of them a status."""

from django.db import models
from django.db.models import Q

from parvis.cases.models.case import Case, Outcome, Status
from parvis.kernel.models import Subject
from parvis.kernel.tenancy import TenantModel

STATUSES = (Status.OPEN, Status.WAITING, Status.CLOSED)


class StageSet(Subject):
    """The stages that cases of some categories go through; one without a stage in use is as if there were none."""

    name = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "name"], name="stage_set_one_a_name")]

    def __str__(self) -> str:
        return self.name


class Stage(TenantModel):
    """`name`: as agents say it. `public_name`: as residents read it; "" when they read nothing of it. `message`: what the
    requester is written at that point, unless the agent writes it otherwise."""

    stage_set = models.ForeignKey(StageSet, on_delete=models.PROTECT, related_name="stages")
    name = models.CharField(max_length=80)
    public_name = models.CharField(max_length=80, blank=True)
    status = models.CharField(max_length=10, choices=Status.choices)
    outcome = models.CharField(max_length=20, choices=Outcome.choices, blank=True, help_text="How it ends a case, if it does.")
    message = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "stage_set", "name"], condition=Q(ended_on__isnull=True), name="stage_one_a_name"
            ),
            models.CheckConstraint(condition=Q(status__in=STATUSES), name="stage_status_is_known"),
            models.CheckConstraint(
                condition=Q(status=Status.CLOSED, outcome__in=[one for one in Outcome if one != Outcome.WITHDRAWN])
                | ~Q(status=Status.CLOSED) & Q(outcome=""),
                name="stage_ends_with_an_outcome",
            ),
            models.CheckConstraint(condition=Q(message="") | ~Q(public_name=""), name="stage_says_what_is_read"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_ending(self) -> bool:
        return self.status == Status.CLOSED

    @property
    def is_waiting(self) -> bool:
        """For the requester's answer."""
        return self.status == Status.WAITING

    @property
    def is_held(self) -> bool:
        """Whether a case is there, or comes back there once its requester has answered. A query or two."""
        return self.cases.exists() or Case.objects.all().filter(stage_before=self).exists()
