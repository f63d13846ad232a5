"""Who may open a confidential case."""

from django.db import models

from parvis.cases.models.case import Case
from parvis.directory.models import Agent
from parvis.kernel.tenancy import TenantModel


class Confidant(TenantModel):
    """Somebody named on a confidential case. Once it is confidential no more, it has none."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="confidants")
    agent = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["authority", "case", "agent"], name="confidant_once")]
        indexes = [models.Index(fields=["authority", "agent", "case"], name="confidant_of_agent")]

    def __str__(self) -> str:
        return f"{self.agent_id} may open {self.case_id}"
