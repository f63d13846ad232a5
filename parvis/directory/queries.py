"""Finding units and agents."""

from django.db.models import QuerySet

from parvis.directory.models import Agent, Membership, OidcProvider, Role, Unit
from parvis.kernel.tenancy import current

IN_POST = {"agent__ended_on__isnull": True, "agent__suspended_on__isnull": True}


def units_in_use() -> QuerySet[Unit]:
    return Unit.objects.filter(ended_on__isnull=True).order_by("path")


def is_undivided() -> bool:
    """One unit, and at most one agent in post: nobody to hand anything to, nor a word of it."""
    return units_in_use()[:2].count() == 1 and Agent.objects.in_post()[:2].count() < 2


def reception() -> Unit:
    """The unit at the root of the tree, where a case goes when nothing else says where."""
    unit = Unit.objects.filter(parent__isnull=True, ended_on__isnull=True).order_by("pk").first()
    if unit is None:
        raise Unit.DoesNotExist("the authority has no unit yet")
    return unit


def is_anybody_in() -> bool:
    """Whether somebody who arranges this town, or has done, has signed in since it is there. A practice town has those of the
    town it is for from the start."""
    return (
        current().is_practice
        or Agent.objects.filter(is_administrator=True, user__last_login__gte=current().created_at).exists()
    )


def members(unit: Unit) -> QuerySet[Agent]:
    return Agent.objects.in_post().filter(memberships__unit=unit).distinct()


def heads(unit: Unit) -> QuerySet[Agent]:
    """The heads of the unit itself, or its deputies where it has no head; or else those of the nearest unit above."""
    ids = [int(part) for part in unit.path.strip("/").split("/")]
    leading = Membership.objects.filter(unit__in=ids, role__in=[Role.HEAD, Role.DEPUTY], **IN_POST)
    for unit_id, role in sorted(
        leading.values_list("unit_id", "role"), key=lambda one: (-ids.index(one[0]), one[1] != Role.HEAD)
    ):
        return Agent.objects.in_post().filter(memberships__unit_id=unit_id, memberships__role=role).distinct()
    return Agent.objects.none()


def providers_offered() -> QuerySet[OidcProvider]:
    """On the sign-in page."""
    return OidcProvider.objects.filter(is_offered=True)
