"""When a letter may leave: not in the hours at which a rule is silent, by the clock on the wall of the town hall."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from parvis.directory.opening import is_holiday
from parvis.kernel.models import Authority
from parvis.notifications.models import Rule

DIGEST_AT = time(8)
SUNDAY = 6
# A fortnight holds no run of Sundays and bank holidays that long.
DAYS_AHEAD = 14


def allowed_from(rule: Rule, at: datetime, town: Authority) -> datetime:
    """`at`, or the first instant after it when the rule is not silent."""
    zone = ZoneInfo(town.time_zone)
    wall = at.astimezone(zone)
    for _day in range(DAYS_AHEAD):
        if rule.rests_on_sundays and _is_rest(wall, town):
            wall = _at(wall + timedelta(days=1), rule.quiet_until if _is_night(rule, time(0)) else None, zone)
        elif _is_night(rule, wall.time()):
            wall = _end_of_night(rule, wall, zone)
        else:
            break
    return at if wall <= at else wall.astimezone(at.tzinfo)


def next_digest(at: datetime, town: Authority) -> datetime:
    """The next morning, when what was put aside leaves in one letter."""
    zone = ZoneInfo(town.time_zone)
    wall = at.astimezone(zone)
    morning = _at(wall, DIGEST_AT, zone)
    return (morning if wall < morning else _at(wall + timedelta(days=1), DIGEST_AT, zone)).astimezone(at.tzinfo)


def _is_rest(wall: datetime, town: Authority) -> bool:
    return wall.weekday() == SUNDAY or is_holiday(town, wall.date())


def _is_night(rule: Rule, hour: time) -> bool:
    begin, end = rule.quiet_from, rule.quiet_until
    if begin is None or end is None or begin == end:
        return False
    return begin <= hour < end if begin < end else hour >= begin or hour < end


def _end_of_night(rule: Rule, wall: datetime, zone: ZoneInfo) -> datetime:
    end = rule.quiet_until
    assert end is not None
    return _at(wall if wall.time() < end else wall + timedelta(days=1), end, zone)


def _at(day: datetime, hour: time | None, zone: ZoneInfo) -> datetime:
    return datetime.combine(day.date(), hour or time(0), zone)
