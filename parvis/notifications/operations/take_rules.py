"""Take up the rules that are proposed to a town of its size."""

from collections.abc import Collection

from parvis.cases.proposals import Size
from parvis.directory.policy import can_arrange
from parvis.kernel.actors import Actor
from parvis.kernel.models import Authority
from parvis.kernel.operations import operation, require
from parvis.kernel.tenancy import current_id
from parvis.notifications.models import Rule
from parvis.notifications.operations.rules import create_rule
from parvis.notifications.proposals import proposed_rules


@operation
def take_rules(keys: Collection[str], *, size: Size, by: Actor) -> list[Rule]:
    """Those of the keys that are proposed to that size and are not there yet: asked twice, made once."""
    require(can_arrange(by))
    Authority.objects.select_for_update().get(pk=current_id())  # two of an administrator's tabs
    return [create_rule(one.draft, by=by) for one in proposed_rules(size) if one.key in keys]
