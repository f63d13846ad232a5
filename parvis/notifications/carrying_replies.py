"""What the file of a configuration says of the words that agents take up when they write to a requester."""

from django.utils.translation import gettext_lazy

from parvis.cases.carrying.categories import category_called, category_names
from parvis.directory.carrying.units import unit_called, unit_names
from parvis.directory.models import Unit
from parvis.kernel.actors import Actor
from parvis.kernel.carrying import NAME, STEP, Field, OneOf, Part, Row, Text, join, split
from parvis.notifications.models import ReplyTemplate
from parvis.notifications.operations.reply_templates import (
    Wording,
    create_reply_template,
    end_reply_template,
    write_reply_template,
)

REPLY = "notifications.ReplyTemplate."
USES = {
    "": "",
    "reply": "répondre",
    "ask": "demander une précision",
    "resolve": "terminer",
    "drop": "classer sans suite",
}


class ReplyPart(Part):
    """Of a unit and those below it; without one, of the whole town."""

    key = "reponses_types"
    title = gettext_lazy("Réponses types")
    fields = (
        Field("service", gettext_lazy("service"), Text(), carries=(REPLY + "unit",), refers="services"),
        Field("nom", NAME, Text(), carries=(REPLY + "name",)),
        Field("usage", gettext_lazy("usage"), OneOf(USES), "", (REPLY + "use",)),
        Field("categorie", gettext_lazy("catégorie"), Text(), carries=(REPLY + "category",), refers="categories"),
        Field("texte", gettext_lazy("texte"), Text(is_long=True), carries=(REPLY + "body",)),
    )
    identity = ("service", "nom")
    optional = ("service",)

    def rows(self) -> list[Row]:
        units, categories = unit_names(), category_names()
        rows: list[Row] = [
            {
                "service": units.get(one.unit_id or 0, ""), "nom": one.name, "usage": one.use, "texte": one.body,
                "categorie": categories.get(one.category_id or 0, ""),
            }
            for one in ReplyTemplate.objects.filter(ended_on__isnull=True)
            # Without what has ended, it would be offered on more than it was.
            if (not one.unit_id or one.unit_id in units) and (not one.category_id or one.category_id in categories)
        ]  # fmt: skip
        return sorted(rows, key=lambda row: (str(row["service"]), str(row["nom"])))

    def name(self, row: Row) -> str:
        return join((*split(str(row["service"])), str(row["nom"])))

    def said(self, row: Row) -> str:
        return STEP.join((*split(str(row["service"])), str(row["nom"])))

    def bring(self, row: Row, *, was: str, by: Actor) -> None:
        unit = unit_called(row["service"])
        wording = Wording(
            name=str(row["nom"]), body=str(row["texte"]), use=str(row["usage"]), unit=unit,
            category=category_called(row["categorie"]),
        )  # fmt: skip
        known = _known(row, unit)
        if known is None:
            create_reply_template(wording, by=by)
        else:
            write_reply_template(known, wording=wording, by=by)

    def drop(self, row: Row, *, by: Actor) -> None:
        known = _known(row, unit_called(row["service"]))
        if known is not None:
            end_reply_template(known, by=by)


def _known(row: Row, unit: Unit | None) -> ReplyTemplate | None:
    return ReplyTemplate.objects.filter(ended_on__isnull=True, unit=unit, name=str(row["nom"])).first()


PARTS = (ReplyPart(),)
