"""Reports of another register made cases here, in batches: what is interrupted goes on where it stopped."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from parvis.cases.events import CaseClosed
from parvis.cases.models import Case, Category, Origin, Outcome, Status
from parvis.cases.operations.receive import Place
from parvis.cases.operations.take_over import take_all_over
from parvis.cases.past import PastCase, PastFact, Reference, Whereabouts
from parvis.cases.routing import Destination, destination_of
from parvis.inbound.catalogue import Catalogue
from parvis.inbound.dans_ma_rue import SYSTEM, BadRow, Report
from parvis.kernel.actors import System
from parvis.places.location import Zonings, ground, zonings

BATCH = 200
# The register dealt with these reports: a position that a telephone put across the boundary is no reason to lose
# one, a position in another town is.
NEARBY = 500.0


@dataclass
class Result:
    done: int = 0
    open: int = 0
    known: int = 0
    outside_districts: int = 0
    bad: list[BadRow] = field(default_factory=list)

    def count(self, case: Case, is_new: bool) -> None:
        if not is_new:
            self.known += 1
            return
        self.done += 1
        self.open += not case.is_closed
        self.outside_districts += case.district_id is None


def set_aside_strays(reports: Iterable[Report], bad: list[BadRow]) -> list[Report]:
    """Without those that lie in another town, which are added to the bad rows."""
    kept: list[Report] = []
    territory = ground()
    for report in reports:
        metres = territory.metres_to(report.point)
        if metres > NEARBY:
            bad.append(BadRow(report.line, f"hors de la ville, à {metres / 1000:.1f} km".replace(".", ",")))
        else:
            kept.append(report)
    return kept


def take_reports_over(
    reports: Sequence[Report],
    catalogue: Catalogue,
    *,
    open_after: date | None,
    said: Callable[[int], None],
    by: System,
) -> Result:
    """In the order of the reports, which is that of their dates: so are they numbered, whoever stops us where."""
    result = Result()
    routes = Routes(zonings())
    for start in range(0, len(reports), BATCH):
        batch = reports[start : start + BATCH]
        pasts = [_past(report, catalogue, routes, open_after, by) for report in batch]
        # A number is given for good when its batch is: killed here, the next run begins at the same report.
        for case, is_new in take_all_over(pasts, by=by):
            result.count(case, is_new)
        said(start + len(batch))
    return result


def _past(report: Report, catalogue: Catalogue, routes: "Routes", open_after: date | None, by: System) -> PastCase:
    category = catalogue.categories[report.theme, report.category]
    is_open = open_after is not None and report.on > open_after
    end = PastFact(at=report.received_at, what=CaseClosed(outcome=Outcome.DONE, message_id=None), by=by)
    return PastCase(
        category=category,
        received_at=report.received_at,
        place=Place(report.address, report.point, name=report.address),
        channel=report.channel,
        origin=Origin.AGENT if report.is_by_an_agent else Origin.RESIDENT,
        status=Status.OPEN,
        reference=Reference(system=SYSTEM, key=report.key),
        whereabouts=routes.of(category, report),
        history=() if is_open else (end,),
    )


class Routes:
    """Where each category goes in each district: asked once, since thousands of reports have a few hundred answers."""

    def __init__(self, zonings: Zonings) -> None:
        self._zonings = zonings
        self._known: dict[tuple[int, tuple[int | None, ...]], Destination] = {}

    def of(self, category: Category, report: Report) -> Whereabouts:
        districts = self._zonings.districts_at(report.point)
        key = (category.pk, tuple(districts.values()))
        if key not in self._known:
            self._known[key] = destination_of(category, districts)
        return Whereabouts(districts, self._known[key])
