"""Bring a whole list of units in: those that are known by their name are brought up to date, the others are made."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from parvis.directory import policy
from parvis.directory.models import Agent, Membership, Role, Unit, User
from parvis.directory.operations.agents import add_agent
from parvis.directory.operations.arrange_unit import arrange_unit
from parvis.directory.operations.posts import post
from parvis.directory.operations.units import create_unit
from parvis.directory.queries import reception, units_in_use
from parvis.directory.unit_list import Listed, Unreadable
from parvis.kernel.actors import Actor
from parvis.kernel.operations import Refused, operation, require
from parvis.kernel.text import fold


@dataclass
class Imported:
    """What was done, or would be: names of units, and of the heads who were added."""

    created: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    heads: list[Agent] = field(default_factory=list)


@operation
def import_units(listed: Sequence[Listed], *, by: Actor, is_trial: bool = False) -> Imported:
    """All of it, or nothing: Unreadable tells every line that is refused. The same list again changes nothing. A trial
    does it and undoes it, so that it says just what the import would."""
    require(policy.can_arrange(by))
    done, faults = Imported(), list[str]()
    with transaction.atomic():
        known = _known()
        for one in listed:
            try:
                with transaction.atomic():
                    known[fold(one.name)] = [_bring(one, known, done, by)]
            except Refused as refused:
                faults.append(_("Ligne %(line)d : %(why)s") % {"line": one.line, "why": refused.message})
        if faults:
            raise Unreadable(faults)
        if is_trial:
            transaction.set_rollback(True)
    return done


def _known() -> dict[str, list[Unit]]:
    known: dict[str, list[Unit]] = {}
    for unit in units_in_use():
        known.setdefault(fold(unit.name), []).append(unit)
    return known


def _bring(one: Listed, known: dict[str, list[Unit]], done: Imported, by: Actor) -> Unit:
    unit, under = _one(one.name, known), _one(one.under, known) if one.under else reception()
    if one.under and under is None:
        raise Refused(_("aucun service ne s’appelle « %s ».") % one.under)
    if unit is None:
        unit = create_unit(one.name, under=under, email=one.email, phone=one.phone, by=by)
        done.created.append(unit.name)
        said = {"opening": one.opening} if one.opening else {}
        unit = arrange_unit(unit, said=said, reserved=one.is_closing_reserved, by=by)
    else:
        before = unit.version
        said = {name: value for name in ("email", "phone", "opening") if (value := getattr(one, name))}
        top = None if unit.parent_id is None else under
        unit = arrange_unit(unit, said=said, reserved=one.is_closing_reserved or unit.is_closing_reserved, under=top, by=by)
        (done.same if unit.version == before else done.changed).append(unit.name)
    if one.head_email:
        _lead(unit, one, done, by)
    return unit


def _one(name: str, known: dict[str, list[Unit]]) -> Unit | None:
    found = known.get(fold(name), [])
    if len(found) > 1:
        raise Refused(_("il y a déjà %(count)d services du nom de « %(name)s ».") % {"count": len(found), "name": name})
    return found[0] if found else None


def _lead(unit: Unit, one: Listed, done: Imported, by: Actor) -> None:
    user = User.objects.filter(email=one.head_email.lower()).first()
    head = Agent.objects.filter(user=user, ended_on__isnull=True).first() if user is not None else None
    if head is None:
        head = add_agent(one.head_first_name, one.head_last_name, email=one.head_email, by=by)
        done.heads.append(head)
    if not Membership.objects.filter(unit=unit, agent=head, role=Role.HEAD).exists():
        post(head, to=unit, role=Role.HEAD, by=by)
