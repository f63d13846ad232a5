"""/agents/demandes/2026/000123/photos/…: a photo of a case, for those who see the case."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from parvis.backoffice.numbers import find
from parvis.backoffice.seats import at_desk
from parvis.cases.readings.photos import photo_of
from parvis.directory.models import Agent
from parvis.documents.files import file_of
from parvis.kernel.fronts import reads
from parvis.ui.pictures import picture


@reads
@at_desk
def photo(request: HttpRequest, agent: Agent, number: str, photo: UUID) -> HttpResponse:
    found = photo_of(find(agent, number), photo)
    if found is None:
        raise Http404
    return picture(file_of(found, is_small="petite" in request.GET))
