"""Begin a town with what it is proposed: the units, themes and categories that were ticked, each made once."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from parvis.cases.models import Category
from parvis.cases.operations.answers import set_questions
from parvis.cases.operations.configure import create_category
from parvis.cases.operations.describe_category import describe_category
from parvis.cases.proposals import (
    Beginning,
    CategoryProposal,
    ThemeProposal,
    lineage,
    proposed_themes,
    proposed_units,
    timing,
)
from parvis.directory.models import Unit
from parvis.directory.operations.units import create_unit, describe_unit
from parvis.directory.policy import can_arrange
from parvis.kernel.actors import Actor
from parvis.kernel.models import ExternalReference, Subject
from parvis.kernel.operations import Refused, lock, operation, require

SYSTEM = "proposal"
LONGEST = 120
Units = Mapping[str, Unit]


@operation
def begin(reception: Unit, *, chosen: Beginning, by: Actor) -> list[Category]:
    """The categories that were made now. What a proposal has made once stays as the town has arranged it since, and what is
    there already under that name serves; sent again, or by two at once, nothing is made twice."""
    require(can_arrange(by))
    reception = lock(reception)
    units = _units(reception, chosen, by)
    made: list[Category] = []
    for theme in proposed_themes(chosen.size):
        ticked = [one for one in theme.category if one.key in chosen.categories]
        if ticked:
            above = _theme(theme, chosen, units, by)
            made += [new for one in ticked if (new := _category(one, above, chosen, units, by)) is not None]
    return made


def _units(reception: Unit, chosen: Beginning, by: Actor) -> dict[str, Unit]:
    first, *others = proposed_units(chosen.size)
    key, root = f"unit:{first.key}", reception
    if first.key in chosen.units and not _kept(key):
        root = describe_unit(reception, said={"name": _named(chosen.units[first.key], key)}, by=by)
        _keep(key, root)
    units = {first.key: root}
    for one in others:
        key = f"unit:{one.key}"
        known = Unit.objects.filter(pk=_kept(key), ended_on__isnull=True).first()
        if known is None and one.key in chosen.units:
            name = _named(chosen.units[one.key], key)
            known = Unit.objects.filter(parent=root, ended_on__isnull=True, name__iexact=name).first()
            known = known or create_unit(name, under=root, by=by)
            _keep(key, known)
        if known is not None:
            units[one.key] = known
    return units


def _theme(theme: ThemeProposal, chosen: Beginning, units: Units, by: Actor) -> Category:
    key = f"theme:{theme.key}"
    if known := Category.objects.filter(pk=_kept(key), ended_on__isnull=True).first():
        return known
    name = _named(chosen.themes.get(theme.key, theme.name), key)
    found = Category.objects.filter(parent__isnull=True, name=name).first()
    found = found or create_category(name, pictogram=theme.pictogram, unit=_unit(theme.unit, units), by=by)
    _keep(key, found)
    return found


def _category(one: CategoryProposal, above: Category, chosen: Beginning, units: Units, by: Actor) -> Category | None:
    key = f"category:{one.key}"
    if _kept(key):
        return None
    name = _named(chosen.categories[one.key], key)
    found = Category.objects.filter(parent=above, name=name).first()
    if found is None:
        found = create_category(
            name, under=above, unit=_unit(one.unit, units) if one.unit else None, kind=one.kind, pictogram=one.pictogram,
            publication=one.publication, is_danger=one.is_danger, needs_place=one.needs_place, asks_place=one.asks_place,
            is_anonymous=one.is_anonymous, notice=one.notice, nearby_metres=one.nearby_metres,
            reopening_days=one.reopening_days, by=by,
        )  # fmt: skip
        found = describe_category(found, said=timing(one, chosen.size), by=by)
        found = set_questions(found, questions=one.questions, by=by)
    _keep(key, found)
    return found


def _unit(key: str, units: Units) -> Unit:
    """The unit itself, or whoever stands instead of it."""
    return next(units[one] for one in lineage(key) if one in units)


def _named(typed: str, key: str) -> str:
    name = " ".join(typed.split())
    if not 0 < len(name) <= LONGEST:
        raise Refused(_("Donnez un nom : 120 caractères au plus."), key)
    return name


def _kept(key: str) -> int:
    """0 when nothing was made of it."""
    return ExternalReference.objects.filter(system=SYSTEM, key=key).values_list("subject_id", flat=True).first() or 0


def _keep(key: str, thing: Subject) -> None:
    made = {"subject_kind": thing.subject_kind(), "subject_id": thing.pk}
    ExternalReference.objects.update_or_create(system=SYSTEM, key=key, defaults=made)
