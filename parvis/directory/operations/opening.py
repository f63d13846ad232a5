"""Say when the town hall is open, and whom to call for a danger when it is not."""

from django.utils.translation import gettext as _

from parvis.directory import opening, policy
from parvis.directory.events import OpeningSet
from parvis.directory.identity import PHONE
from parvis.directory.models import Unit
from parvis.kernel.actors import Actor
from parvis.kernel.events import record
from parvis.kernel.models import Authority
from parvis.kernel.operations import Refused, lock, operation, require
from parvis.kernel.tenancy import current_id

LONGEST = 300


@operation
def set_opening(reception: Unit, *, hours: str, on_call_phone: str, by: Actor) -> Authority:
    """The hours as one writes them on a door, and the number on call; both may be empty. The same ones say nothing new."""
    require(policy.can_arrange(by))
    reception = lock(reception)
    hours, on_call_phone = " ".join(hours.split()), on_call_phone.strip()
    try:
        opening.read(hours)
    except opening.Unreadable as wrong:
        raise Refused(str(wrong), "hours") from None
    if len(hours) > LONGEST:
        raise Refused(_("Ces horaires sont trop longs : 300 caractères au plus."), "hours")
    if on_call_phone and PHONE.fullmatch(on_call_phone) is None:
        raise Refused(_("« %(value)s » n’est pas un numéro de téléphone.") % {"value": on_call_phone}, "on_call_phone")
    authority = Authority.objects.select_for_update().get(pk=current_id())
    if (authority.opening, authority.on_call_phone) != (hours, on_call_phone):
        fact = OpeningSet(
            hours=hours, previous_hours=authority.opening,
            on_call_phone=on_call_phone, previous_phone=authority.on_call_phone,
        )  # fmt: skip
        authority.opening, authority.on_call_phone = hours, on_call_phone
        authority.save(update_fields=["opening", "on_call_phone"])
        record(reception, fact, by=by)
    return authority
