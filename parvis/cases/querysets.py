"""Adjectives of cases: `.open().late(today).visible_to(agent)`."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from parvis.cases.allowed import rule_of
from parvis.cases.hand import hand_of
from parvis.kernel.tenancy import TenantManager, current, current_id

if TYPE_CHECKING:
    from parvis.cases.models import Case
    from parvis.directory.models import Agent


# The SQL of `Category.can_be_late`.
NEVER_LATE = Q(category__kind__in=["idea", "compliment"])


def late_on(today: date) -> Q:
    """Past the date that was promised, or else the end of the category's delay, with the work not done: of open cases, the
    same rule as `Case.is_late`."""
    passed = Q(estimated_on__lt=today) | Q(estimated_on__isnull=True, due_on__lt=today)
    return passed & Q(resolved_at__isnull=True) & ~NEVER_LATE


class CaseQuerySet(models.QuerySet["Case"]):
    def open(self) -> Self:
        return self.exclude(status="closed")

    def late(self, today: date) -> Self:
        """The same rule as `Case.is_late`."""
        return self.open().filter(late_on(today))

    def urgent(self, today: date) -> Self:
        """Danger, or past its deadline."""
        return self.open().filter(Q(is_danger=True) | late_on(today), resolved_at__isnull=True)

    def to_take(self) -> Self:
        return self.open().filter(assignee__isnull=True, resolved_at__isnull=True)

    def to_close(self) -> Self:
        """Resolved, and awaiting the confirmation of whoever may close."""
        return self.open().filter(resolved_at__isnull=False)

    def ordinary(self) -> Self:
        """What is not confidential: all that whoever arranges the town may count, and find by its number."""
        return self.filter(is_confidential=False)

    def waiting(self) -> Self:
        return self.filter(status="waiting")

    def visible_to(self, agent: "Agent") -> Self:
        """The SQL of `policy.can_see`: the two are proven equal by a test."""
        return self.for_action("see", agent)

    def for_action(self, action: str, agent: "Agent") -> Self:
        """The SQL of `policy.may`, of what agents do."""
        if agent.authority_id != current_id() or not agent.is_in_post:
            return self.none()
        return self.filter(rule_of(hand_of(agent), action))


class CaseManager(TenantManager["Case"]):
    """The authority's cases; each list begins with one of the adjectives above."""

    def get_queryset(self) -> CaseQuerySet:
        return CaseQuerySet(self.model, using=self._db).filter(authority=current())

    def all(self) -> CaseQuerySet:
        return self.get_queryset()

    def open(self) -> CaseQuerySet:
        return self.get_queryset().open()

    def ordinary(self) -> CaseQuerySet:
        return self.get_queryset().ordinary()

    def visible_to(self, agent: "Agent") -> CaseQuerySet:
        return self.get_queryset().visible_to(agent)
