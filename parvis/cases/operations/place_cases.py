"""Once a zoning is drawn anew: each open case is in the district where it now lies; who has it, has it still."""

from collections.abc import Sequence

from parvis.cases.models import Case, CasePlacement, Category
from parvis.cases.routing import zoning_of
from parvis.kernel import clock
from parvis.kernel.actors import Actor, System
from parvis.kernel.events import record
from parvis.kernel.operations import lock, operation
from parvis.kernel.schedule import due, schedule
from parvis.places.events import ZoningPlaced
from parvis.places.location import index_of
from parvis.places.models import District, Zoning
from parvis.places.operations.import_zoning import PLACING
from parvis.places.points import Point

BATCH = 500


@operation
def place_cases(zoning: Zoning, *, by: Actor) -> Zoning:
    """The next few hundred, in the order in which they came; after the last, the fact is told, of the zoning and to nobody.

    Where it stopped is in the zoning's row, so that a worker killed at any instant goes on from there. No case is closed,
    assigned, transferred or written to, and what is closed keeps the district that it had.
    """
    zoning = lock(zoning)
    if zoning.placing_after is None:
        return zoning
    waiting = Case.objects.open().filter(lon__isnull=False, pk__gt=zoning.placing_after)
    if zoning.placing_after == 0:
        zoning.placing_total = waiting.ordinary().count()
    cases = list(waiting.select_for_update(of=("self",)).order_by("pk")[:BATCH])
    zoning.placing_moved += _place(zoning, cases)
    zoning.placing_seen += sum(not case.is_confidential for case in cases)  # nobody counts the others
    zoning.placing_after = cases[-1].pk if len(cases) == BATCH else None
    zoning.save(update_fields=["placing_after", "placing_total", "placing_seen", "placing_moved"])
    if zoning.is_placing:
        schedule(zoning, PLACING, clock.now())
    elif zoning.placing_seen:
        record(zoning, ZoningPlaced(count=zoning.placing_seen, moved=zoning.placing_moved), by=by)
    return zoning


@due(PLACING)
def placing(zoning_id: int) -> None:
    """When somebody changes the zoning in that instant, the timer comes back in ten seconds."""
    place_cases(Zoning.objects.get(pk=zoning_id), by=System("worker"))


def _place(zoning: Zoning, cases: Sequence[Case]) -> int:
    """How many are in another district than before."""
    index = index_of(zoning)
    found = {case.pk: index.find(Point(case.lon, case.lat)) for case in cases if case.lon is not None and case.lat is not None}
    known = dict(CasePlacement.objects.filter(zoning=zoning, case__in=cases).values_list("case_id", "district_id"))
    moved = {pk: district for pk, district in found.items() if pk in known and known[pk] != district}
    secret = {case.pk for case in cases if case.is_confidential}
    for district in set(moved.values()):
        here = [pk for pk, now in moved.items() if now == district]
        CasePlacement.objects.filter(zoning=zoning, case__in=here).update(district=district)
    CasePlacement.objects.bulk_create(
        CasePlacement(case_id=pk, zoning=zoning, district_id=found[pk]) for pk in found if pk not in known
    )
    _route(zoning, cases, found)
    return len(moved.keys() - secret)


def _route(zoning: Zoning, cases: Sequence[Case], found: dict[int, int | None]) -> None:
    """The district of a case is that of the zoning that it was routed by: it moves where that one is."""
    ours = set(District.objects.filter(zoning=zoning).values_list("pk", flat=True))
    categories = {case.category_id for case in cases if case.district_id is None}
    routed = {one.pk for one in Category.objects.filter(pk__in=categories) if zoning_of(one) == zoning.pk}
    changed: dict[int | None, list[int]] = {}
    for case in cases:
        is_by_it = case.district_id in ours if case.district_id else case.category_id in routed
        if is_by_it and case.pk in found and found[case.pk] != case.district_id:
            changed.setdefault(found[case.pk], []).append(case.pk)
    for district, pks in changed.items():
        Case.objects.filter(pk__in=pks).update(district=district)
