"""The photos of a case: what they are is the documents' business, who may see them is ours."""

from django.db import models

from parvis.cases.models.case import Case
from parvis.documents.models import Photo
from parvis.kernel.tenancy import TenantModel


class CasePhoto(TenantModel):
    """A photo that the requester sent with the case. Agents who see the case and the requester look at it, nobody else."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="photos")
    photo = models.ForeignKey(Photo, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "photo"], name="photo_of_one_case")]

    def __str__(self) -> str:
        return f"photo {self.pk}"
