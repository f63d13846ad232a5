"""Tell what the law wants known of the town."""

from collections.abc import Mapping

from parvis.directory import particulars, policy
from parvis.directory.events import ParticularTold
from parvis.directory.models import Unit
from parvis.kernel.actors import Actor
from parvis.kernel.events import record
from parvis.kernel.models import Authority
from parvis.kernel.operations import Refused, lock, operation, require
from parvis.kernel.tenancy import current_id

FIELDS = frozenset(["conformity", *(particular.field for particular in particulars.PARTICULARS)])


@operation
def tell_particulars(reception: Unit, *, told: Mapping[str, str], by: Actor) -> Authority:
    """Keep what is told; an empty value forgets it, and what is not named stays. The same value says nothing new.

    It is said of the town, and written in the history of its reception, whose version guards it.
    """
    require(policy.can_arrange(by))
    reception = lock(reception)
    require(set(told) <= FIELDS)
    authority = Authority.objects.select_for_update().get(pk=current_id())
    changed = {}
    for field, typed in told.items():
        value = "\n".join(" ".join(line.split()) for line in typed.strip().splitlines())
        if wrong := particulars.wrong_with(field, value):
            raise Refused(wrong, field)
        if value != getattr(authority, field):
            changed[field] = value
    for field, value in changed.items():
        fact = ParticularTold(field=field, value=value, previous_value=getattr(authority, field))
        setattr(authority, field, value)
        authority.save(update_fields=[field])
        record(reception, fact, by=by)
    return authority
