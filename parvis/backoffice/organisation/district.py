"""/agents/secteurs/…/…: one district by hand: its name, its code, and its outline as lines of longitude and latitude."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.backoffice.keeping import kept_for
from parvis.backoffice.organisation.outline_map import map_of_district, show_outline
from parvis.backoffice.organisation.saving import Saved, save
from parvis.backoffice.organisation.sections import show_section
from parvis.backoffice.organisation.zoning_drawing import drawing_of
from parvis.backoffice.organisation.zonings import as_read, found_zoning
from parvis.backoffice.seats import at_desk
from parvis.cases.models import CategoryOwner, RoutingRule
from parvis.directory.models import Agent
from parvis.kernel.fronts import writes
from parvis.kernel.operations import Refused
from parvis.places.location import ground
from parvis.places.models import District, Zoning
from parvis.places.operations.districts import change_district, draw_district, end_district
from parvis.places.outlines import Outline
from parvis.places.typed_outline import as_lines, corners_of, from_lines

# A box of more lines than that is nobody's work: such an outline comes from a file.
MOST_BY_HAND = 3_000


class DistrictForm(forms.Form):
    """`version`: of the zoning as the page showed it."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(
        label=gettext_lazy("Nom"), max_length=120, error_messages={"required": gettext_lazy("Donnez le nom du secteur.")}
    )
    code = forms.CharField(
        label=gettext_lazy("Code"),
        help_text=gettext_lazy("Il reste le même d’un fichier au suivant : c’est par lui que le secteur est reconnu."),
        max_length=60,
        error_messages={"required": gettext_lazy("Donnez le code du secteur.")},
    )
    outline = forms.CharField(
        label=gettext_lazy("Contour"),
        help_text=gettext_lazy(
            "Un sommet par ligne : longitude, latitude, en degrés. Une ligne vide commence un autre morceau ; la ligne "
            "« trou » dit que le morceau qui suit est un trou dans celui d’avant."
        ),
        widget=forms.Textarea(attrs={"rows": 16, "spellcheck": "false", "class": "corners"}),
        error_messages={"required": gettext_lazy("Donnez le contour du secteur.")},
    )
    use_required_attribute = False


@writes
@at_desk
def new_district(request: HttpRequest, agent: Agent, zoning_id: int) -> HttpResponse:
    zoning = found_zoning(zoning_id, agent)
    return _form_page(request, agent, zoning, None, lambda outline, at: draw_district(at, outline=outline, by=agent))


@writes
@at_desk
def district(request: HttpRequest, agent: Agent, zoning_id: int, district_id: int) -> HttpResponse:
    zoning = found_zoning(zoning_id, agent)
    found = found_district(zoning, district_id)
    return _form_page(
        request, agent, zoning, found, lambda outline, at: change_district(at, district=found, outline=outline, by=agent)
    )


def found_district(zoning: Zoning, pk: int) -> District:
    found = District.objects.filter(pk=pk, zoning=zoning, ended_on__isnull=True).first()
    if found is None:
        raise Http404
    return found


def _form_page(
    request: HttpRequest, agent: Agent, zoning: Zoning, found: District | None, act: Callable[[Outline, Zoning], District]
) -> HttpResponse:
    saved = Saved()
    form = DistrictForm(initial={**_known(found), "version": zoning.version, **kept_for(request)})
    if request.method == "POST":
        form = DistrictForm(request.POST)
        if _is_heavy(found):
            del form.fields["outline"]
        saved = save(form, lambda: act(_outline(form.cleaned_data, found), as_read(zoning, form.cleaned_data["version"])))
        if saved.is_done:
            messages.success(request, _("C’est enregistré."))
            return redirect("backoffice:zoning", zoning.pk)
    if _is_heavy(found):
        form.fields.pop("outline", None)
    context: dict[str, object] = {
        "zoning": zoning,
        "district": found,
        "form": form,
        "meanwhile": saved.meanwhile,
        "is_heavy": _is_heavy(found),
        "drawing": drawing_of(zoning),
        "map": map_of_district(zoning, found),
    }
    return show_outline(request, agent, "backoffice/organisation/district.html", context, status=saved.status)


def _known(found: District | None) -> dict[str, object]:
    return {"name": found.name, "code": found.code, "outline": as_lines(found.geometry)} if found else {}


def _is_heavy(found: District | None) -> bool:
    return found is not None and corners_of(found.geometry) > MOST_BY_HAND


def _outline(typed: dict[str, object], found: District | None) -> Outline:
    """Lines that say what the district is already leave its outline as it is, to the last decimal."""
    text = str(typed.get("outline", "")).replace("\r", "").strip()
    if found is not None and text in ("", as_lines(found.geometry).strip()):
        geometry = found.geometry
    else:
        try:
            geometry = from_lines(text, ground())
        except ValueError as error:
            raise Refused(str(error), "outline") from None
    return Outline(str(typed["code"]).strip(), str(typed["name"]).strip(), geometry)


@writes
@at_desk
def district_end(request: HttpRequest, agent: Agent, zoning_id: int, district_id: int) -> HttpResponse:
    """Say what goes by it, then end it."""
    zoning = found_zoning(zoning_id, agent)
    found = found_district(zoning, district_id)
    if request.method == "POST":
        end_district(zoning, district=found, by=agent)
        messages.success(request, _("Le secteur « %s » est terminé.") % found.name)
        return redirect("backoffice:zoning", zoning_id)
    rules = RoutingRule.objects.filter(district=found).count() + CategoryOwner.objects.filter(district=found).count()
    context: dict[str, object] = {"zoning": zoning, "district": found, "rules": rules}
    return show_section(request, agent, "backoffice/organisation/end_district.html", context, section="zonings")
