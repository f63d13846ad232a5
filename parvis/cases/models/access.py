"""What opens cases to councillors and contractors, and what the town changed in the rights of each role."""

from django.db import models
from django.db.models import Q

from parvis.cases.models.category import Category
from parvis.directory.models import Agent, Unit
from parvis.kernel.tenancy import TenantModel
from parvis.places.models import District


class Access(TenantModel):
    """The cases of a unit (and below it), of a category (and below it), of a district: all that is said, together. What is
    not said limits nothing. An agent may have several."""

    agent = models.ForeignKey(Agent, on_delete=models.CASCADE, related_name="accesses")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    category = models.ForeignKey(Category, on_delete=models.PROTECT, null=True, related_name="+")
    district = models.ForeignKey(District, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.agent_id} reads {self.unit_id or '*'} × {self.category_id or '*'} × {self.district_id or '*'}"


class RoleRight(TenantModel):
    """Where the town differs from what a role may do at first (`parvis.cases.roles`)."""

    role = models.CharField(max_length=12)
    action = models.CharField(max_length=12)
    is_allowed = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "role", "action"], name="right_one_a_cell"),
            models.CheckConstraint(condition=~Q(role="") & ~Q(action=""), name="right_names_its_cell"),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.action}: {self.is_allowed}"
