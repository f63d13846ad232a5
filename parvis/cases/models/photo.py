"""The photos of a case: what they are is the documents' business, who may see them is ours."""

from django.db import models

from parvis.cases.models.case import Case
from parvis.documents.models import Photo
from parvis.kernel.tenancy import TenantModel


class CasePhoto(TenantModel):
    """A photo that the requester sent with the case, or that an agent took once the work was done (`is_after`).

    Of the requester's, the agents who see the case and the requester look at it, nobody else; an agent's is for everybody
    where the case is (`readings.photos`).
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="photos")
    photo = models.ForeignKey(Photo, on_delete=models.PROTECT, related_name="+")
    is_after = models.BooleanField(default=False, db_default=False, help_text="Taken by an agent once the work was done.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "photo"], name="photo_of_one_case")]

    def __str__(self) -> str:
        return f"photo {self.pk}"
