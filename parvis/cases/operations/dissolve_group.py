"""A group ends: its open cases, and what was routed to it, go to another or stay with their units."""

from django.utils.translation import gettext as _

from parvis.cases.group_events import CaseGrouped, GroupDissolved
from parvis.cases.grouping import can_be_given_cases, can_keep
from parvis.cases.models import Group, RoutingRule
from parvis.cases.operations.leave import open_cases
from parvis.kernel import clock
from parvis.kernel.actors import Actor
from parvis.kernel.events import change_all, record
from parvis.kernel.operations import Refused, lock, operation, require, require_ours
from parvis.kernel.tenancy import current


@operation
def dissolve_group(group: Group, *, by: Actor, into: Group | None = None) -> Group:
    """It ends: its open cases and what was routed to it go to another group; or to nobody but the units that have them."""
    group = lock(group)
    require_ours(into)
    require(can_keep(by, group) and (into is None or can_keep(by, into)))
    if group.ended_on is not None:
        return group
    if into is not None and (into.pk == group.pk or Group.objects.get(pk=into.pk).ended_on is not None):
        raise Refused(_("Choisissez un autre groupe, qui existe encore."), "into")
    if into is not None and not can_be_given_cases(into):
        raise Refused(_("Personne de ce groupe n’est en poste."), "into")
    into_id = into.pk if into else None
    told = [
        (case, CaseGrouped(group_id=into_id, previous_group_id=group.pk, previous_id=case.assignee_id))
        for case in open_cases(group=group)
    ]
    change_all(told, {"group": into}, by=by)
    RoutingRule.objects.filter(group=group).update(group=into)
    group.ended_on = clock.today(current())
    group.save(update_fields=["ended_on"])
    record(group, GroupDissolved(into_group_id=into_id), by=by)
    return group
