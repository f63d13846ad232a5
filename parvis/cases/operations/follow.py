"""Be told of a public case: ask, confirm, stop; and forget the addresses that have had their day."""

from django.utils.translation import gettext as _

from parvis.cases import policy
from parvis.cases.actors import Visitor
from parvis.cases.codes import new_private_key
from parvis.cases.emails import normal
from parvis.cases.events import FollowAsked, FollowConfirmed, FollowForgotten, FollowStopped
from parvis.cases.models import Case, Follower
from parvis.kernel import clock
from parvis.kernel.actors import System
from parvis.kernel.events import record
from parvis.kernel.operations import Refused, lock, operation, require, require_ours


@operation
def follow(case: Case, *, email: str, by: Visitor) -> Follower:
    """Ask for an address to be told. It is only asked to confirm; asked again, it is asked to confirm again.

    One that has confirmed already is asked nothing. Refuses what is not public, what has ended, and no address.
    """
    require_ours(case)
    require(policy.can_be_told(by, case))
    if case.is_closed:
        raise Refused(_("Cette demande est terminée : il n’y a plus rien à en dire."))
    address, now = normal(email), clock.now()
    follower, _new = Follower.objects.get_or_create(
        case=case, email=address, defaults={"key": new_private_key(), "asked_at": now, "updated_at": now}
    )
    if follower.confirmed_at is None:
        record(follower, FollowAsked(), by=by)
    return follower


@operation
def confirm(follower: Follower, *, by: Visitor) -> Follower:
    """By the link that was sent to the address. Confirmed twice, it is confirmed once."""
    follower = lock(follower)
    if follower.forgotten_at is not None:
        raise Refused(_("Ce lien ne sert plus."))
    if follower.confirmed_at is None:
        follower.confirmed_at = clock.now()
        follower.save(update_fields=["confirmed_at"])
        record(follower, FollowConfirmed(), by=by)
    return follower


@operation
def stop(follower: Follower, *, by: Visitor) -> Follower:
    """No letter any more, and the address is forgotten at once. Stopped twice, it is stopped once."""
    follower = lock(follower)
    if follower.forgotten_at is None:
        follower.stopped_at = clock.now()
        _empty(follower)
        record(follower, FollowStopped(), by=by)
    return follower


@operation
def forget(follower: Follower, *, by: System) -> Follower:
    """Forget the address of whoever is told no more; that somebody followed stays, for the count."""
    follower = lock(follower)
    if follower.forgotten_at is None:
        _empty(follower)
        record(follower, FollowForgotten(), by=by)
    return follower


def _empty(follower: Follower) -> None:
    follower.email, follower.forgotten_at = "", clock.now()
    follower.save(update_fields=["email", "forgotten_at", "stopped_at"])
