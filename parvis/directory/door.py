"""The hours of the town hall in words, as the public reads them on its door."""

from datetime import datetime, time
from itertools import groupby
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from parvis.directory.opening import is_open, read
from parvis.kernel.models import Authority
from parvis.kernel.text import unbreakable


def in_words(text: str) -> list[str]:
    """A line for each run of days with the same hours, then the days that have none. Raises Unreadable."""
    hours = read(text)
    if not hours:
        return []
    lines = []
    shut: list[str] = []
    for spans, days in groupby(range(7), key=lambda day: hours.get(day, [])):
        run = list(days)
        if spans:
            lines.append(unbreakable(_("%(days)s : %(hours)s") % {"days": _days(run), "hours": _hours(spans)}))
        else:
            shut += [_names()[day] for day in run]
    if shut:
        lines.append(_("Fermé : %s") % ", ".join(shut))
    return lines


def now_in_words(authority: Authority, hours: str, at: datetime) -> str:
    """Whether it is open at that instant, with these hours. Raises Unreadable."""
    told = Authority(opening=hours, time_zone=authority.time_zone, holidays=authority.holidays)
    wall = at.astimezone(ZoneInfo(authority.time_zone))
    clock = _clock(wall.time())
    words = (
        _("En ce moment (%s), la mairie est ouverte.") if is_open(told, at) else _("En ce moment (%s), la mairie est fermée.")
    )
    return unbreakable(words % clock)


def _days(run: list[int]) -> str:
    names = [_names()[day] for day in (run[0], run[-1])]
    if len(run) == 1:
        return names[0].capitalize()
    both = {"first": names[0], "last": names[1]}
    return (
        _("%(first)s et %(last)s") % {**both, "first": names[0].capitalize()}
        if len(run) == 2
        else _("Du %(first)s au %(last)s") % both
    )


def _hours(spans: list[tuple[time, time]]) -> str:
    said = [_("de %(begin)s à %(end)s") % {"begin": _clock(begin), "end": _clock(end)} for begin, end in spans]
    return _("%(some)s et %(last)s") % {"some": ", ".join(said[:-1]), "last": said[-1]} if len(said) > 1 else said[0]


def _clock(at: time) -> str:
    return (
        _("%(hour)d h") % {"hour": at.hour}
        if at.minute == 0
        else _("%(hour)d h %(minute)02d") % {"hour": at.hour, "minute": at.minute}
    )


def _names() -> list[str]:
    return [_("lundi"), _("mardi"), _("mercredi"), _("jeudi"), _("vendredi"), _("samedi"), _("dimanche")]
