"""People who work together across units, or in one: they may be given cases, see those of a place, be mentioned and told."""

from django.db import models
from django.db.models import Q

from parvis.cases.models.category import Category
from parvis.directory.models import Agent, Unit
from parvis.kernel.models import Subject
from parvis.kernel.tenancy import TenantModel
from parvis.places.models import District


class Group(Subject):
    """`unit`: whose it is, and whose head arranges it; the town's own without one. With `category` and `district` it says what
    the group is about, all of it together and what is below; `sees_all`: its members see those cases, beside those given to
    it."""

    name = models.CharField(max_length=120)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    category = models.ForeignKey(Category, on_delete=models.PROTECT, null=True, related_name="+")
    district = models.ForeignKey(District, on_delete=models.PROTECT, null=True, related_name="+")
    sees_all = models.BooleanField(default=False)
    ended_on = models.DateField(null=True)

    class Meta(Subject.Meta):
        abstract = False
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "name"], condition=Q(ended_on__isnull=True), name="group_one_a_name_in_use"
            ),
            models.CheckConstraint(
                condition=Q(sees_all=False) | Q(unit__isnull=False) | Q(category__isnull=False) | Q(district__isnull=False),
                name="group_sees_something_in_particular",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class GroupMember(TenantModel):
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="members")
    agent = models.ForeignKey(Agent, on_delete=models.CASCADE, related_name="+")

    class Meta(TenantModel.Meta):
        abstract = False
        constraints = [models.UniqueConstraint(fields=["authority", "group", "agent"], name="member_once_a_group")]
        indexes = [models.Index(fields=["authority", "agent", "group"], name="member_of_groups")]

    def __str__(self) -> str:
        return f"{self.agent_id} is of {self.group_id}"
