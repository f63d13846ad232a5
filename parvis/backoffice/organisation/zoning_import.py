"""/agents/secteurs/import: a file of districts is read, tried, then imported; nothing is changed before."""

from http import HTTPStatus
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.backoffice.keeping import kept_for
from parvis.backoffice.organisation.saving import save
from parvis.backoffice.organisation.sections import show_section
from parvis.backoffice.organisation.sent_files import UNFIT, at_most
from parvis.backoffice.organisation.zoning_drawing import draw
from parvis.backoffice.organisation.zonings import as_read, found_zoning
from parvis.backoffice.seats import at_desk
from parvis.cases.models import CategoryOwner, RoutingRule
from parvis.directory.models import Agent
from parvis.directory.policy import can_arrange
from parvis.kernel.fronts import writes
from parvis.kernel.operations import Refused, Stale, require
from parvis.kernel.typed import whole_number
from parvis.places.geojson import Faults, lines, read_sheet
from parvis.places.location import ground
from parvis.places.models import Zoning, ZoningFile
from parvis.places.naming import keys_of, likely, outlines_of
from parvis.places.operations.files import features_of, forget_file, keep_file
from parvis.places.operations.import_zoning import import_zoning, redraw, set_territory
from parvis.places.outlines import Outline, compare

HEAVIEST = 15_000_000


class FileForm(forms.Form):
    """`name`: of a new zoning only."""

    name = forms.CharField(
        label=gettext_lazy("Nom du découpage"),
        help_text=gettext_lazy("Quartiers, Secteurs de voirie, Tournées de propreté…"),
        max_length=120,
        error_messages={"required": gettext_lazy("Donnez un nom au découpage.")},
    )
    file = forms.FileField(
        label=gettext_lazy("Fichier GeoJSON"),
        help_text=gettext_lazy("15 Mo au plus. En WGS 84, en Lambert-93, en CC42 à CC50, ou dans le système légal outre-mer."),
        widget=forms.FileInput(attrs={"accept": ".geojson,.json,application/geo+json"}),
        validators=[at_most(HEAVIEST, gettext_lazy("Ce fichier dépasse 15 Mo : simplifiez ses contours."))],
        error_messages=UNFIT,
    )
    use_required_attribute = False


@writes
@at_desk
def import_file(request: HttpRequest, agent: Agent, zoning_id: int | None = None) -> HttpResponse:
    """Read it; what it would do is told on the next page."""
    into = found_zoning(zoning_id, agent) if zoning_id is not None else None
    require(can_arrange(agent))
    is_sent = request.method == "POST"
    form = FileForm(request.POST, request.FILES) if is_sent else FileForm(initial=kept_for(request))
    if into is not None:
        del form.fields["name"]
    faults: list[str] = []
    status = HTTPStatus.OK
    if is_sent:
        kept: list[ZoningFile] = []
        try:
            saved = save(form, lambda: kept.append(_keep(form.cleaned_data, into, agent)))
            status = HTTPStatus(saved.status)
        except Faults as wrong:
            faults, status = list(lines(wrong.lines)), HTTPStatus.UNPROCESSABLE_ENTITY
        if kept:
            return redirect("backoffice:try-zoning", kept[0].uid)
    context: dict[str, object] = {"form": form, "zoning": into, "faults": faults}
    return show_section(request, agent, "backoffice/organisation/import_zoning.html", context, section="zonings", status=status)


def _keep(typed: dict[str, object], into: Zoning | None, agent: Agent) -> ZoningFile:
    sent = typed["file"]
    assert isinstance(sent, UploadedFile)
    name = str(typed.get("name", "")).strip()
    if into is None and Zoning.objects.filter(name=name).exists():
        raise Refused(_("Un découpage s’appelle déjà « %s » : ouvrez-le pour le mettre à jour.") % name, "name")
    try:
        sheet = read_sheet(sent.read(), ground())
    except Refused as refused:
        raise Refused(refused.message, "file") from None
    return keep_file(sheet, zoning=into, name=name, by=agent)


@writes
@at_desk
def try_file(request: HttpRequest, agent: Agent, file: UUID) -> HttpResponse:
    """What the import would do, by the properties chosen; then it is done."""
    kept = ZoningFile.objects.filter(uid=file).select_related("zoning").first()
    if kept is None:
        raise Http404
    require(can_arrange(agent))
    features = features_of(kept)
    typed = request.POST if request.method == "POST" else request.GET
    keys = [key for key, _said in keys_of(features)]
    name, code = likely(features)
    name = typed.get("nom", name) if typed.get("nom", name) in keys else name
    code = typed["code"] if typed.get("code") in (*keys, "") else code
    try:
        outlines, faults = outlines_of(features, name=name, code=code), []
    except Faults as wrong:
        outlines, faults = [], list(lines(wrong.lines))
    is_stale = False
    if request.method == "POST" and outlines:
        try:
            return redirect("backoffice:zoning", _import(request, kept, outlines, agent).pk)
        except Stale:
            is_stale = True
    context = {**_trial(kept, outlines), "keys": keys_of(features), "name": name, "code": code, "is_stale": is_stale}
    return _answer(request, agent, {**context, "kept": kept, "faults": faults, "features": features})


def _answer(request: HttpRequest, agent: Agent, context: dict[str, object]) -> HttpResponse:
    status = HTTPStatus.CONFLICT if context["is_stale"] else HTTPStatus.UNPROCESSABLE_ENTITY if context["faults"] else 200
    return show_section(request, agent, "backoffice/organisation/try_zoning.html", context, section="zonings", status=status)


def _import(request: HttpRequest, kept: ZoningFile, outlines: list[Outline], agent: Agent) -> Zoning:
    if kept.zoning is not None:
        zoning, fact = redraw(as_read(kept.zoning, whole_number(request.POST.get("version", ""))), outlines=outlines, by=agent)
    else:
        zoning, fact = import_zoning(kept.name, outlines=outlines, by=agent)
    if request.POST.get("contour") and ground().outline is None:
        set_territory([outline.geometry for outline in outlines], by=agent)
    forget_file(kept, by=agent)
    done = {"added": len(fact.added), "changed": len(fact.changed), "ended": len(fact.ended)}
    messages.success(
        request, _("C’est importé. Secteurs nouveaux : %(added)d ; modifiés : %(changed)d ; terminés : %(ended)d.") % done
    )
    return zoning


def _trial(kept: ZoningFile, outlines: list[Outline]) -> dict[str, object]:
    if not outlines:
        return {}
    found = compare(kept.zoning, outlines)
    gone = Q(district__in=found.gone)
    return {
        "found": found,
        "drawing": draw(outlines, ground()),
        "has_town": ground().outline is not None,
        "orphans": RoutingRule.objects.filter(gone).count() + CategoryOwner.objects.filter(gone).count() if found.gone else 0,
    }
