"""The town itself: what the law wants known, its hours, its looks, the ground of its maps, and its own pages."""

import base64
import binascii
import hashlib

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.directory import pages
from parvis.directory.logo import Logo, read_logo
from parvis.directory.models import PageSlug, TownPage
from parvis.directory.operations.base_map import choose_base_map
from parvis.directory.operations.looks import give_looks, logo_of
from parvis.directory.operations.opening import set_opening
from parvis.directory.operations.pages import write_page
from parvis.directory.operations.particulars import tell_particulars
from parvis.directory.particulars import PARTICULARS
from parvis.directory.policy import can_arrange
from parvis.directory.queries import reception
from parvis.kernel.actors import Actor
from parvis.kernel.carrying import Field, OneOf, Part, Row, Text, Unfit, Value
from parvis.kernel.models import Authority
from parvis.kernel.operations import Refused, require
from parvis.kernel.tenancy import current_id

PARTICULAR_KEYS = {
    "postal_address": "adresse",
    "phone": "telephone",
    "publication_director": "directeur_de_publication",
    "hosting": "hebergeur",
    "dpo_email": "delegue_aux_donnees",
    "accessibility_plan": "schema_accessibilite",
}
CONFORMITY = {"none": "non conforme", "partial": "partiellement conforme", "full": "totalement conforme"}
A, AUTHORITY = gettext_lazy, "kernel.Authority."


class Image:
    """A logo: its suffix and its bytes in base 64, "png;iVBORw0…"."""

    def write(self, value: Value) -> object:
        return value

    def read(self, written: object) -> Value:
        text = "".join(written.split()) if isinstance(written, str) else ""
        if not text:
            return ""
        try:
            logo = read_logo(base64.b64decode(text.partition(";")[2], validate=True))
        except (Refused, binascii.Error) as wrong:
            raise Unfit(str(wrong) if isinstance(wrong, Refused) else _("ce logo ne peut pas être lu")) from None
        return image(logo)

    def said(self, before: Value | None, after: Value) -> str:
        if not after:
            return _("retiré")
        digest = hashlib.sha256(str(after).encode()).hexdigest()[:8]
        return _("un logo") if not before else _("un autre logo (empreinte %s)") % digest


def image(logo: Logo | None) -> str:
    return f"{logo.suffix};{base64.b64encode(logo.content).decode()}" if logo else ""


def logo_from(value: Value) -> Logo | None:
    suffix, _mark, content = str(value).partition(";")
    return Logo(base64.b64decode(content), suffix) if content else None


class TownPart(Part):
    key = "commune"
    title = gettext_lazy("La commune")
    fields = (
        *(Field(PARTICULAR_KEYS[one.field], one.label, Text(), carries=(AUTHORITY + one.field,)) for one in PARTICULARS),
        Field(
            "conformite_rgaa", gettext_lazy("conformité au RGAA"), OneOf(CONFORMITY), "none",
            (AUTHORITY + "conformity",),
        ),
        Field("horaires", gettext_lazy("horaires"), Text(), carries=(AUTHORITY + "opening",)),
        Field("astreinte", gettext_lazy("numéro d’astreinte"), Text(), carries=(AUTHORITY + "on_call_phone",)),
        Field("couleur", gettext_lazy("couleur"), Text(), "#00636d", (AUTHORITY + "colour",)),
        Field("logo", gettext_lazy("logo"), Image(), carries=(AUTHORITY + "logo",)),
        Field("fond_de_plan", gettext_lazy("fond de plan"), Text(), carries=(AUTHORITY + "map_style",)),
        Field("mention_du_plan", gettext_lazy("mention du fond de plan"), Text(), carries=(AUTHORITY + "map_attribution",)),
    )  # fmt: skip

    def rows(self) -> list[Row]:
        town = _town()
        row: dict[str, Value] = {key: getattr(town, field) for field, key in PARTICULAR_KEYS.items()}
        row |= {"conformite_rgaa": town.conformity, "horaires": town.opening, "astreinte": town.on_call_phone}
        row |= {"couleur": town.colour, "logo": image(logo_of(town))}
        row |= {"fond_de_plan": town.map_style, "mention_du_plan": town.map_attribution}
        return [row]

    def bring(self, row: Row, *, was: str, by: Actor) -> None:
        require(can_arrange(by))
        told = {field: str(row[key]) for field, key in PARTICULAR_KEYS.items()}
        tell_particulars(reception(), told={**told, "conformity": str(row["conformite_rgaa"])}, by=by)
        set_opening(reception(), hours=str(row["horaires"]), on_call_phone=str(row["astreinte"]), by=by)
        give_looks(reception(), colour=str(row["couleur"]), logo=logo_from(row["logo"]), by=by)
        choose_base_map(_town(), style=str(row["fond_de_plan"]), attribution=str(row["mention_du_plan"]), by=by)


class PagePart(Part):
    """Only the pages that the town has written itself."""

    key = "pages"
    title = gettext_lazy("Pages du site")
    fields = (
        Field(
            "page", gettext_lazy("page"), OneOf({slug: slug for slug in PageSlug.values}), PageSlug.LEGAL.value,
            ("directory.TownPage.slug",),
        ),
        Field("texte", gettext_lazy("texte"), Text(is_long=True), carries=("directory.TownPage.text",)),
    )  # fmt: skip
    identity = ("page",)

    def rows(self) -> list[Row]:
        written = TownPage.objects.exclude(text="").order_by("slug")
        return [{"page": page.slug, "texte": page.text} for page in written]

    def said(self, row: Row) -> str:
        return str(pages.TITLES[PageSlug(str(row["page"]))])

    def bring(self, row: Row, *, was: str, by: Actor) -> None:
        write_page(pages.page_of(str(row["page"])), text=str(row["texte"]), by=by)

    def drop(self, row: Row, *, by: Actor) -> None:
        write_page(pages.page_of(str(row["page"])), text="", by=by)


def _town() -> Authority:
    return Authority.objects.get(pk=current_id())


PARTS = (TownPart(), PagePart())
