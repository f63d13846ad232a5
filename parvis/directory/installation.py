"""The towns of the installation, for whoever keeps it: which there are, whether somebody is in, how many they are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, F, OuterRef, QuerySet

from parvis.directory.models import Agent
from parvis.kernel.models import Authority, Event, OtherHost
from parvis.kernel.text import fold

MOST = 1000


@dataclass(frozen=True)
class Administrators:
    """`waiting`: the address of whoever was invited first, until somebody has come in; then it is nobody's business."""

    number: int
    waiting: str
    invited_at: datetime | None


def towns(words: str = "", state: str = "") -> QuerySet[Authority]:
    """By words of their names, hosts or INSEE code, without accents; `state`: "open", "opening", "closed", "real", "practice"
    or "". Only the last two find practice towns, which count as open, opening or closed in no figure."""
    found = Authority.objects.annotate(is_entered=Exists(_who_came_in().filter(authority=OuterRef("pk"))))
    found = found.select_related("practises_for")
    if words:
        found = found.filter(pk__in=_named(words))
    if state == "practice":
        return found.filter(practises_for__isnull=False)
    found = found.filter(practises_for=None) if state else found
    if state == "closed":
        return found.filter(closed_at__isnull=False)
    return found.filter(closed_at__isnull=True, is_entered=state == "open") if state in ("open", "opening") else found


def agents_of(some: Iterable[Authority]) -> dict[int, int]:
    """How many are in post, by the town's id."""
    counted = Agent.everywhere.filter(authority__in=[town.pk for town in some], ended_on=None, suspended_on=None)
    return dict(counted.order_by().values_list("authority").annotate(n=Count("pk")))


def administrators_of(town: Authority) -> Administrators:
    some = Agent.everywhere.filter(authority=town, is_administrator=True, ended_on=None, suspended_on=None).order_by("pk")
    first = some.first()
    is_waiting = first is not None and not _who_came_in().filter(authority=town).exists()
    invited = Event.everywhere.filter(authority=town, kind="agent.invited", subject_id=first.pk).last() if first else None
    return Administrators(
        number=some.count(), waiting=first.email if first and is_waiting else "", invited_at=invited.at if invited else None
    )


def acts_of_operators(town: Authority, most: int = 20) -> list[Event]:
    return list(
        Event.everywhere.filter(authority=town, actor_kind="operator", kind__startswith="authority.").order_by("-pk")[:most]
    )


def _who_came_in() -> QuerySet[Agent]:
    arranging: QuerySet[Agent] = Agent.everywhere.filter(is_administrator=True)
    return arranging.filter(user__last_login__gte=F("authority__created_at"))


def _named(typed: str) -> list[int]:
    """A thousand names are read in a few milliseconds, and no database knows French accents by itself."""
    words = fold(typed).split()[:8]
    others: dict[int, str] = {}
    for pk, name in OtherHost.objects.values_list("authority", "name"):
        others[pk] = f"{others.get(pk, '')} {name}"
    rows = Authority.objects.order_by("name").values_list("pk", "name", "host", "insee_code")
    told = ((pk, f"{fold(name)} {host} {fold(code)} {others.get(pk, '')}") for pk, name, host, code in rows.iterator())
    return [pk for pk, text in told if all(word in text for word in words)][:MOST]
