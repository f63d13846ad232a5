"""Create a unit of the town hall, and say how it closes its cases."""

from parvis.directory.events import UnitChanged, UnitCreated
from parvis.directory.models import Unit
from parvis.kernel import clock
from parvis.kernel.actors import Actor
from parvis.kernel.events import record
from parvis.kernel.operations import lock, operation, require_ours


@operation
def create_unit(
    name: str,
    *,
    by: Actor,
    under: Unit | None = None,
    email: str = "",
    phone: str = "",
    is_closing_reserved: bool = False,
) -> Unit:
    """A unit, under another or at the root of the tree."""
    require_ours(under)
    unit = Unit(
        name=name, parent=under, email=email, phone=phone, path="", is_closing_reserved=is_closing_reserved,
        updated_at=clock.now(),
    )  # fmt: skip
    unit.save()
    unit.path = f"{under.path if under else '/'}{unit.pk}/"
    unit.save(update_fields=["path"])
    record(unit, UnitCreated(parent_id=under.pk if under else None), by=by)
    return unit


@operation
def reserve_closing(unit: Unit, *, reserved: bool, by: Actor) -> Unit:
    """Say whether closing is reserved to the head and the category owners."""
    unit = lock(unit)
    if unit.is_closing_reserved != reserved:
        unit.is_closing_reserved = reserved
        unit.save(update_fields=["is_closing_reserved"])
        record(unit, UnitChanged(is_closing_reserved=reserved), by=by)
    return unit
