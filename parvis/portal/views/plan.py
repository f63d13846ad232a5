"""The map and its list, which are equals: the page, what stands in the frame of the map, and the card of a pin."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from parvis.cases.readings import mapped
from parvis.cases.readings import public as reading
from parvis.cases.readings.catalogue import Catalogue
from parvis.kernel.fronts import public, reads
from parvis.places import frames
from parvis.portal import filters as filtering
from parvis.portal.counts import count_words
from parvis.portal.headers import for_everybody, for_everybody_a_moment
from parvis.portal.plans import plan_of_the_town
from parvis.portal.views.cases import case_numbered
from parvis.ui.built import drawings

PINS = 12  # under one finger


@public
@reads
@for_everybody
def plan(request: HttpRequest) -> HttpResponseBase:
    filters = filtering.read(request.GET)
    if (found := case_numbered(filters.search)) is not None:
        return redirect("portal:case", found.year, f"{found.sequence:06d}")
    catalogue = Catalogue()
    page = reading.rows(filters, catalogue)
    town = plan_of_the_town()
    context = {
        "here": "map",
        "filters": filters,
        "plan": town,
        "drawings": _drawings(catalogue),
        "rows": page.rows,
        "following": filtering.write(filters, page.next) if page.next else "",
        "count": count_words(reading.count(filters, catalogue)),
        "states": filtering.states(filters, filtering.MAP),
        "themes": filtering.themes(filters, catalogue.public_themes, filtering.MAP),
        "districts": reading.districts(),
        "periods": filtering.PERIODS,
        "is_filtered": filters != reading.Filters(),
        "at": filtering.MAP,
        "list": filtering.write(filters),
        "query": filtering.write(filters, at=""),
        "names": catalogue.names,
        "hint": _("Une rue, un problème…"),
    }
    response = render(request, "portal/map.html", context)
    town.open_to(response)
    return response


def _drawings(catalogue: Catalogue) -> dict[str, str]:
    """The pictograms of the pins, and the tick of what is done."""
    known = drawings()
    wanted = {*catalogue.pictograms.values(), "circle-dot", "check"}
    return {name: known[name] for name in sorted(wanted & set(known))}


@public
@reads
@for_everybody_a_moment
def frame(request: HttpRequest) -> HttpResponseBase:
    """The list of what the map shows: `?cadre=west,south,east,north`, and the filters."""
    filters = filtering.read(request.GET)
    asked = frames.read(request.GET.get("cadre", ""))
    found = mapped.here(filters, Catalogue(), asked) if asked else mapped.Here(0, [])
    context = {
        "rows": found.rows,
        "count": count_words(found.count),
        "others": found.count - len(found.rows),
        "list": filtering.write(filters),
        "is_filtered": filters != reading.Filters(),
    }
    return render(request, "portal/map_list.html", context)


@public
@reads
@for_everybody_a_moment
def cards(request: HttpRequest) -> HttpResponseBase:
    """What lies under a finger: `?n=2026/000123`, once a case."""
    numbers = [found for typed in request.GET.getlist("n")[:PINS] if (found := reading.read_number(typed))]
    return render(request, "portal/map_card.html", {"rows": reading.rows_numbered(numbers, Catalogue())})
