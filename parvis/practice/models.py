"""The practice town of a town: a row of the real one, which says how far the other is made."""

from django.db import models

from parvis.directory.models import Agent
from parvis.kernel.models import Authority, Subject


class State(models.TextChoices):
    """`STOPPED`: the making waits to be taken up again. `CLOSED`: there is none any more."""

    MAKING = "making"
    STOPPED = "stopped"
    READY = "ready"
    CLOSING = "closing"
    CLOSED = "closed"


class Stage(models.TextChoices):
    """What comes next, in this order: what was there is erased, its rows then its files; the town is founded, people are
    seated, what the real one has arranged is brought, cases are invented."""

    ROWS = "rows"
    FILES = "files"
    TOWN = "town"
    SEATS = "seats"
    CONFIGURATION = "configuration"
    CASES = "cases"


class Practice(Subject):
    """`town`: where one practises; none before it is founded, and once it is closed. `is_for_all`: whoever works in the real
    town has a seat there, or will be given one as they come; else `people` alone, and the administrators. `round`: how often
    it was made. `total` and `done`: of the present stage; `steps`: of the configuration, `refused`: those that could not be
    brought, with the reason; `cases`: how many were invented."""

    town = models.ForeignKey(Authority, on_delete=models.PROTECT, null=True, related_name="+")
    host = models.CharField(max_length=253)
    state = models.CharField(max_length=10, choices=State.choices, default=State.MAKING)
    stage = models.CharField(max_length=14, choices=Stage.choices, default=Stage.TOWN)
    is_for_all = models.BooleanField(default=True)
    people = models.JSONField(default=list)
    round = models.PositiveIntegerField(default=1)
    steps = models.JSONField(default=list)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    refused = models.JSONField(default=list)
    cases = models.PositiveIntegerField(default=0)
    agent = models.ForeignKey(Agent, on_delete=models.PROTECT, null=True, related_name="+")
    ready_at = models.DateTimeField(null=True)

    class Meta(Subject.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["authority"], name="practice_one_a_town"),
            models.CheckConstraint(condition=models.Q(state__in=State.values), name="practice_state_is_known"),
            models.CheckConstraint(condition=models.Q(stage__in=Stage.values), name="practice_stage_is_known"),
        ]

    def __str__(self) -> str:
        return self.host

    @property
    def is_under_way(self) -> bool:
        return self.state in (State.MAKING, State.STOPPED, State.CLOSING)
