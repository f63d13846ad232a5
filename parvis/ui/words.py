"""Dates, times and towns in words: "demain", "lundi 3 décembre", "hier à 18 h 42"."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from parvis.kernel import clock
from parvis.kernel.tenancy import current_or_none
from parvis.kernel.text import fold, unbreakable


@dataclass(frozen=True)
class Place:
    time_zone: str


# Whose clock is read outside any town, by those who keep the installation.
FRANCE = Place("Europe/Paris")


def _here() -> clock.HasTimeZone:
    return current_or_none() or FRANCE


def day_words(on: date, today: date | None = None) -> str:
    """The day as one says it from today; the year only when it is another one."""
    now = today or clock.today(_here())
    near = {
        -1: _("hier"),
        0: _("aujourd’hui"),
        1: _("demain"),
    }.get((on - now).days)
    return near or full_day(on, now)


def full_day(on: date, today: date | None = None) -> str:
    """The day with its name, without "demain": for promises, which are read on another day."""
    now = today or clock.today(_here())
    words = date_format(on, "l j F" if on.year == now.year else "l j F Y")
    return unbreakable(words.replace(" 1 ", " " + _("1er") + " ", 1) if on.day == 1 else words)


def full_date(on: date) -> str:
    """The day with its year, for what is read years after: "24 novembre 2026"."""
    words = date_format(on, "j F Y")
    return unbreakable(words.replace("1 ", _("1er") + " ", 1) if on.day == 1 else words)


def moment_words(at: datetime) -> str:
    """The instant on the clock of the town hall: "hier à 18 h 42"."""
    return unbreakable(_("%(day)s à %(time)s") % {"day": day_words(local(at).date()), "time": time_words(at)})


def time_words(at: datetime) -> str:
    wall = local(at)
    return unbreakable(_("%(hour)d h %(minute)02d") % {"hour": wall.hour, "minute": wall.minute})


def days_words(count: int) -> str:
    """How many days: "un jour", "4 jours"."""
    return _("un jour") if count == 1 else unbreakable(_("%d jours") % count)


def listed(names: list[str]) -> str:
    """ "Nadia Roux, Karim Lefèvre et Claire Petit"."""
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s et %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def of_town(name: str) -> str:
    """As one says whose it is: "d’Aiglun", "du Havre", "des Sables-d’Olonne", "de La Rochelle", "de Valbourg".

    A name with an h stays whole: nothing in it tells Hyères from Honfleur.
    """
    if get_language().startswith("fr"):
        for article, words in (("Le ", "du "), ("Les ", "des ")):
            if name.startswith(article):
                return words + name.removeprefix(article)
        if fold(name)[:1] in set("aeiouy"):
            return f"d’{name}"
    return _("de %s") % name


def local(at: datetime) -> datetime:
    return at.astimezone(ZoneInfo(_here().time_zone))
