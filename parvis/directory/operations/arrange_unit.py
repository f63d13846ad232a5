"""Move a unit in the tree; all that one page says of a unit, or nothing of it."""

from collections.abc import Mapping

from django.db.models import F, Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext as _

from parvis.directory import policy
from parvis.directory.events import UnitMoved
from parvis.directory.models import Unit
from parvis.directory.operations.units import DEEPEST, describe_unit, require_free, reserve_closing
from parvis.kernel.actors import Actor
from parvis.kernel.events import record
from parvis.kernel.operations import Refused, lock, operation, require, require_ours


@operation
def move_unit(unit: Unit, *, under: Unit, by: Actor) -> Unit:
    """Put the unit, with all below it, under another. Whoever moves it runs both where it was and where it goes."""
    unit = lock(unit)
    require_ours(under)
    require(policy.can_run(by, unit.parent) and policy.can_run(by, under))
    if under.pk == unit.parent_id:
        return unit
    if unit.parent_id is None:
        raise Refused(_("L’accueil est en haut de l’organigramme : il y reste."), "under")
    if under.path.startswith(unit.path):
        raise Refused(_("Un service ne peut pas être mis sous lui-même."), "under")
    require_free(unit.name, under)
    below = Unit.objects.filter(path__startswith=unit.path)
    deepest = max(path.count("/") for path in below.values_list("path", flat=True)) - unit.path.count("/")
    if under.path.count("/") + 1 + deepest > DEEPEST + 1:
        raise Refused(_("L’organigramme a déjà %d niveaux à cet endroit : c’est le plus.") % DEEPEST, "under")
    fact = UnitMoved(parent_id=under.pk, previous_id=unit.parent_id)
    below.update(path=Concat(Value(under.path), Substr(F("path"), len(unit.path) - len(f"{unit.pk}/") + 1)))
    unit.parent = under
    unit.path = f"{under.path}{unit.pk}/"
    unit.save(update_fields=["parent", "path"])
    record(unit, fact, by=by)
    return unit


@operation
def arrange_unit(unit: Unit, *, said: Mapping[str, str], reserved: bool, by: Actor, under: Unit | None = None) -> Unit:
    """All that one page says of a unit, or nothing of it; without `under` it stays where it is."""
    unit = lock(unit)
    unit = reserve_closing(describe_unit(unit, said=said, by=by), reserved=reserved, by=by)
    return move_unit(unit, under=under, by=by) if under is not None else unit
