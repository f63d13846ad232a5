"""How many cases of a category one person may send in a day.

Nobody has shown that an address is theirs, so a person is an address, or a telephone, as it was typed from one connection:
whoever types a neighbour's neither learns from a refusal what they have sent, nor uses up their share. Whoever gives neither
is not counted here. Nothing is kept of it but keyed hashes, for two days.
"""

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parvis.cases.admission import Coordinates
from parvis.cases.models import Category
from parvis.directory.models import Agent
from parvis.kernel.actors import Actor
from parvis.kernel.limits import allow
from parvis.kernel.operations import Refused

DAY = timedelta(days=1)
OVER_LIMIT = "limit"


def require_sparing(category: Category, requester: Coordinates, sender: str, by: Actor) -> None:
    """Count one more. `sender`: the connection, "" where it says nothing. Agents write for many people, and are not counted."""
    if not category.daily_limit or not sender or isinstance(by, Agent):
        return
    allowed = [allow(f"{category.pk} {who} {sender}", limit=category.daily_limit, per=DAY) for who in _names(requester)]
    if not all(allowed):
        raise Refused(_words(category), OVER_LIMIT)


def _names(requester: Coordinates) -> Iterator[str]:
    if email := requester.email.strip().lower():
        yield email
    if digits := "".join(letter for letter in requester.phone if letter.isdigit()):
        yield digits[-9:]  # the same with +33 as with 0


def _words(category: Category) -> str:
    said = ngettext(
        "Aujourd’hui vous avez déjà envoyé une demande « %(name)s » : c’est le plus par jour.",
        "Aujourd’hui vous avez déjà envoyé %(count)d demandes « %(name)s » : c’est le plus par jour.",
        category.daily_limit,
    )
    told = said % {"count": category.daily_limit, "name": category.name}
    return _("%s Envoyez celle-ci demain : rien n’est perdu.") % told
