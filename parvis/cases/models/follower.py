"""Somebody who asked to be told of a public case: an address, nothing until it has confirmed."""

from django.db import models
from django.db.models import Q

from parvis.cases.models.case import Case
from parvis.kernel.models import Subject, new_uid


class Follower(Subject):
    """`key`: of the link in each letter, which confirms and stops this one following and opens nothing else.

    `stopped_at`: the person asked for no more. `forgotten_at`: the address is gone: stopped, never confirmed in time, or
    the case long closed. Who is still counted once forgotten had confirmed and had not stopped.
    """

    uid = models.UUIDField(default=new_uid, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="followers")
    email = models.EmailField(blank=True)
    key = models.CharField(max_length=43)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    forgotten_at = models.DateTimeField(null=True)

    class Meta(Subject.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "case", "email"], condition=~Q(email=""), name="follower_once_an_address"
            ),
            models.UniqueConstraint(fields=["authority", "key"], name="follower_one_a_key"),
            models.CheckConstraint(
                condition=Q(email="", forgotten_at__isnull=False) | ~Q(email="") & Q(forgotten_at__isnull=True),
                name="follower_forgotten_without_address",
            ),
        ]
        indexes = [models.Index(fields=["forgotten_at", "asked_at"], name="follower_to_forget")]

    def __str__(self) -> str:
        return f"{self.uid} follows {self.case_id}"
