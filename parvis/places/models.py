"""Zonings, each a set of districts, and the territory of the authority."""

from django.db import models

from parvis.kernel.models import Subject, new_uid
from parvis.kernel.tenancy import TenantModel


class Territory(Subject):
    """The outline of the authority: what lies outside is not its business."""

    geometry = models.JSONField(help_text="GeoJSON Polygon or MultiPolygon, WGS 84.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority"], name="territory_one_an_authority")]

    def __str__(self) -> str:
        return f"territory of {self.authority_id}"


class Zoning(Subject):
    """A way of dividing the town: quartiers, secteurs de voirie…"""

    uid = models.UUIDField(default=new_uid, unique=True, editable=False)
    name = models.CharField(max_length=120)
    # Once it is drawn anew, what is open is placed in it again, some at a time, by whoever keeps what is open.
    placing_after = models.BigIntegerField(
        null=True, help_text="The last that was placed; 0 before the first; none when all are where they are."
    )
    placing_total = models.PositiveIntegerField(default=0, db_default=0)
    placing_seen = models.PositiveIntegerField(default=0, db_default=0)
    placing_moved = models.PositiveIntegerField(default=0, db_default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "name"], name="zoning_one_a_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_placing(self) -> bool:
        return self.placing_after is not None


class District(TenantModel):
    """A polygon of a zoning."""

    zoning = models.ForeignKey(Zoning, on_delete=models.PROTECT, related_name="districts")
    code = models.CharField(max_length=60)
    name = models.CharField(max_length=120)
    geometry = models.JSONField(help_text="GeoJSON Polygon or MultiPolygon, WGS 84.")
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["authority", "zoning", "code"], name="district_one_a_code")]

    def __str__(self) -> str:
        return self.name


class ZoningFile(TenantModel):
    """A file that was sent, as read, until it is imported: between the trial and the import nobody sends it again.

    What was not imported within a day is forgotten.
    """

    uid = models.UUIDField(default=new_uid, unique=True, editable=False)
    zoning = models.ForeignKey(Zoning, on_delete=models.CASCADE, null=True, related_name="+")
    name = models.CharField(max_length=120, blank=True, help_text="Of the zoning that it would make.")
    frame = models.CharField(max_length=80)
    features = models.JSONField()
    notes = models.JSONField()
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"file {self.uid}"
