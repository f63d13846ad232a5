"""The communes of France by their name, postcode or INSEE code: asked of a file, of which nothing is kept in memory."""

import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from parvis.kernel.text import fold

BUILT = Path(__file__).parent / "built" / "communes.sqlite"
MOST = 12
_WORD = re.compile(r"[a-z0-9]+")
_CODE = re.compile(r"(\d{2}|2[AB])\d{3}", re.ASCII)
# As frontend/communes.mjs folds the names.
_WHOLE = {"st": "saint", "ste": "sainte"}
_COLUMNS = """
    SELECT c.code, c.name, c.postcodes, c.population, e.name, substr(c.departement, 2), d.name, r.name, w.name, {former}
    FROM {source} communes c LEFT JOIN groups e ON e.code = c.epci LEFT JOIN groups d ON d.code = c.departement
    LEFT JOIN groups r ON r.code = c.region LEFT JOIN communes w ON w.code = c.whole
"""
_NOW = _COLUMNS.format(former="''", source="")
_FORMER = _COLUMNS.format(former="f.name", source="former f CROSS JOIN")
# Of two with the same name, the larger; a town before its own districts.
_ORDER = "c.whole IS NOT NULL, c.population DESC, c.code LIMIT ?"


class NotBuilt(RuntimeError):
    """The list of the communes is not built: `make setup` does it."""


@dataclass(frozen=True, kw_only=True)
class Commune:
    """`population`: of its census, 0 where there is none. `whole`: the town of which this is a district, of Paris, Lyon or
    Marseille. `former`: the name by which it was found, of a commune that is now a part of it."""

    code: str
    name: str
    postcodes: tuple[str, ...]
    population: int
    epci: str = ""
    departement_code: str = ""
    departement: str = ""
    region: str = ""
    whole: str = ""
    former: str = ""


def commune_of(code: str) -> Commune | None:
    """By its INSEE code; None for what is none of today's."""
    return next(iter(_ask(f"{_NOW} WHERE c.code = ?", code.strip().upper())), None)


def find_communes(typed: str) -> list[Commune]:
    """A dozen at most, the likeliest first: by postcode or INSEE code, or by the words of the name, each of which may be
    cut short. "St Denis" and "saint-dénis" are the same; what a new commune has taken in is found as well."""
    code = typed.replace(" ", "").upper()
    if _CODE.fullmatch(code):
        by_code = f"{_NOW} WHERE c.code = ? OR ' ' || c.postcodes || ' ' LIKE ?"
        return _ask(f"{by_code} ORDER BY c.code != ?, {_ORDER}", code, f"% {code} %", code, MOST)
    words = [_WHOLE.get(word, word) for word in _WORD.findall(fold(typed))][:8]
    if not words:
        return []
    likes = [f"% {word}%" for word in words]
    every = " AND ".join(["{0}.folded LIKE ?"] * len(words))
    whole = f" {' '.join(words)} "
    order = f" ORDER BY {{0}}.folded != ?, {{0}}.folded NOT LIKE ?, {_ORDER}"
    asked = (*likes, whole, f"{whole}%", MOST)
    found = _ask(f"{_NOW} WHERE {every}{order}".format("c"), *asked)
    known = {one.code for one in found}
    older = _ask(f"{_FORMER} WHERE c.code = f.code AND {every}{order}".format("f"), *asked)
    both = [*found, *(one for one in older if one.code not in known)]
    return sorted(both, key=lambda one: _folded(one.former or one.name) != whole)[:MOST]


def _folded(name: str) -> str:
    return f" {' '.join(_WHOLE.get(word, word) for word in _WORD.findall(fold(name)))} "


def _ask(sql: str, *values: object) -> list[Commune]:
    if not BUILT.exists():
        raise NotBuilt(f"{BUILT} is missing: make setup")
    with closing(sqlite3.connect(f"{BUILT.as_uri()}?mode=ro&immutable=1", uri=True)) as base:
        return [_commune(row) for row in base.execute(sql, values)]


def _commune(row: tuple[str, str, str, int, str | None, str | None, str | None, str | None, str | None, str]) -> Commune:
    code, name, postcodes, population, *others, former = row
    epci, number, departement, region, whole = (str(one or "") for one in others)
    return Commune(
        code=code, name=name, postcodes=tuple(postcodes.split()), population=population, epci=epci, departement_code=number,
        departement=departement, region=region, whole=whole, former=str(former),
    )  # fmt: skip
