"""« Bravo » for a job done: one click on the public page, counted once a day and connection, without cookie or account."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt

from parvis.cases import policy
from parvis.cases.actors import Visitor
from parvis.cases.operations.congratulate import congratulate
from parvis.cases.readings import public as reading
from parvis.cases.readings.standing import standing
from parvis.kernel import clock
from parvis.kernel.fronts import public, writes
from parvis.kernel.tenancy import current
from parvis.portal.headers import for_one
from parvis.portal.limits import may_say_bravo


# The page it is sent from is the same for all, and holds nobody's mark. What it does is nobody's in particular: only its
# count is to be protected, by the connection and by what browsers say of where it comes from.
@csrf_exempt
@public
@writes
@for_one
def bravo(request: HttpRequest, year: str, sequence: str) -> HttpResponseBase:
    case = reading.by_number(int(year), min(int(sequence), 2**31 - 1))
    if case is None:
        raise Http404
    if "congratulate" not in policy.abilities(Visitor(), case):
        return redirect("portal:case", case.year, f"{case.sequence:06d}")
    is_said = request.method == "POST"
    is_ours = request.headers.get("Sec-Fetch-Site", "same-origin") in ("same-origin", "none")
    if is_said and is_ours and may_say_bravo(request, case.pk):
        congratulate(case, by=Visitor())
    context = {
        "case": case,
        "place": reading.place_of(case),
        "standing": standing(case, clock.today(current())),
        "is_said": is_said,
        "here": "cases",
    }
    return render(request, "portal/bravo.html", context)
