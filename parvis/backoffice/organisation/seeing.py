"""/agents/personnes/…/vue: what somebody sees and why; and whether they see one case."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from parvis.backoffice.organisation.person import found_person
from parvis.backoffice.organisation.sections import show_section
from parvis.backoffice.seats import at_desk
from parvis.cases.models import Case
from parvis.cases.readings.search import numbered
from parvis.cases.readings.seeing import seen_by, why
from parvis.directory.models import Agent
from parvis.directory.policy import can_arrange
from parvis.kernel.fronts import reads
from parvis.kernel.paging import capped_count


@dataclass(frozen=True)
class Verdict:
    """Of one case. `about`: its number and its unit, nothing of what it says: an administrator sees no case."""

    about: str
    reasons: list[str]


@reads
@at_desk
def view(request: HttpRequest, agent: Agent, person_id: int) -> HttpResponse:
    found = found_person(person_id, agent)
    typed = request.GET.get("fiche", "").strip()[:40]
    case = _asked(typed, agent) if typed else None
    context: dict[str, object] = {
        "person": found,
        "seen": seen_by(found),
        "count": capped_count(Case.objects.visible_to(found).open().ordinary()),
        "typed": typed,
        "is_unknown": bool(typed) and case is None,
        "verdict": _verdict(found, case) if case else None,
    }
    return show_section(request, agent, "backoffice/organisation/seeing.html", context, section="people")


def _asked(typed: str, agent: Agent) -> Case | None:
    """By its number; a head asks only about what they see themselves, and does not learn where the others are.
    Nobody asks about what is confidential and not open to them."""
    seen = [Case.objects.visible_to(agent), *([Case.objects.ordinary()] if can_arrange(agent) else [])]
    found = (numbered(typed, cases.select_related("unit", "category__parent", "assignee")) for cases in seen)
    return next((case for case in found if case is not None), None)


def _verdict(person: Agent, case: Case) -> Verdict:
    words = _("La demande %(number)s est à %(unit)s") % {"number": case.number, "unit": case.unit.name}
    return Verdict(words, why(person, case))
