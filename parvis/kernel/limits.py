"""How often something may be tried, counted in the database so that two processes count together."""

from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from parvis.kernel import clock
from parvis.kernel.models import Tally


def allow(key: str, *, limit: int, per: timedelta) -> bool:
    """Count one try and say whether it is within the limit. The key (an address, a code) is kept only as a keyed hash."""
    hashed, window = _row(key, per)
    with transaction.atomic():
        Tally.objects.get_or_create(key=hashed, window=window)
        Tally.objects.filter(key=hashed, window=window).update(count=F("count") + 1)
        count = Tally.objects.values_list("count", flat=True).get(key=hashed, window=window)
    return count <= limit


def is_spent(key: str, *, limit: int, per: timedelta) -> bool:
    """Whether the limit is reached, without counting a try."""
    hashed, window = _row(key, per)
    return Tally.objects.filter(key=hashed, window=window, count__gte=limit).exists()


def _row(key: str, per: timedelta) -> tuple[str, datetime]:
    seconds = per.total_seconds()
    window = datetime.fromtimestamp(clock.now().timestamp() // seconds * seconds, UTC)
    return salted_hmac("parvis.limits", key, algorithm="sha256").hexdigest(), window


def purge(older_than: timedelta = timedelta(days=2)) -> int:
    return Tally.objects.filter(window__lt=clock.now() - older_than).delete()[0]
