"""Groups of people, each by its name; and, in a file with people, who is of them."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.cases.carrying.categories import category_called, category_names
from parvis.cases.models import Group, GroupMember
from parvis.cases.operations.dissolve_group import dissolve_group
from parvis.cases.operations.groups import create_group, describe_group, set_members
from parvis.directory.carrying.people import PERSON, people, person_called
from parvis.directory.carrying.units import unit_called, unit_names
from parvis.directory.models import Agent
from parvis.kernel.actors import Actor
from parvis.kernel.carrying import NAME, Field, Part, Row, Text, Value, YesNo, join, split
from parvis.kernel.operations import Refused
from parvis.places.carrying import district_called, districts

GROUP = "cases.Group."


class GroupPart(Part):
    key = "groupes"
    title = gettext_lazy("Groupes")
    fields = (
        Field("nom", NAME, Text(), carries=(GROUP + "name",)),
        Field("service", gettext_lazy("service"), Text(), carries=(GROUP + "unit",), refers="services"),
        Field("categorie", gettext_lazy("catégorie"), Text(), carries=(GROUP + "category",), refers="categories"),
        Field("secteur", gettext_lazy("secteur"), Text(), carries=(GROUP + "district",), refers="secteurs"),
        Field("voit_tout", gettext_lazy("voit ces demandes"), YesNo(), usual=False, carries=(GROUP + "sees_all",)),
    )
    identity = ("nom",)

    def rows(self) -> list[Row]:
        units, categories = unit_names(), category_names()
        places = {one.pk: name for name, one in districts().items()}
        rows: list[Row] = []
        for one in _live():
            said = {
                "service": units.get(one.unit_id or 0), "categorie": categories.get(one.category_id or 0),
                "secteur": places.get(one.district_id or 0),
            }  # fmt: skip
            # What speaks of a thing that has ended would open more without it.
            is_whole = [bool(value) for value in said.values()] == [
                bool(pk) for pk in (one.unit_id, one.category_id, one.district_id)
            ]
            row: dict[str, Value] = {"nom": one.name, **{key: value or "" for key, value in said.items()}}
            rows.append({**row, "voit_tout": one.sees_all and is_whole})
        return rows

    def likeness(self, row: Row) -> str:
        return str(row["nom"]).casefold()

    def bring(self, row: Row, *, was: str, by: Actor) -> None:
        unit = unit_called(row["service"])
        group = group_called(was, or_none=True) or group_called(self.name(row), or_none=True)
        group = group or create_group(str(row["nom"]), unit=unit, by=by)
        said = {
            "name": str(row["nom"]), "unit": unit, "category": category_called(row["categorie"]),
            "district": district_called(row["secteur"]), "sees_all": bool(row["voit_tout"]),
        }  # fmt: skip
        describe_group(group, said=said, by=by)

    def drop(self, row: Row, *, by: Actor) -> None:
        group = group_called(self.name(row), or_none=True)
        if group is not None:
            dissolve_group(group, by=by)


class MemberPart(Part):
    key = "membres"
    title = gettext_lazy("Membres des groupes")
    fields = (
        Field("groupe", gettext_lazy("groupe"), Text(), carries=("cases.GroupMember.group",), refers="groupes"),
        Field("personne", PERSON, Text(), carries=("cases.GroupMember.agent",), refers="personnes"),
    )
    identity = ("groupe", "personne")
    is_about_people = True

    def rows(self) -> list[Row]:
        named = {one.pk: name for name, one in people().items()}
        groups = group_names()
        held = GroupMember.objects.filter(group__in=groups, agent__in=named)
        rows: list[Row] = [{"groupe": groups[one.group_id], "personne": named[one.agent_id]} for one in held]
        return sorted(rows, key=lambda row: (str(row["groupe"]), str(row["personne"])))

    def bring(self, row: Row, *, was: str, by: Actor) -> None:
        group, agent = _both(row)
        set_members(group, to=[*_members(group), agent], by=by)

    def drop(self, row: Row, *, by: Actor) -> None:
        group, agent = _both(row)
        set_members(group, to=[one for one in _members(group) if one.pk != agent.pk], by=by)


def group_names() -> dict[int, str]:
    """What the file calls each group in use."""
    return {one.pk: join((one.name,)) for one in _live()}


def group_called(name: Value, *, or_none: bool = False) -> Group | None:
    """The group in use that the file calls so; None for no name."""
    wanted = split(str(name))[:1]
    found = next((one for one in _live() if [one.name.casefold()] == [step.casefold() for step in wanted]), None)
    if wanted and found is None and not or_none:
        raise Refused(_("Le groupe « %s » n’existe pas ici.") % name)
    return found


def _live() -> list[Group]:
    return sorted(Group.objects.filter(ended_on__isnull=True), key=lambda one: one.name)


def _members(group: Group) -> list[Agent]:
    return [one.agent for one in group.members.select_related("agent").order_by("pk")]


def _both(row: Row) -> tuple[Group, Agent]:
    group, agent = group_called(row["groupe"]), person_called(row["personne"])
    assert group is not None and agent is not None
    return group, agent


PARTS = (GroupPart(), MemberPart())
