"""A unit ends: its members, its cases and its categories go to another."""

from django.utils.translation import gettext as _

from parvis.cases.models import Access, Category, Group, RoutingRule
from parvis.cases.operations.leave import move_on, open_cases
from parvis.directory import policy
from parvis.directory.events import UnitDissolved
from parvis.directory.models import Membership, Unit
from parvis.kernel import clock
from parvis.kernel.actors import Actor
from parvis.kernel.events import record
from parvis.kernel.operations import Refused, lock, operation, require, require_ours
from parvis.kernel.tenancy import current


@operation
def dissolve(unit: Unit, *, into: Unit, by: Actor) -> Unit:
    """The unit ends; its members, its open cases and the categories it was in charge of go to another.

    Refused while a unit stands below it, and for the reception. Whoever dissolves it runs both.
    """
    unit = lock(unit)
    require_ours(into)
    require(policy.can_run(by, unit.parent) and policy.can_run(by, into))
    if unit.ended_on is not None:
        return unit
    if unit.parent_id is None:
        raise Refused(_("L’accueil reçoit ce que personne d’autre ne prend : il reste."), "into")
    into = Unit.objects.get(pk=into.pk)  # as it is now: it may have ended since the page was made
    if into.pk == unit.pk or into.ended_on is not None:
        raise Refused(_("Choisissez un autre service, qui existe encore."), "into")
    if Unit.objects.filter(parent=unit, ended_on__isnull=True).exists():
        raise Refused(_("D’autres services sont sous celui-ci : déplacez-les d’abord."), "into")
    for post in Membership.objects.filter(unit=unit):
        Membership.objects.get_or_create(agent=post.agent, unit=into)
        post.delete()
    move_on(open_cases(unit=unit), to=into, by=by)
    RoutingRule.objects.filter(unit=unit).update(unit=into)
    Category.objects.filter(unit=unit).update(unit=into)
    Access.objects.filter(unit=unit).update(unit=into)
    Group.objects.filter(unit=unit).update(unit=into)
    unit.ended_on = clock.today(current())
    unit.save(update_fields=["ended_on"])
    record(unit, UnitDissolved(into_id=into.pk), by=by)
    return unit
