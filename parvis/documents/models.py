"""The tables of the room: photos."""

from django.db import models
from django.db.models import Q

from parvis.kernel.models import new_uid
from parvis.kernel.tenancy import TenantModel
from parvis.places.points import Point


class Photo(TenantModel):
    """A photo that somebody sent, upright and without metadata; its files are named by its `uid`.

    It waits under the key of the form it was added to (`draft`), until the form is sent; what was not sent within two
    days is erased. A photo may show faces, plates and homes, and where it was taken is private: erasing one leaves
    neither row nor file.
    """

    uid = models.UUIDField(default=new_uid, unique=True, editable=False)
    draft = models.UUIDField(null=True, help_text="Of the form that it waits on; none once the form is sent.")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    bytes = models.PositiveIntegerField()
    lon = models.FloatField(null=True, help_text="Where it was taken, as its EXIF said: shown to nobody but its sender.")
    lat = models.FloatField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(lon__isnull=True, lat__isnull=True) | Q(lon__isnull=False, lat__isnull=False),
                name="photo_position_is_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["authority", "draft"], condition=Q(draft__isnull=False), name="photo_waiting"),
            models.Index(fields=["created_at"], condition=Q(draft__isnull=False), name="photo_waiting_since"),
        ]

    def __str__(self) -> str:
        return str(self.uid)

    @property
    def taken_at(self) -> Point | None:
        return Point(lon=self.lon, lat=self.lat) if self.lon is not None and self.lat is not None else None
