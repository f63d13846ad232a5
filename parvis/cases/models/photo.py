"""The photos of a case: what they are is the documents' business, who may see them is ours."""

from django.db import models

from parvis.cases.models.case import Case, Look
from parvis.documents.models import Photo
from parvis.kernel.tenancy import TenantModel


class CasePhoto(TenantModel):
    """A photo that the requester sent with the case, or that an agent took once the work was done (`is_after`).

    At the requester's, the agents who see the case and the requester look; everybody else only once an agent has published
    it, and then at the rendition if there is one. An agent's is for everybody where the case is (`readings.photos`).
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="photos")
    photo = models.ForeignKey(Photo, on_delete=models.PROTECT, related_name="+")
    look = models.CharField(max_length=10, choices=Look.choices, default=Look.UNREAD, db_default=Look.PROMISED)
    rendition = models.ForeignKey(
        Photo,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="What everybody sees in its place: the photo with parts covered.",
    )
    covers = models.TextField(
        blank=True, default="", db_default="", help_text="The parts that the rendition covers, to begin again from."
    )
    is_after = models.BooleanField(default=False, db_default=False, help_text="Taken by an agent once the work was done.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "photo"], name="photo_of_one_case")]

    def __str__(self) -> str:
        return f"photo {self.pk}"
