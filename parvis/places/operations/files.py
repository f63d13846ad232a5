"""Keep a file that was sent, as read, until it is imported or given up."""

from datetime import timedelta

import msgspec

from parvis.kernel import clock
from parvis.kernel.actors import Actor
from parvis.kernel.operations import operation, require, require_ours
from parvis.places import policy
from parvis.places.geojson import Feature, Sheet
from parvis.places.models import Zoning, ZoningFile

KEPT = timedelta(days=1)


@operation
def keep_file(sheet: Sheet, *, zoning: Zoning | None, name: str, by: Actor) -> ZoningFile:
    """It would make a zoning of that name, or redraw this one. Those left for a day are forgotten."""
    require(policy.can_draw(by))
    require_ours(zoning)
    ZoningFile.objects.filter(created_at__lt=clock.now() - KEPT).delete()
    return ZoningFile.objects.create(
        zoning=zoning, name=name, frame=sheet.frame, features=msgspec.to_builtins(sheet.features), notes=sheet.notes,
        created_at=clock.now(),
    )  # fmt: skip


@operation
def forget_file(file: ZoningFile, *, by: Actor) -> None:
    """It is imported, or given up."""
    require(policy.can_draw(by))
    ZoningFile.objects.filter(pk=file.pk).delete()


def features_of(file: ZoningFile) -> list[Feature]:
    return msgspec.convert(file.features, list[Feature])
