"""Words exchanged on a case: kept apart from the facts, so that they can be shredded."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from parvis.cases.models.case import Case
from parvis.directory.models import Agent
from parvis.kernel.models import new_uid
from parvis.kernel.tenancy import TenantModel


class MessageKind(models.TextChoices):
    NOTE = "note", _("note interne")
    REPLY = "reply", _("réponse")
    QUESTION = "question", _("question au demandeur")
    ANSWER = "answer", _("message du demandeur")
    REASON = "reason", _("motif")


class Message(TenantModel):
    """A note, a reply, a question, the requester's answer, or the reason given for an action.

    `is_told`: the requester reads it. A note and the reason of a transfer stay between colleagues.
    """

    uid = models.UUIDField(default=new_uid, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="messages")
    kind = models.CharField(max_length=10, choices=MessageKind.choices)
    agent = models.ForeignKey(Agent, on_delete=models.PROTECT, null=True, related_name="+")
    text = models.TextField()
    is_told = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.kind} on {self.case_id}"
