"""Where the cases of a category go, by district or anywhere; and, in a file with people, who answers for them."""

from typing import ClassVar

from django.utils.translation import gettext_lazy

from parvis.cases.carrying.categories import category_called, category_names
from parvis.cases.carrying.groups import group_called, group_names
from parvis.cases.models import Access, Category, CategoryOwner, RoutingRule
from parvis.cases.operations.configure import name_owner, set_rule
from parvis.cases.operations.grant import give_access, take_access
from parvis.cases.operations.unroute import unname_owner, unset_rule
from parvis.directory.carrying.people import PERSON, people, person_called
from parvis.directory.carrying.units import unit_called, unit_names
from parvis.directory.models import Agent
from parvis.kernel.actors import Actor
from parvis.kernel.carrying import Field, Part, Row, Text, Value
from parvis.places.carrying import district_called, districts

CATEGORY, DISTRICT, UNIT = gettext_lazy("catégorie"), gettext_lazy("secteur"), gettext_lazy("service")


class Named:
    """What the file calls each thing in use, by its id; read once for many rows."""

    def __init__(self) -> None:
        self.categories = category_names()
        self.units = unit_names()
        self.groups = group_names()
        self.districts = {0: "", **{one.pk: name for name, one in districts().items()}}
        self.people = {one.pk: name for name, one in people().items()}


class _OfAPlace(Part):
    """Of a category in a district; anywhere, where none is named."""

    where: ClassVar[tuple[str, ...]] = ("categorie", "secteur")

    def said(self, row: Row) -> str:
        return " · ".join(str(row[key]) for key in self.identity if row.get(key))


class RoutePart(_OfAPlace):
    key = "aiguillages"
    title = gettext_lazy("Où vont les demandes")
    fields = (
        Field("categorie", CATEGORY, Text(), carries=("cases.RoutingRule.category",), refers="categories"),
        Field("secteur", DISTRICT, Text(), carries=("cases.RoutingRule.district",), refers="secteurs"),
        Field("service", UNIT, Text(), carries=("cases.RoutingRule.unit",), refers="services"),
        Field(
            "agent", gettext_lazy("agent"), Text(), carries=("cases.RoutingRule.agent",), refers="personnes", is_personal=True
        ),
        Field("groupe", gettext_lazy("groupe"), Text(), carries=("cases.RoutingRule.group",), refers="groupes"),
    )
    identity = _OfAPlace.where

    def rows(self) -> list[Row]:
        named = Named()
        rules = [one for one in RoutingRule.objects.all() if one.category_id in named.categories and one.unit_id in named.units]
        rows: list[Row] = [
            {
                "categorie": named.categories[one.category_id], "secteur": named.districts[one.district_id or 0],
                "service": named.units[one.unit_id], "agent": named.people.get(one.agent_id or 0, ""),
                "groupe": named.groups.get(one.group_id or 0, ""),
            }
            for one in rules
            if not one.district_id or one.district_id in named.districts
        ]  # fmt: skip
        return sorted(rows, key=lambda row: (str(row["categorie"]), str(row["secteur"])))

    def bring(self, row: Row, *, was: str, by: Actor) -> None:
        category, district, unit = _category(row), district_called(row["secteur"]), unit_called(row["service"])
        assert unit is not None
        known = RoutingRule.objects.filter(category=category, district=district).select_related("agent").first()
        agent, group = person_called(row["agent"]) if "agent" in row else None, group_called(row["groupe"])
        if "agent" not in row and group is None:
            agent = _still(known, unit.pk)
        set_rule(category, to=unit, district=district, agent=agent, group=group, by=by)

    def drop(self, row: Row, *, by: Actor) -> None:
        unset_rule(_category(row), district=district_called(row["secteur"]), by=by)


