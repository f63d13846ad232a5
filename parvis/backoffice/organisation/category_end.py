"""/agents/categories/…/retrait: retire a category, with what becomes of its open cases; or bring it back."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.backoffice.keeping import kept_for
from parvis.backoffice.organisation.category import found_category
from parvis.backoffice.organisation.saving import Saved, save, tell
from parvis.backoffice.organisation.sections import show_section
from parvis.backoffice.seats import at_desk
from parvis.cases.models import Case, Category
from parvis.cases.operations.retire_category import bring_back, retire_category
from parvis.cases.readings.coverage import Coverage
from parvis.directory.models import Agent
from parvis.kernel.fronts import writes
from parvis.kernel.paging import capped_count


class RetirementForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    into = forms.ChoiceField(
        label=gettext_lazy("Ses demandes en cours"),
        help_text=gettext_lazy("Qui les a les garde."),
        required=False,
    )
    use_required_attribute = False


@writes
@at_desk
def retirement(request: HttpRequest, agent: Agent, category_id: int) -> HttpResponse:
    coverage = Coverage()
    found = found_category(category_id, agent, coverage)
    if request.method == "POST" and "remettre" in request.POST:
        return _brought_back(request, agent, found)
    form = RetirementForm(request.POST or None, initial={"version": found.version, **kept_for(request)})
    others = {str(one.pk): one for one in coverage.leaves if one.pk != found.pk and one.kind == found.kind}
    into = form.fields["into"]
    assert isinstance(into, forms.ChoiceField)
    into.choices = [
        ("", _("y restent jusqu’à leur clôture")),
        *((pk, _("vont dans « %s »") % one) for pk, one in others.items()),
    ]
    saved = Saved()
    if request.method == "POST":

        def retire() -> None:
            found.version = form.cleaned_data["version"] or 0
            retire_category(found, into=others.get(form.cleaned_data["into"]), by=agent)

        saved = save(form, retire)
        if saved.is_done:
            messages.success(request, _("« %s » est retirée : elle n’est plus proposée à personne.") % found.name)
            return redirect("backoffice:categories")
    held = capped_count(Case.objects.open().ordinary().filter(category=found))
    context: dict[str, object] = {"category": found, "form": form, "meanwhile": saved.meanwhile, "held": held}
    template = "backoffice/organisation/category_end.html"
    return show_section(request, agent, template, context, section="categories", status=saved.status)


def _brought_back(request: HttpRequest, agent: Agent, found: Category) -> HttpResponse:
    tell(request, lambda: bring_back(found, by=agent), _("« %s » est proposée de nouveau.") % found.name)
    return redirect("backoffice:category", found.pk)
