"""/agents/secteurs/contour: the outline of the town, from a file or by hand; what lies outside is refused."""

import json
from collections.abc import Sequence

import shapely
from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from shapely.geometry import mapping, shape

from parvis.backoffice.keeping import kept_for
from parvis.backoffice.organisation.district import MOST_BY_HAND
from parvis.backoffice.organisation.outline_map import OutlineMap, outline_map, show_outline
from parvis.backoffice.organisation.saving import Saved, save
from parvis.backoffice.organisation.sent_files import UNFIT, at_most
from parvis.backoffice.organisation.zoning_import import HEAVIEST
from parvis.backoffice.seats import at_desk
from parvis.directory.models import Agent
from parvis.directory.policy import can_arrange
from parvis.kernel.fronts import writes
from parvis.kernel.operations import Refused, Stale, require
from parvis.kernel.tenancy import current
from parvis.places.geojson import Faults, read_sheet
from parvis.places.location import Ground
from parvis.places.models import Territory
from parvis.places.operations.import_zoning import set_territory
from parvis.places.operations.territory import redraw_territory
from parvis.places.typed_outline import as_lines, corners_of, from_lines

# Who gives the outline of a commune, by its INSEE code; the administrator's own browser asks there.
SOURCE = "https://geo.api.gouv.fr/communes/%s?format=geojson&geometry=contour"


class TerritoryForm(forms.Form):
    """`version`: of the outline as the page showed it. The file is what counts when both are given."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    file = forms.FileField(
        label=gettext_lazy("Depuis un fichier GeoJSON"),
        help_text=gettext_lazy("15 Mo au plus. Plusieurs polygones sont réunis en un seul contour."),
        widget=forms.FileInput(attrs={"accept": ".geojson,.json,application/geo+json"}),
        validators=[at_most(HEAVIEST, gettext_lazy("Ce fichier dépasse 15 Mo : simplifiez ses contours."))],
        error_messages=UNFIT,
        required=False,
    )
    outline = forms.CharField(
        label=gettext_lazy("Ou à la main"),
        help_text=gettext_lazy(
            "Un sommet par ligne : longitude, latitude, en degrés. Une ligne vide commence un autre morceau ; la ligne "
            "« trou » dit que le morceau qui suit est un trou dans celui d’avant."
        ),
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false", "class": "corners"}),
        required=False,
    )
    use_required_attribute = False


@writes
@at_desk
def territory(request: HttpRequest, agent: Agent) -> HttpResponse:
    require(can_arrange(agent))
    form, saved = answer_to(request, agent)
    if request.method == "POST" and saved.is_done:
        messages.success(request, _("Le contour de la commune est enregistré."))
        return redirect("backoffice:zonings")
    return show_outline(request, agent, "backoffice/organisation/territory.html", context_of(form, saved), status=saved.status)


def answer_to(request: HttpRequest, agent: Agent) -> tuple[TerritoryForm, Saved]:
    """The form as it is to be shown, and what became of what it said."""
    found = Territory.objects.first()
    if request.method != "POST":
        known = {"version": found.version if found else None, "outline": _lines(found)}
        form = TerritoryForm(initial={**known, **kept_for(request)})
    else:
        form = TerritoryForm(request.POST, request.FILES)
    if _is_heavy(found):
        del form.fields["outline"]
    saved = Saved()
    if request.method == "POST":
        saved = save(form, lambda: _draw(form, found, agent))
    return form, saved


def context_of(form: TerritoryForm, saved: Saved) -> dict[str, object]:
    found = Territory.objects.first()
    shown: OutlineMap = outline_map(found.geometry if found else None, has_town=False)
    return {
        "form": form,
        "meanwhile": saved.meanwhile,
        "map": shown,
        "is_heavy": _is_heavy(found),
        "source": SOURCE % current().insee_code,
        "has_town": found is not None,
    }


def _draw(form: TerritoryForm, found: Territory | None, agent: Agent) -> None:
    geometry = _geometry(form.cleaned_data, found)
    version = form.cleaned_data["version"]
    if found is None:
        set_territory([geometry], by=agent)
        return
    if version is None:  # the page was made before anybody had given one
        raise Stale([])
    found.version = version
    redraw_territory(found, geometry=geometry, by=agent)


def _geometry(typed: dict[str, object], found: Territory | None) -> dict[str, object]:
    sent, text = typed.get("file"), str(typed.get("outline", "")).replace("\r", "").strip()
    if isinstance(sent, UploadedFile):
        return _of_file(sent)
    if found is not None and text in ("", _lines(found).strip()):
        kept: dict[str, object] = found.geometry
        return kept
    if not text:
        raise Refused(_("Choisissez un fichier, ou tracez le contour."), "file")
    try:
        return from_lines(text, Ground(None))
    except ValueError as error:
        raise Refused(str(error), "outline") from None


def _of_file(sent: "UploadedFile[bytes]") -> dict[str, object]:
    """Of all that it holds, one outline: lists, as the database gives them back."""
    try:
        features = read_sheet(sent.read(), Ground(None)).features
    except Refused as refused:
        raise Refused(refused.message, "file") from None
    except Faults as wrong:
        raise Refused(" ".join(_first(wrong.lines)), "file") from None
    union = shapely.union_all([shape(one.geometry) for one in features])
    plain: dict[str, object] = json.loads(json.dumps(mapping(union)))
    return plain


def _first(said: Sequence[str]) -> list[str]:
    return [f"{line}." for line in said[:3]]


def _lines(found: Territory | None) -> str:
    return as_lines(found.geometry) if found is not None and not _is_heavy(found) else ""


def _is_heavy(found: Territory | None) -> bool:
    return found is not None and corners_of(found.geometry) > MOST_BY_HAND
