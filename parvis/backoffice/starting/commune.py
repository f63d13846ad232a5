"""/agents/demarrage/commune: which commune of France this is."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from parvis.backoffice.organisation.saving import Saved, save
from parvis.backoffice.seats import at_desk
from parvis.backoffice.starting.steps import after, show_step
from parvis.directory.models import Agent
from parvis.directory.operations.commune import confirm_commune
from parvis.directory.policy import can_arrange
from parvis.directory.queries import reception
from parvis.kernel.fronts import writes
from parvis.kernel.operations import require
from parvis.kernel.tenancy import current
from parvis.kernel.text import unbreakable
from parvis.places.communes import Commune, commune_of, find_communes


class CommuneForm(forms.Form):
    code = forms.CharField(
        error_messages={"required": gettext_lazy("Choisissez une commune de la liste.")}, widget=forms.HiddenInput, max_length=5
    )
    use_required_attribute = False


@writes
@at_desk
def commune(request: HttpRequest, agent: Agent) -> HttpResponse:
    require(can_arrange(agent))
    form = CommuneForm(request.POST or None)
    saved = Saved()
    if request.method == "POST":
        saved = save(form, lambda: confirm_commune(reception(), code=form.cleaned_data["code"], by=agent))
        if saved.is_done:
            return after("start-commune")
    words = request.GET.get("q", "").strip()[:80]
    known = known_commune()
    found = find_communes(words)
    context: dict[str, object] = {
        "form": form,
        "q": words,
        "found": [(one, people_of(one)) for one in (found if words else [known] if known else [])],
        "looks_for": bool(words),
        "meanwhile": saved.meanwhile,
    }
    return show_step(request, agent, "backoffice/starting/commune.html", context, step="start-commune", status=saved.status)


def people_of(one: Commune) -> str:
    count = one.population
    words = ngettext("%s habitant", "%s habitants", count) % f"{count:,}".replace(",", " ")
    return unbreakable(words) if count else _("population inconnue")


def known_commune() -> Commune | None:
    """The one that the town says it is; None for one of no list, as in a demonstration."""
    return commune_of(current().insee_code)
