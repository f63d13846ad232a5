"""Make a group, say what it is and who is of it."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from parvis.cases.group_events import GroupCreated, GroupDescribed, GroupJoined, GroupQuitted
from parvis.cases.grouping import can_keep
from parvis.cases.models import Category, Group, GroupMember
from parvis.directory.models import Agent, Unit
from parvis.directory.policy import can_arrange, can_run
from parvis.kernel import clock
from parvis.kernel.actors import Actor
from parvis.kernel.events import record
from parvis.kernel.models import Authority
from parvis.kernel.operations import Refused, lock, operation, require, require_ours
from parvis.kernel.tenancy import TenantModel, current_id
from parvis.places.models import District

Value = str | bool | Unit | Category | District | None
TOLD: dict[str, type | tuple[type, ...]] = {
    "name": str, "unit": (Unit, type(None)), "category": (Category, type(None)), "district": (District, type(None)),
    "sees_all": bool,
}  # fmt: skip
LONGEST = 120


@operation
def create_group(name: str, *, by: Actor, unit: Unit | None = None) -> Group:
    """Of a unit, by whoever runs it; or of the town, by whoever arranges it. Nobody is of it yet. Refuses a name in use."""
    require(can_run(by, unit) if unit is not None else can_arrange(by))
    require_ours(unit)
    group = Group(name=_tidy(name), unit=unit, updated_at=clock.now())
    _require_sound(group)
    group.save()
    record(group, GroupCreated(unit_id=unit.pk if unit else None), by=by)
    return group


@operation
def describe_group(group: Group, *, said: Mapping[str, Value], by: Actor) -> Group:
    """Change what is said of it; what is not named stays. Nobody takes it out of what they run, nor opens with it what they
    do not. Refuses to see all of no place in particular."""
    group = _in_use(group, by)
    require(set(said) <= set(TOLD) and all(isinstance(value, TOLD[field]) for field, value in said.items()))
    require_ours(*(value for value in said.values() if isinstance(value, TenantModel)))
    before = {field: _written(group, field) for field in TOLD}
    for field, value in said.items():
        setattr(group, field, _tidy(value) if isinstance(value, str) else value)
    require(can_keep(by, group))
    changed = [field for field in TOLD if before[field] != _written(group, field)]
    if not changed:
        return group
    _require_sound(group)
    group.save(update_fields=changed)
    after = {field: _written(group, field) for field in changed}
    record(group, GroupDescribed(before={field: before[field] for field in changed}, after=after), by=by)
    return group


@operation
def set_members(group: Group, *, to: Iterable[Agent], by: Actor) -> Group:
    """These are of it, and nobody else; whoever was already, is still. Refuses somebody who does not work here."""
    group = _in_use(group, by)
    people = {one.pk: one for one in to}
    require_ours(*people.values())
    known = {row.agent_id: row for row in GroupMember.objects.filter(group=group)}
    for pk, agent in people.items():
        if pk not in known:
            if not agent.is_in_post or not agent.is_colleague:
                raise Refused(_("%s ne travaille pas ici.") % agent, "members")
            GroupMember.objects.create(group=group, agent=agent)
            record(group, GroupJoined(agent_id=pk), by=by)
            agent.__dict__.pop("hand", None)
    for pk in known.keys() - people.keys():
        known[pk].delete()
        record(group, GroupQuitted(agent_id=pk), by=by)
    return group


def _in_use(group: Group, by: Actor) -> Group:
    group = lock(group)
    require(can_keep(by, group))
    if group.ended_on is not None:
        raise Refused(_("Ce groupe n’existe plus."))
    return group


def _require_sound(group: Group) -> None:
    if not 0 < len(group.name) <= LONGEST:
        raise Refused(_("Donnez un nom : 120 caractères au plus."), "name")
    Authority.objects.select_for_update().get(pk=current_id())  # two people choose the same name at once
    others = Group.objects.filter(ended_on__isnull=True).exclude(pk=group.pk).values_list("name", flat=True)
    if group.name.casefold() in {name.casefold() for name in others}:
        raise Refused(_("Un groupe a déjà ce nom."), "name")
    if group.unit is not None and group.unit.ended_on is not None:
        raise Refused(_("Ce service n’existe plus."), "unit")
    if group.sees_all and not (group.unit or group.category or group.district):
        raise Refused(_("Dites de quel service, de quelle catégorie ou de quel secteur il voit les demandes."), "sees_all")


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _written(group: Group, field: str) -> str:
    value = getattr(group, field)
    if isinstance(value, TenantModel):
        return str(value.pk)
    return "1" if value is True else "" if not value else str(value)
