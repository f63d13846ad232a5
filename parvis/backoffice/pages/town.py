"""/agents/commune: what the law wants known of the town, and the pages that say it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.backoffice.keeping import kept_for
from parvis.backoffice.meanwhile import Change
from parvis.backoffice.organisation.saving import save
from parvis.backoffice.organisation.sections import show_section
from parvis.backoffice.organisation.upon_reception import upon_reception
from parvis.backoffice.seats import at_desk
from parvis.directory import pages, policy
from parvis.directory.events import ParticularTold
from parvis.directory.models import Agent, PageSlug, TownPage
from parvis.directory.operations.particulars import tell_particulars
from parvis.directory.particulars import CONFORMITIES, PARTICULARS, Particular, missing
from parvis.directory.queries import reception
from parvis.kernel.fronts import writes
from parvis.kernel.models import Authority
from parvis.kernel.operations import require
from parvis.kernel.tenancy import current

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LONG = {"postal_address", "hosting"}


class ParticularsForm(forms.Form):
    """What is told of the town. `version`: of the reception, in whose history it is written."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    conformity = forms.ChoiceField(
        label=gettext_lazy("Conformité au RGAA, d’après le dernier audit"),
        choices=list(CONFORMITIES.items()),
        help_text=gettext_lazy("Sans audit de moins de trois ans, le site est non conforme. Toutes les pages le disent."),
    )
    use_required_attribute = False


def particulars_form(data: Mapping[str, object] | None = None, initial: dict[str, object] | None = None) -> ParticularsForm:
    """With a field for each of the particulars."""
    form = ParticularsForm(data, initial=initial)
    for one in PARTICULARS:
        widget = forms.Textarea(attrs={"rows": 2}) if one.field in LONG else forms.TextInput()
        form.fields[one.field] = forms.CharField(label=one.label, help_text=one.why, required=False, widget=widget)
    return form


@dataclass(frozen=True)
class Line:
    """A page in the list of them."""

    page: TownPage
    title: "StrOrPromise"
    missing: list[Particular]


@writes
@at_desk
def town(request: HttpRequest, agent: Agent) -> HttpResponse:
    require(policy.can_arrange(agent))
    authority = current()
    if request.method != "POST":
        known = {field: getattr(authority, field) for field in _fields()}
        initial = {**known, **kept_for(request), "version": reception().version}
        return _page(request, agent, particulars_form(initial=initial))
    form = particulars_form(request.POST)
    saved = save(form, lambda: _tell(form, agent))
    if not saved.is_done:
        return _page(request, agent, form, saved.meanwhile, status=saved.status)
    messages.success(request, _("C’est enregistré : les pages et les formulaires le disent déjà."))
    return redirect("backoffice:town")


def _fields() -> list[str]:
    return ["conformity", *(one.field for one in PARTICULARS)]


def _tell(form: ParticularsForm, agent: Agent) -> None:
    told = {field: form.cleaned_data[field] for field in _fields()}
    version = form.cleaned_data["version"] or 0
    upon_reception(version, (ParticularTold,), lambda first: tell_particulars(first, told=told, by=agent))


def _page(
    request: HttpRequest, agent: Agent, form: ParticularsForm, meanwhile: list[Change] | None = None, status: int = 200
) -> HttpResponse:
    authority = Authority.objects.get(pk=current().pk)
    written = {page.slug: page for page in TownPage.objects.all()}
    lines = []
    for slug, title in pages.TITLES.items():
        page = written.get(slug) or pages.page_of(slug)
        lines.append(Line(page, title, pages.shown(page).missing))
    context: dict[str, object] = {
        "form": form,
        "lines": lines,
        "missing": missing(authority),
        # An audit was declared, and the page still says that there was none.
        "is_unsaid": authority.conformity != "none" and not lines[_place(PageSlug.ACCESSIBILITY)].page.text,
        "meanwhile": meanwhile,
    }
    return show_section(request, agent, "backoffice/town.html", context, section="town", status=status)


def _place(slug: PageSlug) -> int:
    return list(pages.TITLES).index(slug)
