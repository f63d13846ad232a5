"""/villes/nouvelle: find the commune, then say where its site is and who comes first."""

from http import HTTPStatus
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy

from parvis.console.door import at_console
from parvis.console.pages.invitation import greet
from parvis.console.showing import attempt, show
from parvis.directory.identity import Identity
from parvis.directory.models import Agent, Operator
from parvis.directory.operations.commune import where_it_lies
from parvis.directory.operations.founding import found_town
from parvis.kernel.fronts import writes
from parvis.kernel.models import Authority
from parvis.places.communes import Commune, commune_of, find_communes


class TownForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Nom de la ville"),
        max_length=120,
        error_messages={"required": gettext_lazy("Donnez le nom de la ville.")},
    )
    host = forms.CharField(
        label=gettext_lazy("Nom de son site"),
        help_text=gettext_lazy("Sans https:// ni port. Les liens des lettres et les affiches y mènent."),
        max_length=253,
        error_messages={"required": gettext_lazy("Donnez le nom du site, comme demandes.ma-commune.fr.")},
    )
    mailbox = forms.CharField(
        label=gettext_lazy("Adresse e-mail de l’accueil"),
        help_text=gettext_lazy("Une boîte que la mairie lit : les réponses des habitants y arrivent."),
        max_length=254,
        error_messages={"required": gettext_lazy("Donnez une adresse que la mairie lit.")},
    )
    email = forms.CharField(
        label=gettext_lazy("Adresse e-mail de la première personne"),
        help_text=gettext_lazy("Elle réglera la ville : une invitation y part, qui mène au démarrage guidé."),
        max_length=254,
        error_messages={"required": gettext_lazy("Donnez l’adresse de la personne qui réglera la ville.")},
    )
    use_required_attribute = False


@writes
@at_console
def opening(request: HttpRequest, operator: Operator) -> HttpResponse:
    found = commune_of(request.POST.get("commune") or request.GET.get("commune", ""))
    if found is None:
        return _look_for(request, operator)
    form = TownForm(request.POST or None, initial={"name": found.name, "host": _proposed(found)})
    status: int = HTTPStatus.OK
    if request.method == "POST":
        made: list[Agent] = []
        status = attempt(form, lambda: made.append(_found(request, form, found, operator)))
        if status == HTTPStatus.OK:
            return greet(request, operator, made[0].authority, made[0])
    same = list(Authority.objects.filter(insee_code=found.code, practises_for=None).order_by("pk")[:3])
    return show(request, operator, "console/opening.html", {"form": form, "commune": found, "same": same}, status=status)


def _look_for(request: HttpRequest, operator: Operator) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:80]
    status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
    context: dict[str, object] = {"q": words, "found": find_communes(words)}
    return show(request, operator, "console/commune.html", context, status=status)


def _found(request: HttpRequest, form: forms.Form, commune: Commune, operator: Operator) -> Agent:
    """Called as the console itself is: by https, and on the same port."""
    said = form.cleaned_data
    host = said["host"].strip().lower()
    zone, holidays = where_it_lies(commune)
    port = urlsplit(f"//{request.get_host()}").port
    identity = Identity(
        name=said["name"].strip(), insee_code=commune.code, host=host,
        site_url=f"{request.scheme}://{host}" + (f":{port}" if port else ""),
        mailbox=said["mailbox"].strip(), time_zone=zone, holidays=holidays,
    )  # fmt: skip
    return found_town(identity, administrator=said["email"], by=operator)


def _proposed(commune: Commune) -> str:
    """Beside the console: bourges.exemple.fr, when it is at console.exemple.fr."""
    domain = settings.PARVIS_CONSOLE_HOST.partition(".")[2]
    return f"{slugify(commune.name)}.{domain}" if domain else ""
