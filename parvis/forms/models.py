"""The versions of a form, each kept as it was asked."""

import msgspec
from django.db import models

from parvis.forms.questions import Question
from parvis.kernel.models import new_uid
from parvis.kernel.tenancy import TenantModel


class FormVersion(TenantModel):
    """A list of questions. It never changes: whoever owns it points to another one."""

    uid = models.UUIDField(default=new_uid, unique=True, editable=False)
    definition = models.JSONField()
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"form {self.uid}"

    @property
    def questions(self) -> tuple[Question, ...]:
        """As they were sound when they were kept."""
        return msgspec.convert(self.definition, tuple[Question, ...])
