"""/agents/services/liste: many units at once, from a spreadsheet, tried before they are made."""

from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from parvis.backoffice.keeping import kept_for
from parvis.backoffice.organisation.sections import show_section
from parvis.backoffice.seats import at_desk
from parvis.directory.models import Agent
from parvis.directory.operations.import_units import Imported, import_units
from parvis.directory.policy import can_arrange
from parvis.directory.unit_list import Unreadable, decode, read
from parvis.kernel.fronts import writes
from parvis.kernel.operations import require
from parvis.notifications.inviting import invite

LONGEST = 400_000
SHOWN = 30


class ListForm(forms.Form):
    """A file, or the same lines pasted: what was read of a file comes back in the box."""

    text = forms.CharField(
        label=gettext_lazy("Le tableau"),
        help_text=gettext_lazy(
            "Copiez-le du tableur. Une ligne de titres : service ; sous ; e-mail ; téléphone ; horaires ; clôture réservée ; "
            "prénom du chef ; nom du chef ; e-mail du chef. Seul « service » est obligatoire."
        ),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false"}),
        error_messages={"max_length": gettext_lazy("Ce tableau est trop long : importez-le en plusieurs fois.")},
    )
    file = forms.FileField(
        label=gettext_lazy("Ou un fichier CSV"), required=False, widget=forms.FileInput(attrs={"accept": ".csv,text/csv"})
    )
    use_required_attribute = False

    def clean(self) -> dict[str, object]:
        sent = self.cleaned_data.get("file")
        if sent is not None:
            if sent.size > LONGEST:
                raise forms.ValidationError(_("Ce fichier est trop lourd pour une liste de services."))
            self.cleaned_data["text"] = decode(sent.read())
        if not str(self.cleaned_data.get("text") or "").strip():
            raise forms.ValidationError(_("Collez le tableau, ou choisissez un fichier."))
        return self.cleaned_data


@writes
@at_desk
def import_list(request: HttpRequest, agent: Agent) -> HttpResponse:
    require(can_arrange(agent))
    if request.method != "POST":
        return _page(request, agent, ListForm(initial=kept_for(request)))
    form = ListForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, agent, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    text = str(form.cleaned_data["text"])
    again = ListForm(initial={"text": text})
    try:
        done = import_units(read(text), by=agent, is_trial="importer" not in request.POST)
    except Unreadable as wrong:
        return _page(request, agent, again, faults=wrong.faults, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if "importer" not in request.POST:
        return _page(request, agent, again, trial=done)
    for head in done.heads:
        invite(head, by=agent)
    words = ngettext("%d service est créé.", "%d services sont créés.", len(done.created)) % len(done.created)
    messages.success(request, words)
    return redirect("backoffice:units")


def _page(
    request: HttpRequest, agent: Agent, form: ListForm, *, faults: list[str] | None = None, trial: Imported | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    context: dict[str, object] = {
        "form": form,
        "faults": (faults or [])[:SHOWN],
        "more_faults": max(0, len(faults or []) - SHOWN),
        "trial": trial,
    }
    return show_section(request, agent, "backoffice/organisation/import_list.html", context, section="units", status=status)
