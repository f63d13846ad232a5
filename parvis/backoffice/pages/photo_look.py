"""/agents/demandes/2026/000123/photos/…/publication: publish a photo as it is, cover parts of it, or keep it private."""

import re
from http import HTTPStatus
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.backoffice.acting import address
from parvis.backoffice.lists import list_of
from parvis.backoffice.numbers import find
from parvis.backoffice.seats import at_desk, show
from parvis.cases import policy
from parvis.cases.models import Case, CasePhoto, Look
from parvis.cases.operations.publish_photo import keep_photo, publish_photo
from parvis.cases.readings.photos import tie_of
from parvis.directory.models import Agent
from parvis.documents.files import file_of
from parvis.documents.pictures import Part, Picture, covered
from parvis.kernel.fronts import writes
from parvis.kernel.operations import Refused, Stale, require

MOST = 40
WHOLE = 10_000  # of the width and of the height: rectangles are sent in ten-thousandths
_PART = re.compile(r"([0-9]{1,5}),([0-9]{1,5}),([0-9]{1,5}),([0-9]{1,5})")
PUBLISH, KEEP = "publish", "keep"


class LookForm(forms.Form):
    """`parts`: rectangles to cover, each "left,top,right,bottom"."""

    version = forms.IntegerField()
    decision = forms.ChoiceField(choices=[(PUBLISH, ""), (KEEP, "")])
    parts = forms.CharField(required=False, max_length=MOST * 24)

    def clean_parts(self) -> list[Part]:
        typed = str(self.cleaned_data["parts"]).split()
        parts = [part for one in typed if (part := _part(one)) is not None]
        if len(parts) != len(typed) or len(parts) > MOST:
            raise forms.ValidationError(gettext_lazy("Ces caches sont illisibles : dessinez-les de nouveau."))
        return parts


def _part(text: str) -> Part | None:
    found = _PART.fullmatch(text)
    if found is None:
        return None
    left, top, right, bottom = (int(one) / WHOLE for one in found.groups())
    return (left, top, right, bottom) if left < right <= 1 and top < bottom <= 1 else None


@writes
@at_desk
def look(request: HttpRequest, agent: Agent, number: str, photo: UUID) -> HttpResponse:
    case = find(agent, number)
    tie = tie_of(case, photo)
    require(policy.may("publish", agent, case))
    if tie is None:
        raise Http404
    if request.method != "POST":
        return _page(request, agent, case, tie)
    form = LookForm(request.POST)
    if not form.is_valid():
        why = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return _page(request, agent, case, tie, why, HTTPStatus.UNPROCESSABLE_ENTITY)
    case.version = form.cleaned_data["version"]
    try:
        said = _decide(case, tie, form, agent)
    except Refused as refused:
        return _page(request, agent, find(agent, number), tie, refused.message, HTTPStatus.UNPROCESSABLE_ENTITY)
    except Stale:
        why = _("La demande a changé depuis que cette page est ouverte : rien n’a été fait. Vos caches sont gardés.")
        return _page(request, agent, find(agent, number), tie, why, HTTPStatus.CONFLICT)
    messages.success(request, said)
    return redirect(address(request, case))


def _decide(case: Case, tie: CasePhoto, form: LookForm, agent: Agent) -> str:
    if form.cleaned_data["decision"] == KEEP:
        keep_photo(case, uid=tie.photo.uid, by=agent)
        return _("La photo reste privée : le public ne la voit pas.")
    parts: list[Part] = form.cleaned_data["parts"]
    # Before the operation: it takes a second, and a transaction would hold every writer meanwhile.
    # The card's own button sends none.
    covers = form.data.get("parts", "")
    publish_photo(case, uid=tie.photo.uid, covered=_covered(tie, parts) if parts else None, covers=covers, by=agent)
    return (
        _("Le public voit maintenant cette photo, sans ce qui est caché.")
        if parts
        else _("Le public voit maintenant cette photo.")
    )


def _covered(tie: CasePhoto, parts: list[Part]) -> Picture:
    try:
        return covered(file_of(tie.photo).read_bytes(), parts)
    except OSError:
        raise Refused(_("Cette photo ne peut pas être lue.")) from None


def _page(
    request: HttpRequest, agent: Agent, case: Case, tie: CasePhoto, why: str = "", status: int = HTTPStatus.OK
) -> HttpResponse:
    context: dict[str, object] = {
        "case": case,
        "photo": tie.photo,
        "tie": tie,
        "parts": request.POST.get("parts", tie.covers),
        "why": why,
        "can_decide": case.is_public and (tie.is_after or tie.look != Look.PROMISED),
        "act": {"title": _("Publier cette photo ?")},
        "list": list_of(request, agent, case),
    }
    return show(request, agent, "backoffice/photo_look.html", context, status=status)
