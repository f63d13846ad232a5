"""The town's own pages: what each is called and says, with what is known of the town put in.

`{adresse}` and the like stand for what the administrator tells once, elsewhere. A line that names what nobody has told
yet is not shown to the public, nor is a title that has nothing left below it: the administrator is told instead.
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from django.utils.translation import gettext_lazy as _

from parvis.directory.models import PageSlug, TownPage
from parvis.directory.particulars import CONFORMITIES, PARTICULARS, Particular
from parvis.kernel import clock
from parvis.kernel.models import Authority
from parvis.kernel.tenancy import current
from parvis.ui.markup import blocks
from parvis.ui.words import full_date, of_town

TITLES = {
    PageSlug.LEGAL: _("Mentions légales"),
    PageSlug.PRIVACY: _("Données personnelles"),
    PageSlug.ACCESSIBILITY: _("Accessibilité"),
}
LONGEST = 30_000
_MARK = re.compile(r"\{([a-z_]+)\}")
_TITLE = re.compile(r"(#{1,2})\s")


@dataclass(frozen=True)
class Shown:
    """`text`: with what is known put in; `missing`: what the page would say, if it were told."""

    text: str
    missing: list[Particular]


@cache
def first_text(slug: str) -> str:
    """What the page says until somebody writes it anew."""
    return files("parvis.directory.texts").joinpath(f"{slug}.txt").read_text("utf-8")


def page_of(slug: str) -> TownPage:
    """As somebody wrote it, or one that nobody has written yet."""
    return TownPage.objects.filter(slug=slug).first() or TownPage(slug=slug, updated_at=clock.now())


def text_of(page: TownPage) -> str:
    return page.text or first_text(page.slug)


def unknown_marks(text: str) -> list[str]:
    """What stands for nothing: a slip of the keyboard."""
    known = {*_always(current(), None), *(particular.mark for particular in PARTICULARS)}
    return sorted({mark for mark in _MARK.findall(text) if mark not in known})


def shown(page: TownPage, text: str | None = None) -> Shown:
    """As the public reads it; `text` in place of the page's own, to look at it before it is kept."""
    authority = current()
    told = _always(authority, page)
    for particular in PARTICULARS:
        value = " ".join(str(getattr(authority, particular.field)).split())
        if value:
            told[particular.mark] = value
    by_mark = {particular.mark: particular for particular in PARTICULARS}
    kept, lacking = [], dict[str, Particular]()
    for line in (text_of(page) if text is None else text).splitlines():
        absent = {mark: by_mark[mark] for mark in _MARK.findall(line) if mark in by_mark and mark not in told}
        lacking |= absent
        if not absent:
            kept.append(_MARK.sub(lambda found: told.get(found[1], found[0]), line))
    return Shown("\n".join(_without_bare_titles(kept) if lacking else kept), list(lacking.values()))


def _without_bare_titles(lines: list[str]) -> list[str]:
    """From the end, so that a title is judged by what is really left below it."""
    kept: list[str] = []
    below = 0  # the level of the nearest title below that has nothing said before it; 0 where something is said
    is_end = True
    for line in reversed(lines):
        title = _TITLE.match(line)
        if title is None:
            if line.strip():
                below, is_end = 0, False
        elif is_end or 0 < below <= len(title[1]):
            continue
        else:
            below = len(title[1])
        kept.append(line)
    return kept[::-1]


def _always(authority: Authority, page: TownPage | None) -> dict[str, str]:
    """What is always known."""
    written_at = page.updated_at if page is not None and page.text else authority.created_at
    return {
        "commune": authority.name,
        "de_commune": of_town(authority.name),
        "site": authority.site_url,
        "courriel": authority.mailbox,
        "contact": authority.data_contact,
        "conformite": str(CONFORMITIES[authority.conformity]),
        "date": full_date(clock.civil(authority, written_at)),
    }


def says_something(text: str) -> bool:
    return bool(blocks(text))
