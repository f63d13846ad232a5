"""/agents/affiches: posters and labels whose code opens a report with its category and its place filled in."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.backoffice.keeping import kept_for
from parvis.backoffice.seats import at_desk, show
from parvis.cases.admission import wrong_with_address
from parvis.cases.models import Category
from parvis.cases.readings.catalogue import Catalogue, Group
from parvis.cases.readings.links import LONGEST_PLACE, Begun, address_of, read_begun
from parvis.directory.models import Agent
from parvis.kernel.fronts import writes
from parvis.kernel.typed import whole_number

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MOST = 240
A_SHEET = 24
SHAPES: list[tuple[str, "StrOrPromise"]] = [
    ("poster", gettext_lazy("Une affiche A4 par lieu")),
    ("labels", gettext_lazy("Des étiquettes de 70 × 37 mm, 24 par feuille")),
]


@dataclass(frozen=True)
class Poster:
    place: str
    address: str


class PostersForm(forms.Form):
    category = forms.ChoiceField(
        label=gettext_lazy("Ce qu’on y signale"),
        help_text=gettext_lazy("Sans catégorie, la personne choisit elle-même."),
        required=False,
    )
    places = forms.CharField(
        label=gettext_lazy("Les lieux, un par ligne"),
        help_text=gettext_lazy(
            "Une adresse ou un nom : « Abribus Mairie », « Candélabre 118, rue Basse ». La position peut suivre, "
            "après un point-virgule : « Abribus Mairie ; 47,0837 ; 2,3958 »."
        ),
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": gettext_lazy("Écrivez au moins un lieu.")},
    )
    shape = forms.ChoiceField(label=gettext_lazy("Ce qu’on imprime"), choices=SHAPES, widget=forms.RadioSelect)
    use_required_attribute = False

    def clean_places(self) -> list[Begun]:
        lines = [line.strip() for line in str(self.cleaned_data["places"]).splitlines() if line.strip()]
        if len(lines) > MOST:
            raise forms.ValidationError(_("%(most)d lieux au plus à la fois.") % {"most": MOST})
        return [_read(line) for line in lines]


def _read(line: str) -> Begun:
    """The place, or why its line cannot be printed: a poster stays on its wall for years."""
    words, *rest = [part.strip() for part in line.split(";")]
    wrong = ""
    if not words or len(words) > LONGEST_PLACE:
        wrong = _("un lieu a de 1 à %(size)d caractères.") % {"size": LONGEST_PLACE}
    elif wrong_with_address(words):
        wrong = _("écrivez un lieu, sans nom de personne ni coordonnées.")
    lat, lon = [part.replace(",", ".") for part in rest] if len(rest) == 2 else ("", "")
    begun = read_begun(words, lat, lon)
    if not wrong and rest and begun.point is None:
        wrong = _("cette position est illisible, ou hors de la commune.")
    if wrong:
        raise forms.ValidationError(f"« {line[:60]} » : {wrong}")
    return begun


@writes
@at_desk
def posters(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Sent as a form because a list of lamps is longer than an address may be; nothing is kept."""
    catalogue = Catalogue()
    is_sent = request.method == "POST" and "corriger" not in request.POST
    typed = request.POST.dict() if request.method == "POST" else kept_for(request)
    form = PostersForm(request.POST) if is_sent else PostersForm(initial={"shape": "poster", **typed})
    field = form.fields["category"]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [("", _("Aucune en particulier")), *(_choices(group) for group in catalogue.to_choose)]
    if is_sent and form.is_valid():
        return _print(request, form, catalogue)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_sent else HTTPStatus.OK
    return show(request, agent, "backoffice/posters.html", {"here": "posters", "form": form}, status=status)


def _choices(group: Group) -> tuple[str, list[tuple[str, str]]]:
    return str(group.theme or _("Autres demandes")), [(str(one.pk), one.name) for one in group.categories]


def _print(request: HttpRequest, form: PostersForm, catalogue: Catalogue) -> HttpResponse:
    chosen = whole_number(form.cleaned_data["category"])
    category: Category | None = catalogue.choice(chosen) if chosen is not None else None
    made = [Poster(begun.place, address_of(category, begun)) for begun in form.cleaned_data["places"]]
    context = {
        "category": category,
        "posters": made,
        "sheets": [made[start : start + A_SHEET] for start in range(0, len(made), A_SHEET)],
        "shape": form.cleaned_data["shape"],
        "typed": {name: request.POST.get(name, "") for name in ("category", "places", "shape")},
    }
    return render(request, "backoffice/posters_print.html", context)
