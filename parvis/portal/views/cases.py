"""The public list, and one public case."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from parvis.cases.actors import Visitor
from parvis.cases.codes import read_tracking_code
from parvis.cases.models import Case, Outcome
from parvis.cases.narrative import tell
from parvis.cases.policy import abilities
from parvis.cases.readings import bravos, followers
from parvis.cases.readings import public as reading
from parvis.cases.readings.catalogue import Catalogue
from parvis.cases.readings.spot import spot_of
from parvis.cases.readings.standing import standing
from parvis.cases.voices.town import told_to_everybody
from parvis.kernel import clock
from parvis.kernel.fronts import public, reads
from parvis.kernel.tenancy import current
from parvis.portal import filters as filtering
from parvis.portal.counts import count_words
from parvis.portal.headers import for_everybody
from parvis.portal.looks import shown_to_everybody


@public
@reads
@for_everybody
def cases(request: HttpRequest) -> HttpResponseBase:
    filters = filtering.read(request.GET)
    if (found := case_numbered(filters.search)) is not None:
        return redirect("portal:case", found.year, f"{found.sequence:06d}")
    catalogue = Catalogue()
    after = request.GET.get("apres", "")
    page = reading.rows(filters, catalogue, after)
    context = {
        "here": "cases",
        "filters": filters,
        "rows": page.rows,
        "following": filtering.write(filters, page.next) if page.next else "",
        "start": filtering.write(filters) if after else "",
        "at": filtering.LIST,
        "map": filtering.write(filters, at=filtering.MAP),
        "count": count_words(reading.count(filters, catalogue)),
        "states": filtering.states(filters),
        "themes": filtering.themes(filters, catalogue.public_themes),
        "districts": reading.districts(),
        "periods": filtering.PERIODS,
        "is_filtered": filters != reading.Filters(),
        "names": catalogue.names,
        "hint": _("Une rue, un numéro…"),
        "is_like_a_code": bool(read_tracking_code(filters.search)),
    }
    return render(request, "portal/cases.html", context)


@public
@reads
@for_everybody
def case(request: HttpRequest, year: str, sequence: str) -> HttpResponseBase:
    found = reading.by_number(int(year), min(int(sequence), 2**31 - 1))
    if found is None:
        raise Http404
    if len(sequence) != len(f"{found.sequence:06d}"):
        return redirect("portal:case", found.year, f"{found.sequence:06d}")
    is_archived = reading.is_archived(found)
    context = {
        "here": "cases",
        "case": found,
        "place": reading.place_of(found),
        "standing": standing(found, clock.today(current())),
        "story": [] if is_archived else tell(found, told_to_everybody),
        "looks": shown_to_everybody(found),
        "is_archived": is_archived,
        "is_withdrawn": found.outcome == Outcome.WITHDRAWN,
        "is_contestable": found.is_contestable(clock.today(current())),
        "bravos": bravos.count(found),
        "followers": followers.count(found),
        "abilities": abilities(Visitor(), found),
        "spot": None if is_archived else spot_of(found, on=reverse("portal:map")),
    }
    response = render(request, "portal/case.html", context)
    if is_archived:
        response["X-Robots-Tag"] = "noindex"
    return response


def case_numbered(typed: str) -> Case | None:
    number = reading.read_number(typed)
    return reading.by_number(*number) if number else None
