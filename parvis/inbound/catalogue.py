"""The categories, units and routing that a file of reports tells of; what the town has set itself is left alone."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from django.db import transaction

from parvis.cases.models import Category, Publication
from parvis.cases.operations.configure import create_category, set_rule
from parvis.directory.models import Unit
from parvis.directory.operations.units import create_unit
from parvis.directory.queries import reception
from parvis.inbound.dans_ma_rue import Report
from parvis.kernel.actors import System
from parvis.places.models import District
from parvis.places.points import Point

Key = tuple[str, str]
# A theme's pictogram by a word of its name; categories have that of their theme.
PICTOGRAMS = {
    "graffiti": "spray-can",
    "objet": "sofa",
    "propreté": "trash",
    "autos": "car",
    "voirie": "construction",
    "mobilier": "armchair",
    "arbre": "trees",
    "commercial": "store",
    "éclairage": "lightbulb",
    "eau": "droplet",
}


# "[réservé agents DPE-STPP] Affiches…", "[] Cartons appartenant à des personnes à la rue": how the register marks what
# its agents alone may choose.
RESERVED = re.compile(r"\[[^\[\]]*\]")


@dataclass
class Catalogue:
    """Each category of the file, by theme and name; how many were made now."""

    categories: dict[Key, Category] = field(default_factory=dict)
    new_categories: int = 0
    new_units: int = 0
    new_rules: int = 0


def prepare(reports: Iterable[Report], district_of: Callable[[Point], int | None], by: System) -> Catalogue:
    """All or nothing, so that an import that is interrupted finds on its return the routing of the whole file.

    A category that is there already keeps its unit and rules: the town may have set them since.
    """
    counts: dict[Key, Counter[tuple[int | None, str]]] = {}
    for report in reports:
        tally = counts.setdefault((report.theme, report.category), Counter())
        tally[district_of(report.point), report.unit] += 1
    catalogue = Catalogue()
    with transaction.atomic():
        _fill(catalogue, counts, by)
    return catalogue


def _fill(catalogue: Catalogue, counts: Mapping[Key, Counter[tuple[int | None, str]]], by: System) -> None:
    # Held until all is there: of two imports at once, the second then finds what the first has made.
    root = Unit.objects.select_for_update(of=("self",)).get(pk=reception().pk)
    known = {(row.parent.name, row.name): row for row in Category.objects.select_related("parent") if row.parent}
    themes = {row.name: row for row in Category.objects.filter(parent__isnull=True)}
    units = {row.name: row for row in Unit.objects.filter(ended_on__isnull=True).order_by("-pk")}
    districts = District.objects.in_bulk()

    def unit_named(name: str) -> Unit:
        if name not in units:
            units[name] = create_unit(name, under=root, by=by)
            catalogue.new_units += 1
        return units[name]

    for key in sorted(counts):
        theme, name = key
        if key in known:
            catalogue.categories[key] = known[key]
            continue
        if theme not in themes:
            themes[theme] = create_category(theme, pictogram=pictogram_of(theme), by=by)
        usual = majority(counts[key])
        unit = unit_named(usual) if usual else None
        category = _create(name, themes[theme], unit, by)
        catalogue.categories[key] = category
        catalogue.new_categories += 1
        for district, chosen in exceptions(counts[key], usual).items():
            set_rule(category, district=districts[district], to=unit_named(chosen), by=by)
            catalogue.new_rules += 1


def _create(name: str, theme: Category, unit: Unit | None, by: System) -> Category:
    """What is reserved to agents is neither offered nor shown: some say who sleeps in the street."""
    reserved = bool(RESERVED.search(name))
    return create_category(
        name,
        under=theme,
        unit=unit,
        pictogram=pictogram_of(theme.name),
        publication=Publication.NEVER if reserved else None,
        is_for_agents=reserved,
        by=by,
    )


def majority(counts: Counter[tuple[int | None, str]], district: int | None = None, *, usual: str = "") -> str:
    """The unit that had most of these reports (of that district); between equals the usual one, then by name."""
    by_unit: Counter[str] = Counter()
    for (where, unit), count in counts.items():
        if unit and district in (None, where):
            by_unit[unit] += count
    return min(by_unit, key=lambda unit: (-by_unit[unit], unit != usual, unit), default="")


def exceptions(counts: Counter[tuple[int | None, str]], usual: str) -> dict[int, str]:
    """The districts where another unit than the usual one has most of the category."""
    districts = sorted({where for where, _unit in counts if where is not None})
    chosen = {where: majority(counts, where, usual=usual) for where in districts}
    return {where: unit for where, unit in chosen.items() if unit and unit != usual}


def pictogram_of(theme: str) -> str:
    words = theme.lower()
    return next((drawing for word, drawing in PICTOGRAMS.items() if word in words), "circle-dot")
