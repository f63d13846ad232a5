"""The photos of a report: added and taken off one by one by a script, all at once by the form itself; and shown."""

from http import HTTPStatus
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from parvis.cases.readings import public as reading
from parvis.cases.readings.photos import photo_for_everybody, photo_for_the_requester
from parvis.documents.files import file_of
from parvis.documents.models import Photo
from parvis.documents.queries import waiting
from parvis.kernel.fronts import public, reads, writes
from parvis.kernel.operations import Refused
from parvis.portal import photos as shots
from parvis.portal.draft import Draft
from parvis.portal.headers import for_one
from parvis.portal.paper import read_paper
from parvis.ui.pictures import picture


@public
@writes
def photos(request: HttpRequest) -> HttpResponseBase:
    """JSON for a script, the page for a form."""
    if request.method != "POST":
        return redirect("portal:report")
    if request.headers.get("Accept") == "application/json":
        return _answer_a_script(request)
    draft, data = Draft(request), request.POST.dict()
    draft.take_photos()
    shots.remove(draft.key, data.get("remove", ""))
    if point := shots.place_of(draft.key, data.get("place", "")):
        data |= {"lat": str(point.lat), "lon": str(point.lon), "found": "", "found_for": ""}
        draft.is_placed = True
    draft.show_as_typed(data)
    return draft.page("what")


def _answer_a_script(request: HttpRequest) -> JsonResponse:
    paper = read_paper(request.POST.get("paper", ""))
    if paper is None:
        return _sorry(_("Cette page est trop ancienne : rechargez-la, puis recommencez."))
    shots.remove(paper.key, request.POST.get("remove", ""))
    if file := request.FILES.get("photos"):
        try:
            added = shots.add(request, paper.key, file)
        except Refused as refused:
            is_often = refused.field == "often"
            return _sorry(refused.message, HTTPStatus.TOO_MANY_REQUESTS if is_often else HTTPStatus.UNPROCESSABLE_ENTITY)
        ticket = shots.ticket_of(added)
        waiting_there = shots.shots_of(paper.key)
        number, shot = next((n, shot) for n, shot in enumerate(waiting_there, 1) if shot.ticket == ticket)
        return JsonResponse({"html": render_to_string("portal/shot.html", {"shot": shot, "number": number}, request)})
    return JsonResponse({"html": ""})


def _sorry(why: str, status: int = HTTPStatus.UNPROCESSABLE_ENTITY) -> JsonResponse:
    return JsonResponse({"error": why}, status=status)


@public
@reads
def photo(request: HttpRequest, ticket: str) -> HttpResponse:
    """The thumbnail of a photo that waits on a form, for whoever holds its ticket."""
    uid = shots.read_ticket(ticket)
    found = waiting(uid) if uid is not None else None
    if found is None:
        raise Http404
    return picture(file_of(found, is_small=True))


@public
@reads
@for_one
def mine(request: HttpRequest, key: str, photo: UUID) -> HttpResponse:
    """A photo of my own request."""
    case = reading.by_private_key(key)
    return _shown(request, photo_for_the_requester(case, photo) if case is not None else None)


@public
@reads
def of_case(request: HttpRequest, year: str, sequence: str, photo: str) -> HttpResponse:
    """A photo that everybody may see, of a case that everybody may see."""
    case = reading.by_number(int(year), min(int(sequence), 2**31 - 1))
    return _shown(request, photo_for_everybody(case, UUID(photo)) if case is not None else None)


def _shown(request: HttpRequest, found: Photo | None) -> HttpResponse:
    if found is None:
        raise Http404
    return picture(file_of(found, is_small="petite" in request.GET))
