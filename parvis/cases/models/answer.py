"""What the requester answered to the category's own questions."""

from django.db import models

from parvis.cases.models.case import Case
from parvis.kernel.tenancy import TenantModel


class CaseAnswer(TenantModel):
    """The question as it was asked, and its answer as a person reads it. Agents see it; it is never public."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="answers")
    position = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=40)
    question = models.CharField(max_length=200)
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["authority", "case", "position"], name="answer_one_a_place")]

    def __str__(self) -> str:
        return f"{self.key} of {self.case_id}"
