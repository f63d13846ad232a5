"""Have a tablet handed from one to another in a unit, or no more."""

from django.utils.translation import gettext as _

from parvis.directory import policy
from parvis.directory.events import DeviceShared, DeviceWithdrawn
from parvis.directory.models import SharedDevice, Unit
from parvis.kernel import clock
from parvis.kernel.actors import Actor
from parvis.kernel.events import record
from parvis.kernel.operations import Refused, lock, operation, require
from parvis.kernel.tenancy import current

LONGEST = 60


@operation
def share_device(unit: Unit, *, label: str, by: Actor) -> SharedDevice:
    """One more of the unit's. `label`: what is written on it."""
    unit = lock(unit)
    require(policy.can_run(by, unit))
    label = " ".join(label.split())
    if not 0 < len(label) <= LONGEST:
        raise Refused(_("Dites laquelle c’est, comme « Camion 2 » : 60 caractères au plus."), "label")
    if unit.ended_on is not None:
        raise Refused(_("Ce service n’existe plus."))
    device = SharedDevice.objects.create(unit=unit, label=label, updated_at=clock.now())
    record(unit, DeviceShared(device_id=device.pk), by=by)
    return device


@operation
def withdraw_device(device: SharedDevice, *, by: Actor) -> SharedDevice:
    """Its cookie names nothing any more. Withdrawn twice, done once."""
    unit = lock(device.unit)
    require(policy.can_run(by, unit))
    device = lock(device)
    if device.ended_on is None:
        device.ended_on = clock.today(current())
        device.save(update_fields=["ended_on"])
        record(unit, DeviceWithdrawn(device_id=device.pk), by=by)
    return device
