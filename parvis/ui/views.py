"""The town's colour as a style sheet, its mark, and the gallery of components."""

from http import HTTPStatus
from pathlib import Path

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from parvis.kernel import clock
from parvis.kernel.fronts import public, reads
from parvis.kernel.tenancy import current
from parvis.ui import colour
from parvis.ui.mark import ICON_SIZES, drawn_icon, drawn_mark
from parvis.ui.samples import SAMPLES

KINDS = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".webp": "image/webp"}


@public
@reads
def town_sheet(request: HttpRequest, digits: str) -> HttpResponse:
    """A sheet a colour: the name says the content, so browsers keep it for ever."""
    answer = HttpResponse(colour.sheet(f"#{digits}"), content_type="text/css; charset=utf-8")
    answer["Cache-Control"] = "public, max-age=31536000, immutable"
    return answer


@public
@reads
def mark(request: HttpRequest) -> HttpResponse:
    """The town's logo, or a mark drawn from its name and colour."""
    town = current()
    path = Path(settings.PARVIS_DATA) / "files" / town.logo if town.logo else None
    if path is not None and path.suffix in KINDS and path.is_file():
        answer = HttpResponse(path.read_bytes(), content_type=KINDS[path.suffix])
    else:
        answer = HttpResponse(drawn_mark(town.name, town.colour), content_type=KINDS[".svg"])
    # An image is drawn, never run: an SVG opened by itself could otherwise hold a script.
    answer["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    answer["Cache-Control"] = "public, max-age=3600"
    return answer


@public
@reads
def icon(request: HttpRequest, size: int) -> HttpResponse:
    """What stands for the town on the screen of a phone."""
    if size not in ICON_SIZES:
        raise Http404
    town = current()
    answer = HttpResponse(drawn_icon(town.name, town.colour, size), content_type="image/png")
    answer["Cache-Control"] = "public, max-age=3600"
    return answer


class SpecimenForm(forms.Form):
    """One field of each sort, some of them wrong."""

    words = forms.CharField(label=_("Que se passe-t-il ?"), help_text=_("Quelques mots suffisent."), widget=forms.Textarea)
    address = forms.CharField(label=_("Où est-ce ?"), help_text=_("Par exemple : 12, rue Basse."))
    email = forms.EmailField(label=_("Adresse e-mail"), required=False)
    where = forms.ChoiceField(
        label=_("Quel endroit ?"),
        widget=forms.RadioSelect,
        choices=[("street", _("La rue")), ("park", _("Un parc ou un jardin")), ("school", _("Une école"))],
    )
    told = forms.BooleanField(label=_("Prévenez-moi quand c’est réparé."), required=False)


@public
@reads
def gallery(request: HttpRequest) -> HttpResponse:
    """The portal's components; with `?bureau`, those of the back office under its own style."""
    if "bureau" in request.GET:
        return render(request, "ui/gallery/desk.html", {"samples": SAMPLES})
    states = ["new", "open", "waiting", "done", "ended"]
    pictograms = ["lightbulb", "construction", "trash", "trees", "armchair", "droplets", "spray-can", "megaphone"]
    wrong = SpecimenForm({"words": "", "address": "Anticonstitutionnellement", "email": "odile.garnier@", "where": ""})
    context = {"states": states, "pictograms": pictograms, "form": wrong, "now": clock.now(), "samples": SAMPLES}
    return render(request, "ui/gallery.html", context)


@public
@csrf_exempt
def closed(request: HttpRequest) -> HttpResponse:
    """Where every address of a closed town leads, forms included. 410: robots are to forget its pages."""
    return render(request, "ui/closed.html", status=HTTPStatus.GONE)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What is not visible is not found: the page says so without saying which."""
    return render(request, "ui/errors/404.html", status=HTTPStatus.NOT_FOUND)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "ui/errors/403.html", status=HTTPStatus.FORBIDDEN)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "ui/errors/400.html", status=HTTPStatus.BAD_REQUEST)


def broken(request: HttpRequest) -> HttpResponse:
    """Nothing may be asked of the database here: it may be what is broken."""
    page = (Path(__file__).parent / "templates" / "ui" / "errors" / "500.html").read_text()
    return HttpResponse(page, status=HTTPStatus.INTERNAL_SERVER_ERROR)
