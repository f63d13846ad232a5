"""Say what each role may do on cases, and take it back to what it was at first."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from parvis.cases.access_events import RightChanged
from parvis.cases.models import RoleRight
from parvis.cases.roles import ACTIONS, DEFAULTS, CaseRole, Cell, rights_with, why_locked
from parvis.directory import policy
from parvis.directory.models import Unit
from parvis.kernel.actors import Actor
from parvis.kernel.events import record
from parvis.kernel.operations import Refused, lock, operation, require


@operation
def set_rights(reception: Unit, *, role: CaseRole, allowed: Iterable[str], by: Actor) -> Unit:
    """The role may these actions, and no other. A locked cell stays as it is, and asking for another is refused; the same
    again says nothing."""
    reception = lock(reception)
    require(policy.can_arrange(by))
    wanted = set(allowed)
    before = {action for known, action in rights() if known == role}
    for action in ACTIONS:
        is_wanted = action in wanted
        if is_wanted == (action in before):
            continue
        if reason := why_locked(role, action):
            raise Refused(reason, action)
        _write(role, action, is_allowed=is_wanted)
        record(reception, RightChanged(role=role, action=action, is_allowed=is_wanted), by=by)
    if wanted - set(ACTIONS):
        raise Refused(_("Cette action n’existe pas."))
    return reception


@operation
def reset_rights(reception: Unit, *, by: Actor) -> Unit:
    """Every role may what it may at first."""
    reception = lock(reception)
    for role in CaseRole:
        reception = set_rights(reception, role=role, allowed=DEFAULTS[role], by=by)
    return reception


def rights() -> frozenset[Cell]:
    """As the town has them."""
    return rights_with(RoleRight.objects.values_list("role", "action", "is_allowed"))


def _write(role: CaseRole, action: str, *, is_allowed: bool) -> None:
    """Only what differs is kept."""
    if is_allowed == (action in DEFAULTS[role]):
        RoleRight.objects.filter(role=role, action=action).delete()
    else:
        RoleRight.objects.update_or_create(role=role, action=action, defaults={"is_allowed": is_allowed})
