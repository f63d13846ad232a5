"""When the town hall is open, as one writes it on a door: "lun-ven 8:30-12:00 13:30-17:30; sam 9:00-12:00"."""

import re
from datetime import date, datetime, time
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from holidays import country_holidays

from parvis.kernel.models import Authority

DAYS = ("lun", "mar", "mer", "jeu", "ven", "sam", "dim")
_LINE = re.compile(
    rf"({'|'.join(DAYS)})(?:-({'|'.join(DAYS)}))?((?:\s+\d{{1,2}}[:h]\d{{2}}-\d{{1,2}}[:h]\d{{2}})+)", re.IGNORECASE
)
_SPAN = re.compile(r"(\d{1,2})[:h](\d{2})-(\d{1,2})[:h](\d{2})")
Hours = dict[int, list[tuple[time, time]]]


class Unreadable(Exception):
    """Hours that nobody could read on a door, in words."""


def read(text: str) -> Hours:
    """For each day of the week (0 is Monday) its spans, in order. Raises Unreadable."""
    hours: Hours = {}
    for line in filter(None, (part.strip() for part in text.split(";"))):
        found = _LINE.fullmatch(line)
        if found is None:
            raise Unreadable(_("« %s » n’est pas un horaire, comme lun-ven 8:30-12:00 13:30-17:30.") % line)
        first = DAYS.index(found[1].lower())
        last = DAYS.index(found[2].lower()) if found[2] else first
        spans = [_span(one, line) for one in _SPAN.findall(found[3])]
        if last < first or any(after[0] < before[1] for before, after in pairwise(spans)):
            raise Unreadable(_("« %s » : les jours et les heures se suivent.") % line)
        for day in range(first, last + 1):
            if day in hours:
                raise Unreadable(_("« %s » : ce jour a déjà ses heures.") % line)
            hours[day] = spans
    return hours


def _span(parts: tuple[str, ...], line: str) -> tuple[time, time]:
    try:
        begin, end = time(int(parts[0]), int(parts[1])), time(int(parts[2]), int(parts[3]))
    except ValueError:
        begin = end = time()
    if begin >= end:
        raise Unreadable(_("« %s » : une heure n’existe pas, ou finit avant de commencer.") % line)
    return begin, end


def is_open(authority: Authority, at: datetime) -> bool:
    """By the clock on the wall of the town hall, its bank holidays counted."""
    wall = at.astimezone(ZoneInfo(authority.time_zone))
    if is_holiday(authority, wall.date()):
        return False
    return any(begin <= wall.time() < end for begin, end in read(authority.opening).get(wall.weekday(), []))


def is_holiday(authority: Authority, on: date) -> bool:
    """A bank holiday where the town is."""
    return on in _bank_holidays(authority.holidays, on.year)


def on_call_now(authority: Authority, at: datetime) -> str:
    """The number to call for a danger while the town hall is closed; "" while it is open, or when there is none."""
    if not authority.on_call_phone or not authority.opening or is_open(authority, at):
        return ""
    return authority.on_call_phone


@lru_cache(maxsize=64)
def _bank_holidays(subdivision: str, year: int) -> frozenset[date]:
    return frozenset(country_holidays("FR", subdiv=subdivision or None, years=year))
