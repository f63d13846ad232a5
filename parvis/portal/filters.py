"""The filters of the public list: read from the address, and written back into the addresses of the chips."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from parvis.cases.models import Category
from parvis.cases.readings.public import REPAIRED, UNDER_WAY, Filters
from parvis.cases.readings.wording import LONGEST
from parvis.kernel.typed import whole_number

PERIODS = (7, 30)
LIST, MAP = "/demandes", "/carte"


@dataclass(frozen=True)
class Chip:
    """A filter that is a link: it sets the filter, or takes it off when it is on."""

    label: str
    href: str
    icon: str = ""
    is_on: bool = False


def read(asked: QueryDict) -> Filters:
    """What cannot be understood filters nothing."""
    state, days = asked.get("etat", ""), whole_number(asked.get("depuis", ""))
    return Filters(
        state=state if state in (UNDER_WAY, REPAIRED) else "",
        theme=whole_number(asked.get("theme", "")),
        district=whole_number(asked.get("quartier", "")),
        days=days if days in PERIODS else None,
        search=" ".join(asked.get("q", "")[:LONGEST].replace("\0", "").split()),
    )


def write(filters: Filters, after: str = "", *, at: str = LIST) -> str:
    """The address of the list, or of the map, under these filters."""
    said = {
        "q": filters.search,
        "etat": filters.state,
        "theme": filters.theme,
        "quartier": filters.district,
        "depuis": filters.days,
        "apres": after,
    }
    query = urlencode({name: value for name, value in said.items() if value})
    return f"{at}?{query}" if query else at


def states(filters: Filters, at: str = LIST) -> list[Chip]:
    choices = ((_("Tout"), "", ""), (_("En cours"), UNDER_WAY, "hourglass"), (_("Réparé"), REPAIRED, "circle-check"))
    return [
        Chip(label, write(replace(filters, state=state), at=at), icon, filters.state == state) for label, state, icon in choices
    ]


def themes(filters: Filters, known: list[Category], at: str = LIST) -> list[Chip]:
    chips = []
    for theme in known:
        is_on = filters.theme == theme.pk
        target = replace(filters, theme=None if is_on else theme.pk)
        chips.append(Chip(theme.name, write(target, at=at), theme.pictogram, is_on))
    return chips
