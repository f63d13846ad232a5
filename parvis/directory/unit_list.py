"""A list of units as a spreadsheet gives it: read line by line, each fault told with its line."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from parvis.kernel.text import fold

MOST = 2000
# What people write at the top of their columns, without accents or capitals.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "name": ("service", "nom", "direction", "unite", "libelle"),
    "under": ("sous", "rattachement", "parent", "service parent", "au-dessus"),
    "email": ("e-mail", "email", "courriel", "adresse e-mail", "mail"),
    "phone": ("telephone", "tel"),
    "opening": ("horaires", "ouverture"),
    "reserved": ("cloture reservee",),
    "head_first_name": ("prenom du chef", "chef prenom", "prenom du responsable"),
    "head_last_name": ("nom du chef", "chef nom", "nom du responsable"),
    "head_email": ("e-mail du chef", "chef e-mail", "email du chef", "courriel du chef", "e-mail du responsable"),
}
YES, NO = {"oui", "o", "x", "1", "vrai"}, {"", "non", "n", "0", "faux"}


class Unreadable(Exception):
    """What is wrong with the list, a sentence a fault, each with its line."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A line: a unit, the name of the one above ("" is the reception), and its head, if one is named."""

    line: int
    name: str
    under: str = ""
    email: str = ""
    phone: str = ""
    opening: str = ""
    is_closing_reserved: bool = False
    head_first_name: str = ""
    head_last_name: str = ""
    head_email: str = ""


def decode(content: bytes) -> str:
    """UTF-8, or what an older spreadsheet writes."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def read(text: str) -> list[Listed]:
    """Each unit after the one above it. Raises Unreadable with all that is wrong, not only the first of it."""
    rows = list(csv.reader(io.StringIO(text.strip()), delimiter=_delimiter(text)))
    if len(rows) < 2:
        raise Unreadable([_("La liste est vide : une ligne de titres, puis une ligne par service.")])
    if len(rows) > MOST:
        raise Unreadable([_("%d services au plus à la fois.") % MOST])
    places = _places(rows[0])
    faults: list[str] = []
    listed = [one for number, cells in enumerate(rows[1:], 2) if any(cells) for one in _line(number, cells, places, faults)]
    ordered = _in_order(listed, faults)
    if faults:
        raise Unreadable(faults)
    return ordered


def _delimiter(text: str) -> str:
    first = text.strip().partition("\n")[0]
    return max(";\t,", key=first.count)


def _places(titles: list[str]) -> dict[str, int]:
    known = {title: field for field, names in COLUMNS.items() for title in names}
    places = {known[name]: place for place, title in enumerate(titles) if (name := " ".join(fold(title).split())) in known}
    if "name" not in places:
        raise Unreadable([_("Aucune colonne ne s’appelle « service » : la première ligne donne les titres.")])
    return places


def _line(number: int, cells: list[str], places: Mapping[str, int], faults: list[str]) -> Iterator[Listed]:
    said = {field: " ".join(cells[place].split()) if place < len(cells) else "" for field, place in places.items()}
    reserved = fold(said.pop("reserved", ""))
    if not said["name"]:
        faults.append(_("Ligne %d : il manque le nom du service.") % number)
        return
    if reserved not in YES | NO:
        faults.append(_("Ligne %(line)d : « %(value)s » n’est ni oui ni non.") % {"line": number, "value": reserved})
    if said.get("head_email") and not (said.get("head_first_name") and said.get("head_last_name")):
        faults.append(_("Ligne %d : donnez le prénom et le nom du chef avec son adresse.") % number)
    yield Listed(line=number, is_closing_reserved=reserved in YES, **said)


def _in_order(listed: list[Listed], faults: list[str]) -> list[Listed]:
    """Parents first. A name given twice, or units that are under each other, are faults; a parent that the list does not
    hold may be one that the town has."""
    by_name: dict[str, Listed] = {}
    for one in listed:
        if (twin := by_name.setdefault(fold(one.name), one)) is not one:
            values = {"line": one.line, "name": one.name, "other": twin.line}
            faults.append(_("Ligne %(line)d : « %(name)s » est déjà à la ligne %(other)d.") % values)
    ordered: dict[int, Listed] = {}

    def place(one: Listed, below: tuple[int, ...]) -> None:
        if one.line in below:
            faults.append(_("Ligne %(line)d : « %(name)s » serait sous lui-même.") % {"line": one.line, "name": one.name})
            return
        above = by_name.get(fold(one.under)) if one.under else None
        if above is not None and above.line not in ordered:
            place(above, (*below, one.line))
        ordered.setdefault(one.line, one)

    for one in listed:
        if one.line not in ordered:
            place(one, ())
    return list(ordered.values())
