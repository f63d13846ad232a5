"""/: the towns, with what each needs looked at."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy

from parvis.console.door import at_console
from parvis.console.showing import show
from parvis.console.standing import alarms, state_of
from parvis.directory.installation import agents_of
from parvis.directory.installation import towns as towns_of
from parvis.directory.models import Operator
from parvis.kernel.fronts import reads
from parvis.kernel.models import Authority
from parvis.kernel.paging import capped_count, page_of
from parvis.notifications.installation import Standing, standings, troubled

SIZE = 50
STATES = {
    "": ("real", gettext_lazy("Toutes")),
    "ouvertes": ("open", gettext_lazy("Ouvertes")),
    "en-ouverture": ("opening", gettext_lazy("En ouverture")),
    "fermees": ("closed", gettext_lazy("Fermées")),
    "a-regarder": ("", gettext_lazy("À regarder")),
    "entrainement": ("practice", gettext_lazy("D’entraînement")),
}


@dataclass(frozen=True)
class Row:
    town: Authority
    state: str
    state_words: str
    agents: int
    standing: Standing


@reads
@at_console
def towns(request: HttpRequest, operator: Operator) -> HttpResponse:
    """In as many queries for a thousand towns as for one."""
    words = request.GET.get("q", "").strip()[:100]
    asked = request.GET.get("etat", "")
    asked = asked if asked in STATES else ""
    found = towns_of(words, STATES[asked][0])
    if asked == "a-regarder":
        found = found.filter(pk__in=troubled())
    page = page_of(found, by=("name", "pk"), after=request.GET.get("apres", ""), size=SIZE)
    agents, standing = agents_of(page.rows), standings(page.rows)
    context: dict[str, object] = {
        "rows": [Row(one, *state_of(one), agents.get(one.pk, 0), standing[one.pk]) for one in page.rows],
        "next": page.next,
        "count": capped_count(found),
        "q": words,
        "state": asked,
        "states": [(slug, label) for slug, (_state, label) in STATES.items()],
        "alarms": alarms(),
    }
    return show(request, operator, "console/towns.html", context)