class OwnerPart(_OfAPlace):
    key = "responsables"
    title = gettext_lazy("Responsables de catégorie")
    fields = (
        Field("categorie", CATEGORY, Text(), carries=("cases.CategoryOwner.category",), refers="categories"),
        Field("secteur", DISTRICT, Text(), carries=("cases.CategoryOwner.district",), refers="secteurs"),
        Field("personne", PERSON, Text(), carries=("cases.CategoryOwner.agent",), refers="personnes"),
    )
    identity = (*_OfAPlace.where, "personne")
    is_about_people = True

    def rows(self) -> list[Row]:
        named = Named()
        rows: list[Row] = [
            {
                "categorie": named.categories[one.category_id], "secteur": named.districts[one.district_id or 0],
                "personne": named.people[one.agent_id],
            }
            for one in CategoryOwner.objects.filter(category__in=named.categories, agent__in=named.people)
            if not one.district_id or one.district_id in named.districts
        ]  # fmt: skip
        return sorted(rows, key=lambda row: tuple(map(str, row.values())))

    def bring(self, row: Row, *, was: str, by: Actor) -> None:
        agent = person_called(row["personne"])
        assert agent is not None
        name_owner(_category(row), agent=agent, district=district_called(row["secteur"]), by=by)

    def drop(self, row: Row, *, by: Actor) -> None:
        agent = person_called(row["personne"])
        assert agent is not None
        unname_owner(_category(row), agent=agent, district=district_called(row["secteur"]), by=by)


class AccessPart(_OfAPlace):
    """What councillors and contractors may read."""

    key = "acces"
    title = gettext_lazy("Accès des élus et des entreprises")
    fields = (
        Field("personne", PERSON, Text(), carries=("cases.Access.agent",), refers="personnes"),
        Field("service", UNIT, Text(), carries=("cases.Access.unit",), refers="services"),
        Field("categorie", CATEGORY, Text(), carries=("cases.Access.category",), refers="categories"),
        Field("secteur", DISTRICT, Text(), carries=("cases.Access.district",), refers="secteurs"),
    )
    identity = ("personne", "service", "categorie", "secteur")
    optional = ("service", "categorie", "secteur")
    is_about_people = True

    def rows(self) -> list[Row]:
        named = Named()
        rows = [self._row(one, named) for one in Access.objects.filter(agent__in=named.people)]
        return sorted((row for row in rows if row), key=lambda row: tuple(map(str, row.values())))

    def _row(self, one: Access, named: Named) -> Row:
        """Nothing for one that speaks of what has ended: without it, it would open more."""
        row: dict[str, Value] = {"personne": named.people[one.agent_id]}
        for key, pk, names in (
            ("service", one.unit_id, named.units), ("categorie", one.category_id, named.categories),
            ("secteur", one.district_id, named.districts),
        ):  # fmt: skip
            if pk and pk not in names:
                return {}
            row[key] = names[pk] if pk else ""
        return row

    def bring(self, row: Row, *, was: str, by: Actor) -> None:
        agent = person_called(row["personne"])
        assert agent is not None
        unit, category = unit_called(row["service"]), category_called(row["categorie"])
        give_access(agent, unit=unit, category=category, district=district_called(row["secteur"]), by=by)

    def drop(self, row: Row, *, by: Actor) -> None:
        agent = person_called(row["personne"])
        assert agent is not None
        known = Access.objects.filter(
            agent=agent, unit=unit_called(row["service"]), category=category_called(row["categorie"]),
            district=district_called(row["secteur"]),
        ).first()  # fmt: skip
        if known is not None:
            take_access(agent, access=known, by=by)


def _still(known: RoutingRule | None, unit: int) -> Agent | None:
    """Whom a file without people leaves there: the agent of now, as long as they are of that unit."""
    agent = known.agent if known is not None else None
    return agent if agent is not None and agent.is_in_post and unit in agent.reach.units else None


def _category(row: Row) -> Category:
    category = category_called(row["categorie"])
    assert category is not None
    return category


PARTS = (RoutePart(), OwnerPart(), AccessPart())
