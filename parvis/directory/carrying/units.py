"""The units, each known by the way to it: "Services techniques › Voirie"."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.directory.models import Unit
from parvis.directory.operations.arrange_unit import arrange_unit
from parvis.directory.operations.units import create_unit
from parvis.directory.queries import reception, units_in_use
from parvis.kernel.actors import Actor
from parvis.kernel.carrying import NAME, STEP, Field, Part, Row, Text, Value, YesNo, join, split
from parvis.kernel.operations import Refused
from parvis.ui.words import full_day

# The reception is known by what it is, since each town names its own.
RECEPTION = "(accueil)"
UNIT = "directory.Unit."
# Under no unit, beside the reception.
TOP = "(sommet)"


class UnitPart(Part):
    key = "services"
    title = gettext_lazy("Services")
    fields = (
        Field("nom", NAME, Text(), carries=(UNIT + "name",)),
        Field("sous", gettext_lazy("sous"), Text(), carries=(UNIT + "parent", UNIT + "path"), refers="services"),
        Field("accueil", gettext_lazy("accueil"), YesNo(), usual=False),
        Field("courriel", gettext_lazy("adresse e-mail"), Text(), carries=(UNIT + "email",)),
        Field("telephone", gettext_lazy("téléphone"), Text(), carries=(UNIT + "phone",)),
        Field("horaires", gettext_lazy("horaires"), Text(), carries=(UNIT + "opening",)),
        Field(
            "cloture_reservee", gettext_lazy("clôture réservée"), YesNo(), usual=False,
            carries=(UNIT + "is_closing_reserved",),
        ),
    )  # fmt: skip
    identity = ("sous", "nom")
    reserved = frozenset({RECEPTION, TOP})

    def rows(self) -> list[Row]:
        names, first = unit_names(), _reception_id()
        units = sorted(units_in_use(), key=lambda unit: (unit.pk != first, split(names[unit.pk])))
        return [_row(unit, names) for unit in units]

    def name(self, row: Row) -> str:
        if row.get("accueil"):
            return RECEPTION
        above, own = str(row.get("sous", "")), str(row.get("nom", ""))
        return f"{TOP} › {join((own,))}" if above == TOP else join((*split(above), own))

    def said(self, row: Row) -> str:
        return STEP.join((*split(str(row["sous"])), str(row["nom"])))

    def likeness(self, row: Row) -> str:
        return str(row["nom"]).casefold()

    def obstacle(self, row: Row, *, is_new: bool) -> str:
        if not is_new:
            return ""
        ended = Unit.objects.filter(name__iexact=str(row["nom"]), ended_on__isnull=False).select_related("parent").first()
        if ended is None or ended.ended_on is None or _above_in_words(ended, unit_names()) != row["sous"]:
            return ""
        return _("ce service a été supprimé ici le %s : donnez-lui un autre nom dans le fichier") % full_day(ended.ended_on)

    def bring(self, row: Row, *, was: str, by: Actor) -> None:
        unit = unit_called(was, or_none=True) or unit_called(self.name(row), or_none=True)
        under = _above(row)
        if unit is None:
            if row["accueil"]:
                raise Refused(_("Il n’y a pas d’accueil ici."))
            unit = create_unit(str(row["nom"]), under=under, by=by)
        said = {"email": row["courriel"], "phone": row["telephone"], "opening": row["horaires"], "name": row["nom"]}
        arrange_unit(
            unit, said={field: str(value) for field, value in said.items()}, reserved=bool(row["cloture_reservee"]),
            under=under if unit.parent_id is not None else None, by=by,
        )  # fmt: skip


def unit_names() -> dict[int, str]:
    """What the file calls each unit in use."""
    first = _reception_id()
    found = {unit.pk: unit for unit in units_in_use()}
    names: dict[int, str] = {}
    for unit in sorted(found.values(), key=lambda one: one.path.count("/")):
        above = names.get(unit.parent_id or 0)
        if unit.pk == first:
            names[unit.pk] = RECEPTION
        elif above is None:
            names[unit.pk] = f"{TOP} › {join((unit.name,))}"
        else:
            names[unit.pk] = join((unit.name,)) if above == RECEPTION else f"{above} › {join((unit.name,))}"
    return names


def unit_called(name: Value, *, or_none: bool = False) -> Unit | None:
    """The unit in use that the file calls so; None for no name. As many queries as there are steps to it."""
    if not name:
        return None
    first, *rest = str(name).split(STEP)
    unit: Unit | None = None
    if first == TOP:
        others = units_in_use().filter(parent__isnull=True).exclude(pk=_reception_id())
        unit, rest = others.filter(name=split(STEP.join(rest[:1]))[0]).first() if rest else None, rest[1:]
    else:
        unit, rest = reception(), rest if first == RECEPTION else [first, *rest]
    for step in split(STEP.join(rest)):
        unit = units_in_use().filter(parent=unit, name=step).first() if unit is not None else None
    if unit is None and not or_none:
        raise Refused(_("Le service « %s » n’existe pas ici.") % name)
    return unit


def _row(unit: Unit, names: dict[int, str]) -> Row:
    is_first = names[unit.pk] == RECEPTION
    row: dict[str, Value] = {"nom": unit.name, "sous": "" if is_first else _above_in_words(unit, names), "accueil": is_first}
    row |= {"courriel": unit.email, "telephone": unit.phone, "horaires": unit.opening}
    return {**row, "cloture_reservee": unit.is_closing_reserved}


def _above(row: Row) -> Unit | None:
    above = str(row["sous"])
    if row["accueil"] or above == TOP:
        return None
    return unit_called(above or RECEPTION)


def _above_in_words(unit: Unit, names: dict[int, str]) -> str:
    above = names.get(unit.parent_id or 0, TOP)
    return "" if above == RECEPTION else above


def _reception_id() -> int:
    return reception().pk


PARTS = (UnitPart(),)
