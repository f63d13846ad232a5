"""/agents/demarrage/categories: the units, themes and categories that a town of its size may begin with, ticked already."""

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.forms.boundfield import BoundField
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from parvis.backoffice.keeping import kept_for
from parvis.backoffice.organisation.saving import Saved, save
from parvis.backoffice.seats import at_desk
from parvis.backoffice.starting.commune import known_commune, people_of
from parvis.backoffice.starting.steps import after, has_categories, show_step
from parvis.cases.models import Category, Publication
from parvis.cases.operations.begin import begin
from parvis.cases.proposals import (
    METROPOLIS,
    Beginning,
    CategoryProposal,
    Size,
    proposed_themes,
    proposed_units,
    size_of,
    timing,
)
from parvis.cases.readings.begun import made_already
from parvis.directory.models import Agent
from parvis.directory.policy import can_arrange
from parvis.directory.queries import reception
from parvis.kernel.fronts import writes
from parvis.kernel.operations import require

SIZES = {
    Size.VILLAGE: gettext_lazy("moins de 2 000 habitants"),
    Size.BOURG: gettext_lazy("de 2 000 à 10 000 habitants"),
    Size.VILLE: gettext_lazy("plus de 10 000 habitants"),
}


@dataclass(frozen=True)
class Line:
    """A proposal in the page. `made`: how the town calls what it has made of it; "" when it has not."""

    name: BoundField
    tick: BoundField | None
    pictogram: str
    marks: list[str]
    made: str


class BeginningForm(forms.Form):
    """A box and a name for each proposal: `unit:…`, `theme:…` (a name only) and `category:…`; the box adds `:on`."""

    use_required_attribute = False


def beginning_form(
    size: Size, data: Mapping[str, object] | None = None, initial: dict[str, object] | None = None
) -> BeginningForm:
    form = BeginningForm(data, initial=initial)
    first, *others = proposed_units(size)
    _add(form, f"unit:{first.key}", first.name, is_ticked=None)
    for unit in others:
        _add(form, f"unit:{unit.key}", unit.name, is_ticked=True)
    for theme in proposed_themes(size):
        _add(form, f"theme:{theme.key}", theme.name, is_ticked=None)
        for category in theme.category:
            _add(form, f"category:{category.key}", category.name, is_ticked=True)
    return form


def _add(form: forms.Form, key: str, name: str, *, is_ticked: bool | None) -> None:
    form.fields[key] = forms.CharField(
        label=name, initial=name, required=is_ticked is None, max_length=120, widget=forms.TextInput(attrs={"class": "input"}),
        error_messages={"required": _("Donnez un nom, ou décochez.")},
    )  # fmt: skip
    if is_ticked is not None:
        form.fields[f"{key}:on"] = forms.BooleanField(label=name, initial=is_ticked, required=False)


@writes
@at_desk
def categories(request: HttpRequest, agent: Agent) -> HttpResponse:
    require(can_arrange(agent))
    found = known_commune()
    size = size_of(found.population if found else 0)
    asked = request.POST.get("taille") or request.GET.get("taille", "")
    size = Size(asked) if asked in list(Size) else size
    made = made_already()
    initial = {key: name for key, name in made.items() if name}
    form = beginning_form(size, request.POST or None, {**initial, **kept_for(request)})
    for key in made:  # what is there already is arranged in its own page, and typed in no box of this one
        form.fields.get(key, forms.Field()).required = False
    saved = Saved()
    if request.method == "POST":
        new: list[Category] = []
        saved = save(form, lambda: new.extend(begin(reception(), chosen=_chosen(size, form, made), by=agent)))
        if saved.is_done:
            _tell(request, new)
            return after("start-categories")
    context = _context(form, size, made, saved)
    context |= {
        "commune": found,
        "people": people_of(found) if found else "",
        "is_metropolis": found is not None and found.population >= METROPOLIS,
    }
    return show_step(
        request, agent, "backoffice/starting/categories.html", context, step="start-categories", status=saved.status
    )


def _tell(request: HttpRequest, new: list[Category]) -> None:
    if new:
        words = ngettext("%d catégorie est en place.", "%d catégories sont en place.", len(new)) % len(new)
        messages.success(request, words)


def _chosen(size: Size, form: BeginningForm, made: Mapping[str, str]) -> Beginning:
    """A box left ticked beside an empty name is refused beside it by the operation."""
    said = form.cleaned_data

    def of(kind: str) -> dict[str, str]:
        keys = [name for name in form.fields if name.startswith(f"{kind}:") and not name.endswith(":on")]
        return {name.partition(":")[2]: str(said[name]) for name in keys if said.get(f"{name}:on", True) and name not in made}

    return Beginning(size=size, units=of("unit"), themes=of("theme"), categories=of("category"))


def _context(form: BeginningForm, size: Size, made: Mapping[str, str], saved: Saved) -> dict[str, object]:
    def line(key: str, pictogram: str = "", marks: list[str] | None = None) -> Line:
        tick = form[f"{key}:on"] if f"{key}:on" in form.fields else None
        return Line(form[key], tick, pictogram, marks or [], made.get(key, ""))

    themes = [
        (line(f"theme:{theme.key}", theme.pictogram),
         [line(f"category:{one.key}", one.pictogram, _marks(one, size)) for one in theme.category])
        for theme in proposed_themes(size)
    ]  # fmt: skip
    return {
        "form": form,
        "units": [line(f"unit:{unit.key}") for unit in proposed_units(size)],
        "themes": themes,
        "size": size.value,
        "sizes": [(one.value, words) for one, words in SIZES.items()],
        "is_begun": has_categories(),
        "meanwhile": saved.meanwhile,
    }


def _marks(one: CategoryProposal, size: Size) -> list[str]:
    """What of it is not as usual, and by when it is to be dealt with."""
    days = timing(one, size).get("goal_days", 0)
    said = [
        (one.kind.value != "report", str(one.kind.label)),
        (one.is_danger, _("danger")),
        (one.publication == Publication.NEVER, _("jamais publique")),
        (not one.asks_place, _("sans lieu")),
        (one.is_anonymous, _("anonyme")),
        (bool(one.questions), _("une question en plus")),
        (days > 0, ngettext("délai de %d jour ouvré", "délai de %d jours ouvrés", days) % days),
        (bool(one.notice), one.notice),
    ]
    return [words for is_so, words in said if is_so]
