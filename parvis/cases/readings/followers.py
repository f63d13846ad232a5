"""Who follows a case: how many for everybody, which addresses for the letters, one of them by its link."""

from django.db.models import QuerySet

from parvis.cases.models import Case, Follower


def count(case: Case) -> int:
    """How many asked and confirmed, and have not stopped; never who."""
    return Follower.objects.filter(case=case, confirmed_at__isnull=False, stopped_at__isnull=True).count()


def to_tell(case: Case) -> QuerySet[Follower]:
    """Those with an address that has confirmed; whoever made the request is told of it anyway."""
    confirmed = Follower.objects.filter(case=case, confirmed_at__isnull=False, forgotten_at__isnull=True)
    return confirmed.exclude(email=case.requester_email.lower()).order_by("pk")


def by_key(key: str) -> Follower | None:
    return Follower.objects.filter(key=key).select_related("case__category", "case__unit").first()
