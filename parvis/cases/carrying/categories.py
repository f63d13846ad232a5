"""Themes and categories, each known by the way to it: "Voirie › Nid-de-poule"."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.cases.carrying.questions import Questions, questions_of, text_of
from parvis.cases.models import Category, Kind, Publication, StageSet
from parvis.cases.operations.answers import set_questions
from parvis.cases.operations.configure import create_category
from parvis.cases.operations.describe_category import describe_category, in_order, put_in_order
from parvis.cases.operations.retire_category import bring_back, retire_category
from parvis.directory.carrying.units import unit_called, unit_names
from parvis.kernel.actors import Actor
from parvis.kernel.carrying import NAME, STEP, Field, Number, OneOf, Part, Row, Text, Value, YesNo, join, split
from parvis.kernel.operations import Refused
from parvis.places.models import Zoning

CATEGORY = "cases.Category."
KINDS = {
    "report": "signalement",
    "service": "demande d’intervention",
    "complaint": "réclamation",
    "question": "question",
    "idea": "idée",
    "compliment": "félicitation",
}
PUBLICATIONS = {"at_once": "tout de suite", "public": "après relecture", "private": "jamais"}
# What is written and read as it is: its key, its column.
PLAIN = {
    "synonymes": "synonyms",
    "saison_du": "season_from",
    "saison_au": "season_to",
    "avertissement": "notice",
    "danger": "is_danger",
    "anonyme": "is_anonymous",
    "confidentielle": "is_confidential",
    "demande_le_lieu": "asks_place",
    "lieu_obligatoire": "needs_place",
    "reservee_aux_agents": "is_for_agents",
    "proximite_metres": "nearby_metres",
    "reouverture_jours": "reopening_days",
    "pictogramme": "pictogram",
    "delai_jours": "goal_days",
    "delai_ouvre": "goal_is_working",
    "delai_annonce": "goal_is_told",
    "relance_avant_jours": "remind_before",
    "relance_apres_jours": "remind_after",
    "relance_chef_jours": "remind_head_after",
    "relance_tous_les_jours": "remind_every",
    "limite_par_jour": "daily_limit",
}


class CategoryPart(Part):
    key = "categories"
    title = gettext_lazy("Thèmes et catégories")
    fields = (
        Field("nom", NAME, Text(), carries=(CATEGORY + "name",)),
        Field("sous", gettext_lazy("sous"), Text(), carries=(CATEGORY + "parent",), refers="categories"),
        Field("rang", gettext_lazy("rang"), Number(), usual=0, carries=(CATEGORY + "position",), stays=True, is_rank=True),
        Field("genre", gettext_lazy("genre"), OneOf(KINDS), "report", (CATEGORY + "kind",)),
        Field("pictogramme", gettext_lazy("pictogramme"), Text(), "circle-dot", (CATEGORY + "pictogram",)),
        Field("service", gettext_lazy("service"), Text(), carries=(CATEGORY + "unit",), refers="services"),
        Field("decoupage", gettext_lazy("découpage"), Text(), carries=(CATEGORY + "zoning",), refers="decoupages"),
        Field("etapes", gettext_lazy("étapes"), Text(), carries=(CATEGORY + "stages",), refers="circuits"),
        Field("publication", gettext_lazy("publication"), OneOf(PUBLICATIONS), "public", (CATEGORY + "publication",)),
        Field("danger", gettext_lazy("danger"), YesNo(), usual=False, carries=(CATEGORY + "is_danger",)),
        Field("anonyme", gettext_lazy("anonyme"), YesNo(), usual=False, carries=(CATEGORY + "is_anonymous",)),
        Field(
            "confidentielle", gettext_lazy("confidentielle"), YesNo(), usual=False, carries=(CATEGORY + "is_confidential",)
        ),
        Field("demande_le_lieu", gettext_lazy("demande le lieu"), YesNo(), usual=True, carries=(CATEGORY + "asks_place",)),
        Field("lieu_obligatoire", gettext_lazy("lieu obligatoire"), YesNo(), usual=True, carries=(CATEGORY + "needs_place",)),
        Field(
            "reservee_aux_agents", gettext_lazy("réservée aux agents"), YesNo(), usual=False,
            carries=(CATEGORY + "is_for_agents",),
        ),
        Field("avertissement", gettext_lazy("avertissement"), Text(is_long=True), carries=(CATEGORY + "notice",)),
        Field("synonymes", gettext_lazy("synonymes"), Text(), carries=(CATEGORY + "synonyms",)),
        Field("saison_du", gettext_lazy("saison, du"), Text(), carries=(CATEGORY + "season_from",)),
        Field("saison_au", gettext_lazy("saison, au"), Text(), carries=(CATEGORY + "season_to",)),
        Field(
            "proximite_metres", gettext_lazy("distance des demandes proches, en mètres"), Number(), usual=250,
            carries=(CATEGORY + "nearby_metres",),
        ),
        Field(
            "reouverture_jours", gettext_lazy("délai pour rouvrir, en jours"), Number(), usual=30,
            carries=(CATEGORY + "reopening_days",),
        ),
        Field(
            "delai_jours", gettext_lazy("délai, en jours"), Number(), usual=0,
            carries=(CATEGORY + "goal_days",),
        ),
        Field(
            "delai_ouvre", gettext_lazy("délai en jours ouvrés"), YesNo(), usual=True,
            carries=(CATEGORY + "goal_is_working",),
        ),
        Field(
            "delai_annonce", gettext_lazy("délai annoncé aux habitants"), YesNo(), usual=False,
            carries=(CATEGORY + "goal_is_told",),
        ),
        Field(
            "relance_avant_jours", gettext_lazy("relance avant l’échéance, en jours"), Number(), usual=0,
            carries=(CATEGORY + "remind_before",),
        ),
        Field(
            "relance_apres_jours", gettext_lazy("relance après l’échéance, en jours"), Number(), usual=0,
            carries=(CATEGORY + "remind_after",),
        ),
        Field(
            "relance_chef_jours", gettext_lazy("relance du chef après l’échéance, en jours"), Number(), usual=0,
            carries=(CATEGORY + "remind_head_after",),
        ),
        Field(
            "relance_tous_les_jours", gettext_lazy("relances suivantes, tous les (jours)"), Number(), usual=0,
            carries=(CATEGORY + "remind_every",),
        ),
        Field(
            "limite_par_jour", gettext_lazy("demandes par personne et par jour"), Number(), usual=0,
            carries=(CATEGORY + "daily_limit",),
        ),
        Field(
            "questions", gettext_lazy("questions"), Questions(), carries=(CATEGORY + "form", "forms.FormVersion.definition")
        ),
    )  # fmt: skip
    identity = ("sous", "nom")

    def rows(self) -> list[Row]:
        names, units = category_names(), unit_names()
        below: dict[str, list[Row]] = {}
        for category in sorted(_live().select_related("form", "stages", "zoning"), key=in_order):
            sisters = below.setdefault(names.get(category.parent_id or 0, ""), [])
            sisters.append(_row(category, names, units, len(sisters) + 1))
        return list(self._under("", below))

    def _under(self, name: str, below: dict[str, list[Row]]) -> Iterator[Row]:
        """As on screen: each theme, then what is below it."""
        for row in below.get(name, ()):
            yield row
            yield from self._under(self.name(row), below)

    def name(self, row: Row) -> str:
        return join((*split(str(row.get("sous", ""))), str(row.get("nom", ""))))

    def said(self, row: Row) -> str:
        return STEP.join((*split(str(row["sous"])), str(row["nom"])))

    def likeness(self, row: Row) -> str:
        return str(row["nom"]).casefold()

    def bring(self, row: Row, *, was: str, by: Actor) -> None:
        category = category_called(was, or_none=True) or category_called(self.name(row), or_none=True)
        under = category_called(row["sous"])
        category = category or _brought_back(row, under, by)
        if category is None:
            category = create_category(str(row["nom"]), under=under, kind=Kind(str(row["genre"])), by=by)
        said = {column: row[key] for key, column in PLAIN.items()}
        stages = StageSet.objects.filter(name__in=split(str(row["etapes"]))).first() if row["etapes"] else None
        zoning = Zoning.objects.filter(name__in=split(str(row["decoupage"]))).first() if row["decoupage"] else None
        category = describe_category(
            category,
            said={
                **{column: value for column, value in said.items() if not isinstance(value, tuple)},
                "name": str(row["nom"]), "parent": under, "kind": Kind(str(row["genre"])), "stages": stages, "zoning": zoning,
                "publication": Publication(str(row["publication"])), "unit": unit_called(row["service"]),
            },
            by=by,
        )  # fmt: skip
        set_questions(category, questions=questions_of(row["questions"]), by=by)

    def order(self, beside: str, names: tuple[str, ...], *, by: Actor) -> None:
        found = [category_called(join((*split(beside), name)), or_none=True) for name in names]
        if known := [one for one in found if one is not None]:
            put_in_order(known, by=by)

    def drop(self, row: Row, *, by: Actor) -> None:
        category = category_called(self.name(row), or_none=True)
        if category is not None:
            retire_category(category, by=by)


def category_names() -> dict[int, str]:
    """What the file calls each category in use."""
    found = {pk: (name, parent) for pk, name, parent in _live().values_list("pk", "name", "parent_id")}

    def way(pk: int | None) -> tuple[str, ...]:
        return () if pk is None or pk not in found else (*way(found[pk][1]), found[pk][0])

    return {pk: join(way(pk)) for pk in found}


def category_called(name: Value, *, or_none: bool = False) -> Category | None:
    """The category in use that the file calls so; None for no name. As many queries as there are steps to it."""
    category: Category | None = None
    for number, step in enumerate(split(str(name))):
        if number and category is None:
            break
        category = _live().filter(parent=category, name=step).first()
    if name and category is None and not or_none:
        raise Refused(_("La catégorie « %s » n’existe pas ici.") % name)
    return category


def _live() -> QuerySet[Category]:
    return Category.objects.filter(ended_on__isnull=True)


def _brought_back(row: Row, under: Category | None, by: Actor) -> Category | None:
    """One that had been retired here keeps its name: it is this one again."""
    beside = Category.objects.filter(parent=under, ended_on__isnull=False)
    known = next((one for one in beside if one.name.casefold() == str(row["nom"]).casefold()), None)
    return bring_back(known, by=by) if known is not None else None


def _row(category: Category, names: dict[int, str], units: dict[int, str], rank: int) -> Row:
    row: dict[str, Value] = {key: getattr(category, column) for key, column in PLAIN.items()}
    row |= {"nom": category.name, "sous": names.get(category.parent_id or 0, ""), "rang": rank, "genre": category.kind}
    row |= {"publication": category.publication, "service": units.get(category.unit_id or 0, "")}
    row |= {"decoupage": join((category.zoning.name,)) if category.zoning else ""}
    row |= {"etapes": join((category.stages.name,)) if category.stages else ""}
    return {**row, "questions": text_of(category.form.questions) if category.form else ""}


PARTS = (CategoryPart(),)
