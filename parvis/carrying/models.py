"""A file of configuration that was sent, as read, and how far it has been brought into the town."""

from django.db import models

from parvis.directory.models import Agent
from parvis.kernel.models import Subject, new_uid


class State(models.TextChoices):
    """`TRIED`: nothing of it has been brought yet."""

    TRIED = "tried"
    RUNNING = "running"
    STOPPED = "stopped"
    DONE = "done"


class Carriage(Subject):
    """`rows`: of each part of the file. `steps`: what is to be done, in order, once it was decided; `done`: how many of them
    are; `refused`: those that could not be, with the reason. What was left for a week is forgotten."""

    uid = models.UUIDField(default=new_uid, unique=True, editable=False)
    name = models.CharField(max_length=200)
    rows = models.JSONField()
    has_people = models.BooleanField()
    steps = models.JSONField(default=list)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    refused = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=State.choices, default=State.TRIED)
    agent = models.ForeignKey(Agent, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()

    class Meta(Subject.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=State.values), name="carriage_state_is_known"),
            models.CheckConstraint(condition=models.Q(done__lte=models.F("total")), name="carriage_does_what_it_has"),
        ]

    def __str__(self) -> str:
        return self.name
