"""Somebody found the job well done: when, and of which case; nothing of who."""

from django.db import models

from parvis.cases.models.case import Case
from parvis.kernel.models import Subject


class Bravo(Subject):
    """A subject of its own: the case did not change, and those who read it need not read it again."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="bravos")
    said_at = models.DateTimeField()

    class Meta(Subject.Meta):
        abstract = False
        indexes = [models.Index(fields=["authority", "said_at"], name="bravo_lately")]

    def __str__(self) -> str:
        return f"bravo for {self.case_id}"
