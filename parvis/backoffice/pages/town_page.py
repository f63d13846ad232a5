"""/agents/commune/pages/…: write one of the town's own pages, and look at it as the public will."""

from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.backoffice.keeping import kept_for
from parvis.backoffice.meanwhile import Change, changes
from parvis.backoffice.organisation.sections import show_section
from parvis.backoffice.seats import at_desk
from parvis.directory import pages, policy
from parvis.directory.models import Agent, PageSlug, TownPage
from parvis.directory.operations.pages import write_page
from parvis.directory.particulars import PARTICULARS
from parvis.kernel.fronts import writes
from parvis.kernel.operations import Refused, Stale, require


class PageForm(forms.Form):
    """The text, and the version of the page that it was made from."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(
        label=gettext_lazy("Le texte"),
        help_text=gettext_lazy("Une ligne vide sépare deux paragraphes. Videz tout pour revenir au texte d’origine."),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 26, "spellcheck": "true"}),
    )
    use_required_attribute = False


@writes
@at_desk
def town_page(request: HttpRequest, agent: Agent, slug: str) -> HttpResponse:
    require(policy.can_arrange(agent))
    if slug not in PageSlug.values:
        raise Http404
    page = pages.page_of(slug)
    if request.method != "POST":
        initial = {"text": pages.text_of(page), **kept_for(request), "version": page.version}
        return _write(request, agent, page, PageForm(initial=initial))
    form = PageForm(request.POST)
    form.is_valid()
    if "apercu" in request.POST:
        return _write(request, agent, page, form)
    fresh, page.version = page.version, form.cleaned_data.get("version") or 0
    try:
        write_page(page, text=form.cleaned_data["text"], by=agent)
    except Refused as refused:
        form.add_error("text", refused.message)
        return _write(request, agent, page, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    except Stale as stale:
        renewed = PageForm({"text": form.cleaned_data["text"], "version": fresh})
        return _write(request, agent, page, renewed, changes(stale.since)[-1:], status=HTTPStatus.CONFLICT)
    messages.success(request, _("La page est publiée."))
    return redirect("backoffice:town")


def _write(
    request: HttpRequest, agent: Agent, page: TownPage, form: PageForm, meanwhile: list[Change] | None = None, status: int = 200
) -> HttpResponse:
    text = str(form["text"].value() or "")
    seen = pages.shown(page, text if text.strip() else pages.first_text(page.slug))
    context: dict[str, object] = {
        "page": page,
        "title": pages.TITLES[PageSlug(page.slug)],
        "form": form,
        "seen": seen,
        "particulars": PARTICULARS,
        "meanwhile": meanwhile,
    }
    return show_section(request, agent, "backoffice/town_page.html", context, section="town", status=status)
