"""Finding units and agents."""

from django.db.models import QuerySet

from parvis.directory.models import Agent, Role, Unit


def units_in_use() -> QuerySet[Unit]:
    return Unit.objects.filter(ended_on__isnull=True).order_by("path")


def reception() -> Unit:
    """The unit at the root of the tree, where a case goes when nothing else says where."""
    unit = Unit.objects.filter(parent__isnull=True, ended_on__isnull=True).order_by("pk").first()
    if unit is None:
        raise Unit.DoesNotExist("the authority has no unit yet")
    return unit


def members(unit: Unit) -> QuerySet[Agent]:
    return Agent.objects.filter(memberships__unit=unit, ended_on__isnull=True).distinct()


def heads(unit: Unit) -> QuerySet[Agent]:
    """The heads of the unit itself, or else of the nearest unit above that has one."""
    ids = [int(part) for part in unit.path.strip("/").split("/")]
    for unit_id in reversed(ids):
        found = Agent.objects.filter(
            memberships__unit_id=unit_id, memberships__role=Role.HEAD, ended_on__isnull=True
        ).distinct()
        if found.exists():
            return found
    return Agent.objects.none()
