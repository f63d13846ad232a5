"""/agents/configuration: take the whole configuration away in one file, or bring one here, tried before anything changes."""

from http import HTTPStatus
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.backoffice.organisation.carriage import context_of
from parvis.backoffice.organisation.saving import tell
from parvis.backoffice.organisation.sections import show_section
from parvis.backoffice.organisation.sent_files import UNFIT, at_most
from parvis.backoffice.seats import at_desk
from parvis.carrying.document import export, read
from parvis.carrying.models import Carriage, State
from parvis.carrying.operations.carry import halt, keep_file, resume, start
from parvis.carrying.yaml import HEAVIEST, Faults
from parvis.directory.models import Agent
from parvis.directory.policy import can_arrange
from parvis.kernel import clock
from parvis.kernel.fronts import reads, writes
from parvis.kernel.operations import Refused, require
from parvis.kernel.tenancy import current

SHOWN = 30
LAST = 5


class FileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Fichier de configuration"),
        help_text=gettext_lazy("Un fichier exporté d’ici ou d’une autre commune, relu et corrigé ou non. 15 Mo au plus."),
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml,application/yaml"}),
        validators=[at_most(HEAVIEST, gettext_lazy("Ce fichier dépasse 15 Mo : ce n’est pas une configuration de Parvis."))],
        error_messages=UNFIT,
    )
    use_required_attribute = False


@writes
@at_desk
def configuration(request: HttpRequest, agent: Agent) -> HttpResponse:
    """What both do; a file that is sent is read, and what it would do is told on the next page."""
    require(can_arrange(agent))
    if request.method != "POST":
        return _page(request, agent, FileForm())
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, agent, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    sent = form.cleaned_data["file"]
    try:
        carriage = keep_file(read(sent.read()), name=sent.name, by=agent)
    except Faults as wrong:
        return _page(request, agent, form, faults=wrong.lines, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return redirect("backoffice:bring-configuration", carriage.uid)


@reads
@at_desk
def configuration_file(request: HttpRequest, agent: Agent) -> HttpResponse:
    require(can_arrange(agent))
    town = current()
    name = f"configuration-{slugify(town.name)}-{clock.today(town):%Y-%m-%d}.yaml"
    response = HttpResponse(
        export(with_people=bool(request.GET.get("personnes"))), content_type="application/yaml; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@writes
@at_desk
def bring_configuration(request: HttpRequest, agent: Agent, carriage: UUID) -> HttpResponse:
    """Before: what the import would do. Then: how far it is. After: what was done, and what could not be."""
    found = Carriage.objects.filter(uid=carriage).first()
    if found is None:
        raise Http404
    require(can_arrange(agent))
    is_whole = bool((request.POST or request.GET).get("identique"))
    status = HTTPStatus.OK
    if request.method == "POST":
        if "arreter" in request.POST:
            tell(request, lambda: halt(found, by=agent), _("L’import est arrêté : ce qui est fait reste."))
        elif "reprendre" in request.POST:
            tell(request, lambda: resume(found, by=agent), _("L’import reprend."))
        else:
            status = _start(request, found, agent, is_whole=is_whole)
        if status == HTTPStatus.OK:
            return redirect("backoffice:bring-configuration", found.uid)
    context = {"carriage": found, "is_whole": is_whole, **context_of(found, is_whole=is_whole)}
    template = "backoffice/organisation/bring_configuration.html"
    return show_section(request, agent, template, context, section="configuration", status=status)


def _start(request: HttpRequest, carriage: Carriage, agent: Agent, *, is_whole: bool) -> HTTPStatus:
    try:
        start(carriage, fingerprint=request.POST.get("empreinte", ""), is_whole=is_whole, by=agent)
    except Refused as refused:
        messages.error(request, refused.message)
        return HTTPStatus.CONFLICT
    return HTTPStatus.OK


def _page(
    request: HttpRequest, agent: Agent, form: FileForm, *, faults: list[str] | None = None, status: int = 200
) -> HttpResponse:
    last = Carriage.objects.exclude(state=State.TRIED).order_by("-pk").defer("rows", "steps")[:LAST]
    context: dict[str, object] = {
        "form": form, "faults": (faults or [])[:SHOWN], "more_faults": max(0, len(faults or []) - SHOWN), "last": last,
    }  # fmt: skip
    template = "backoffice/organisation/configuration.html"
    return show_section(request, agent, template, context, section="configuration", status=status)
