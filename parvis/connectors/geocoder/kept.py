"""A geocoder's answers, kept a day; and, when it fails, a rest that spares the next pages the wait. Both in the database:
what one process has learnt, all know."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import msgspec
from django.core.cache import cache
from django.utils.crypto import salted_hmac

from parvis.kernel import clock
from parvis.kernel.tenancy import current
from parvis.places.points import Point
from parvis.places.ports import Found, Geocoder, Near, Unavailable
from parvis.places.words import normal

KEPT = timedelta(days=1)
FAILURES = 3  # within a minute; then it rests
WITHIN = REST = 60.0  # seconds
LONGEST_REST = 600.0


@dataclass(frozen=True)
class Kept:
    """`name`: of the source, so that another one begins with no answers and no failures."""

    source: Geocoder
    name: str

    def search(self, text: str, near: Near) -> list[Found]:
        return self._known(f"search {normal(text)}", lambda: self.source.search(text, near))

    def reverse(self, point: Point) -> Found | None:
        """To a ten-thousandth of a degree, some ten metres: as far as a device knows where it is."""
        place = f"{point.lon:.4f} {point.lat:.4f}"
        found = self._known(f"reverse {place}", lambda: [one for one in [self.source.reverse(point)] if one is not None])
        return found[0] if found else None

    def _known(self, question: str, ask: Callable[[], list[Found]]) -> list[Found]:
        """The clock is ours and not the cache's, which tests cannot move."""
        now, key, troubles = clock.now().timestamp(), self._key(question), self._troubles
        known = cache.get_many([key, troubles])
        at, answer = known.get(key, (0.0, b""))
        if now - at < KEPT.total_seconds():
            return msgspec.json.decode(answer, type=list[Found])
        failures, since, rests_until = known.get(troubles, (0, now, 0.0))
        if now < rests_until:
            raise Unavailable("at rest")
        try:
            found = ask()
        except Unavailable as trouble:
            count = failures + 1 if now - since < WITHIN else 1
            rest = min(max(trouble.seconds, REST if count >= FAILURES else 0.0), LONGEST_REST)
            cache.set(troubles, (count, since if count > 1 else now, now + rest), LONGEST_REST)
            raise
        if failures:
            cache.delete(troubles)
        cache.set(key, (now, msgspec.json.encode(found)), KEPT.total_seconds())
        return found

    def _key(self, question: str) -> str:
        """Nothing of what people type is readable there."""
        return "address-" + salted_hmac("parvis.geocoder", f"{self.name} {current().uid} {question}").hexdigest()

    @property
    def _troubles(self) -> str:
        return "geocoder-" + salted_hmac("parvis.geocoder", self.name).hexdigest()
