"""/villes/N/fermeture and /villes/N/reouverture: close a town in two steps, and open it again."""

from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.console.door import at_console
from parvis.console.finding import find_town
from parvis.console.showing import show
from parvis.directory.installation import agents_of
from parvis.directory.models import Operator
from parvis.directory.operations.closing import close_town, reopen_town
from parvis.kernel.fronts import writes
from parvis.notifications.installation import standings


class ClosingForm(forms.Form):
    """The name of the site is typed: the page of one town is soon taken for another's."""

    host = forms.CharField(
        label=gettext_lazy("Nom du site de la ville"),
        max_length=253,
        widget=forms.TextInput(
            attrs={"class": "input", "autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
        error_messages={"required": gettext_lazy("Écrivez le nom du site, pour être sûr que c’est bien cette ville.")},
    )
    use_required_attribute = False

    def __init__(self, data: QueryDict | None, *, host: str) -> None:
        super().__init__(data)
        self.asked = host

    def clean_host(self) -> str:
        typed = str(self.cleaned_data["host"]).strip().lower()
        if typed != self.asked:
            raise forms.ValidationError(_("Ce n’est pas le nom de cette ville : rien n’a été fermé."))
        return typed


@writes
@at_console
def closing(request: HttpRequest, operator: Operator, town_id: int) -> HttpResponse:
    town = find_town(town_id)
    if town.closed_at is not None:
        return redirect("console:town", town.pk)
    form = ClosingForm(request.POST or None, host=town.host)
    if request.method == "POST" and form.is_valid():
        close_town(town, by=operator)
        messages.success(request, _("%s est fermée. Rien n’a été effacé.") % town)
        return redirect("console:town", town.pk)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
    context: dict[str, object] = {"one": town, "form": form, "agents": agents_of([town]).get(town.pk, 0)}
    context["standing"] = standings([town])[town.pk]
    return show(request, operator, "console/closing.html", context, status=status)


@writes
@at_console
def reopening(request: HttpRequest, operator: Operator, town_id: int) -> HttpResponse:
    town = find_town(town_id)
    if town.closed_at is None:
        return redirect("console:town", town.pk)
    if request.method == "POST":
        reopen_town(town, by=operator)
        messages.success(request, _("%s est rouverte.") % town)
        return redirect("console:town", town.pk)
    return show(request, operator, "console/reopening.html", {"one": town, "standing": standings([town])[town.pk]})
