"""The requester corrects what they wrote while the case is new, and adds photos while it is under way."""

from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from parvis.cases.actors import Requester
from parvis.cases.admission import LONGEST, Place, wrong_with_address
from parvis.cases.models import Case
from parvis.cases.operations.correct import add_photos, correct
from parvis.cases.policy import abilities
from parvis.cases.readings import public as reading
from parvis.cases.readings.standing import standing_of_mine
from parvis.kernel import clock
from parvis.kernel.fronts import public, writes
from parvis.kernel.operations import Refused, Stale
from parvis.kernel.tenancy import current
from parvis.places.addresses import locate
from parvis.places.points import Point
from parvis.portal import photos as shots
from parvis.portal.forms import ELSEWHERE
from parvis.portal.headers import for_one
from parvis.portal.limits import may_look_for_an_address
from parvis.portal.views.private import act_as_shown, find


class CorrectForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("Ce que vous avez écrit"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    address = forms.CharField(
        label=gettext_lazy("Où est-ce ?"),
        max_length=250,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )

    def clean_words(self) -> str:
        return str(self.cleaned_data["words"]).replace("\r\n", "\n")

    def clean_address(self) -> str:
        address = str(self.cleaned_data["address"])
        if wrong := wrong_with_address(address):
            raise forms.ValidationError(wrong)
        return address


@public
@writes
@for_one
def correction(request: HttpRequest, key: str) -> HttpResponseBase:
    case = find(key)
    if "correct" not in abilities(Requester(case.pk), case):
        return redirect("portal:mine", key)
    form = CorrectForm(request.POST or None, initial={"words": case.words, "address": case.address}, label_suffix="")
    if request.method != "POST" or not form.is_valid():
        return _page(request, case, form)
    place = _place(request, case, form)
    if place is None:
        return _page(request, case, form)
    words = form.cleaned_data["words"]
    try:
        act_as_shown(request, case, lambda now: correct(now, words=words, place=place, by=Requester(now.pk)))
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        return _page(request, case, form)
    except Stale:
        messages.error(request, _("La mairie vient de prendre connaissance de cette demande : écrivez-lui plutôt un message."))
        return redirect("portal:mine", key)
    messages.success(request, _("C’est corrigé."))
    return redirect("portal:mine", key)


@public
@writes
@for_one
def more_photos(request: HttpRequest, key: str) -> HttpResponseBase:
    case = find(key)
    if request.method == "POST" and request.FILES:
        draft, before = uuid4(), case.photos.count()
        errors = shots.take(request, draft)
        try:
            case = add_photos(case, draft=draft, by=Requester(case.pk))
        except Refused as refused:
            errors.append(refused.message)
        except Stale:
            errors.append(_("Cette demande vient de changer : renvoyez vos photos."))
        for error in errors:
            messages.error(request, error)
        if added := case.photos.count() - before:
            said = ngettext("Votre photo est ajoutée.", "Vos %d photos sont ajoutées.", added)
            messages.success(request, said % added if added > 1 else said)
    return redirect("portal:mine", key)


def _place(request: HttpRequest, case: Case, form: CorrectForm) -> Place | None:
    """Where the address now is; the one that stays keeps its point; None, and an error, when it is elsewhere."""
    address = form.cleaned_data["address"]
    if address.strip() == case.address:
        point = Point(lon=case.lon, lat=case.lat) if case.lon is not None and case.lat is not None else None
        return Place(case.address, point, case.place_name)
    meaning = locate(address) if address.strip() and may_look_for_an_address(request) else None
    if meaning is not None and meaning.elsewhere is not None:
        form.add_error("address", ELSEWHERE % {"town": current().name})
        return None
    sure = meaning.sure if meaning is not None else None
    return Place(address, sure.point, sure.name) if sure is not None else Place(address)


def _page(request: HttpRequest, case: Case, form: CorrectForm) -> HttpResponse:
    told = standing_of_mine(case, clock.today(current()))
    context = {"case": case, "form": form, "place": reading.place_of_mine(case), "standing": told, "here": "tracking"}
    return render(request, "portal/correction.html", context)
