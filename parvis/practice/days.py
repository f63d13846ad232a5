"""Days counted back from today, for what is invented: people report, and agents work, from Monday to Friday."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from parvis.kernel import clock
from parvis.kernel.models import Authority


@dataclass(frozen=True)
class Calendar:
    today: date
    now: datetime
    zone: ZoneInfo

    @classmethod
    def of(cls, authority: Authority) -> "Calendar":
        return cls(clock.today(authority), clock.now(), ZoneInfo(authority.time_zone))

    def day(self, ago: int) -> date:
        """Today for 0; after today when negative."""
        day, step = self.today, timedelta(days=-1 if ago > 0 else 1)
        for _ in range(abs(ago)):
            day += step
            while day.weekday() > 4:
                day += step
        return day

    def at(self, ago: int, clock_time: str) -> datetime:
        """Never after now: what is told of today may be told early in the morning."""
        at = datetime.combine(self.day(ago), time.fromisoformat(clock_time), self.zone).astimezone(UTC)
        return min(at, self.now)
