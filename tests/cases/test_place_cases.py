"""After a zoning is drawn anew, what is open is where it now lies; who has it, has it still."""

import pytest

from parvis.cases.models import Case, CasePlacement, Outcome
from parvis.cases.operations import place_cases as room
from parvis.cases.operations.assign import take
from parvis.cases.operations.close import drop
from parvis.kernel import worker
from parvis.kernel.events import history
from parvis.kernel.models import Event, Timer
from parvis.notifications.models import Sending
from parvis.places.models import Zoning
from parvis.places.operations.districts import change_district, end_district
from parvis.places.operations.import_zoning import import_zoning, redraw
from parvis.places.outlines import Outline
from tests.world import CENTRE, IN_NO_DISTRICT, MAKER, PLACE_DE_LA_GARE, STATION, World, square

EAST_HALF = square(2.02, 47.00, 2.04, 47.04)


def district_of(case: Case) -> str | None:
    placement = CasePlacement.objects.select_related("district").get(case=case)
    here = Case.objects.select_related("district").get(pk=case.pk).district
    assert here == placement.district
    return here.name if here else None


def draw(*outlines: Outline) -> Zoning:
    return redraw(Zoning.objects.get(), outlines=outlines, by=MAKER)[0]


def settle() -> None:
    worker.run_until_idle()


def test_an_open_case_moves_and_neither_its_unit_nor_its_agent_nor_its_history_does(world: World) -> None:
    case = take(world.report(place=IN_NO_DISTRICT), by=world.karim)
    settle()
    letters = Sending.objects.count()
    draw(Outline("C", "Centre", CENTRE), Outline("G", "Gare", EAST_HALF))
    settle()
    assert district_of(case) == "Gare" and Sending.objects.count() == letters
    after = Case.objects.get(pk=case.pk)
    assert (after.unit, after.assignee, after.version) == (world.lighting, world.karim, case.version)
    told = history(Zoning.objects.get()).last()
    assert told is not None and (told.kind, told.data) == ("zoning.placed", {"count": 1, "moved": 1})


def test_a_closed_case_keeps_the_district_that_it_had_even_one_that_ended(world: World) -> None:
    closed = drop(world.report(place=PLACE_DE_LA_GARE), outcome=Outcome.DUPLICATE, because="Voir la 12.", by=world.nadia)
    still = world.report(place=PLACE_DE_LA_GARE)
    end_district(Zoning.objects.get(), district=world.station, by=MAKER)
    settle()
    assert district_of(closed) == "Gare" and district_of(still) is None


def test_another_zoning_moves_no_district_that_the_case_was_routed_by(world: World) -> None:
    case = world.report()
    import_zoning("Voirie", outlines=[Outline("S", "Secteur 1", CENTRE)], by=MAKER)
    settle()
    assert Case.objects.get(pk=case.pk).district == world.centre
    assert CasePlacement.objects.filter(case=case).count() == 2, "it is placed in the new zoning too"


def test_a_district_that_only_changes_its_name_moves_nothing(world: World) -> None:
    settle()
    zoning = Zoning.objects.get()
    change_district(zoning, district=world.centre, outline=Outline("C", "Vieille ville", CENTRE), by=MAKER)
    assert not Zoning.objects.get().is_placing


def test_many_are_placed_some_at_a_time_and_a_worker_that_died_goes_on(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "BATCH", 2)
    cases = [world.report(place=IN_NO_DISTRICT) for _ in range(5)]
    settle()
    before = Event.objects.filter(kind="zoning.placed").count()
    zoning = draw(Outline("C", "Centre", CENTRE), Outline("G", "Gare", EAST_HALF))
    room.place_cases(zoning, by=MAKER)
    seen = Zoning.objects.get()
    assert (seen.is_placing, seen.placing_total, seen.placing_seen) == (True, 5, 2)
    assert [district_of(case) for case in cases] == ["Gare", "Gare", None, None, None]
    settle()
    assert [district_of(case) for case in cases] == ["Gare"] * 5
    assert Event.objects.filter(kind="zoning.placed").count() == before + 1 and not Zoning.objects.get().is_placing


def test_drawn_anew_while_it_goes_on_it_begins_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "BATCH", 1)
    cases = [world.report(place=PLACE_DE_LA_GARE) for _ in range(3)]
    room.place_cases(draw(Outline("C", "Centre", CENTRE)), by=MAKER)
    draw(Outline("C", "Centre", CENTRE), Outline("G", "Gare", STATION))
    settle()
    assert [district_of(case) for case in cases] == ["Gare"] * 3
    assert not Timer.objects.filter(state="pending").exists()
