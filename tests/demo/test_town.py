"""The demo town: `parvis demo`, what it makes, and what it must not."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import settings

from parvis.cases.models import Case, CasePlacement, Category, Kind, Outcome, Status
from parvis.cases.narrative import tell
from parvis.cases.operations.promise import TIMER
from parvis.cases.reminders import REMINDER
from parvis.cases.voices.colleagues import told_to_colleagues
from parvis.cases.voices.town import told_to_the_requester
from parvis.demo.settle import demo_town, settle
from parvis.demo.town import PASSWORD, PEOPLE
from parvis.directory.models import Agent, Unit, User
from parvis.kernel import clock
from parvis.kernel.models import Authority, Delivery, Event, Timer
from parvis.kernel.models import Counter as Numbers
from parvis.kernel.tenancy import inside
from parvis.notifications.models import Sending
from parvis.places.location import is_inside
from parvis.places.points import Point
from tests.clock import move_by
from tests.inbound.typing_in import type_in
from tests.words import plain

Capture = pytest.CaptureFixture[str]
SITE = "http://127.0.0.1:8000"


@pytest.fixture
def valbourg(db: None) -> Iterator[Authority]:
    authority, is_new = settle(SITE)
    assert is_new
    with inside(authority):
        yield authority


def rows() -> dict[str, int]:
    models = (Authority, User, Agent, Unit, Category, Case, CasePlacement, Event, Timer, Delivery, Numbers)
    return {model._meta.label: model._base_manager.count() for model in models}


def test_the_command_makes_it_once(db: None, capsys: Capture) -> None:
    first = type_in(capsys, "demo")
    assert (
        first.status == 0 and f"Valbourg est créée, avec {len(PEOPLE)} agents. Mot de passe de tous : {PASSWORD}" in first.said
    )
    before, versions = rows(), list(Case.everywhere.order_by("pk").values_list("pk", "version"))
    second = type_in(capsys, "demo")
    assert second.status == 0 and "Valbourg existe déjà" in second.said
    assert (rows(), list(Case.everywhere.order_by("pk").values_list("pk", "version"))) == (before, versions)


def test_its_messages_lead_to_where_it_is_served_today(valbourg: Authority) -> None:
    moved, is_new = settle("http://127.0.0.1:8123")
    assert not is_new and moved.site_url == "http://127.0.0.1:8123"
    settle("http://127.0.0.1:8123")
    assert Event.objects.filter(kind="authority.site_moved").count() == 1
    assert demo_town() == moved


def test_it_tells_nobody_of_its_past(valbourg: Authority) -> None:
    of_cases = Event.objects.filter(subject_kind=Case.subject_kind())
    assert of_cases.exists() and not of_cases.filter(is_imported=False).exists()
    assert not Delivery.objects.filter(event__in=of_cases).exists()
    assert not Sending.objects.exists()


def test_everyone_signs_in_with_the_known_password(valbourg: Authority) -> None:
    assert {person.login for person in PEOPLE} >= {"karim", "nadia", "hugo", "claire", "theo", "ines", "helene", "paul"}
    for person in PEOPLE:
        agent = Agent.objects.select_related("user").get(email=person.email)
        assert agent.user is not None and agent.user.check_password(PASSWORD)
        assert str(agent) == f"{person.first_name} {person.last_name}"
    assert Unit.objects.get(name="Éclairage public").is_closing_reserved


def test_each_pictogram_is_one_of_lucide(valbourg: Authority) -> None:
    drawn = set(json.loads((Path(settings.ROOT) / "parvis/ui/static/ui/dist/icons.json").read_text()))
    assert set(Category.objects.values_list("pictogram", flat=True)) <= drawn
    assert Category.objects.filter(parent__isnull=False).count() >= 28
    assert set(Category.objects.values_list("kind", flat=True)) == set(Kind.values)


def test_all_that_a_list_can_show_is_there(valbourg: Authority) -> None:
    cases = list(Case.objects.get_queryset().select_related("category"))
    today, queryset = clock.today(valbourg), Case.objects.get_queryset()
    assert len(cases) >= 45
    assert {case.status for case in cases} == set(Status.values)
    assert {case.outcome for case in cases if case.is_closed} == set(Outcome.values)
    assert Counter(case.is_resolved for case in cases)[True] >= 2
    assert queryset.late(today).count() >= 3
    assert queryset.open().filter(is_danger=True).count() >= 2
    assert queryset.filter(priority=1).exists() and queryset.filter(requester_email="").exists()
    month_ago = clock.now() - timedelta(days=30)
    done = [case for case in cases if case.outcome == Outcome.DONE]
    assert sum(case.closed_at is not None and case.closed_at > month_ago for case in done) >= 8
    assert sum(case.closed_at is not None and case.closed_at < month_ago for case in done) >= 3


def test_cases_are_numbered_by_date_within_seven_weeks_and_in_their_district(valbourg: Authority) -> None:
    cases = list(Case.objects.get_queryset().order_by("year", "sequence"))
    assert all(one.received_at <= other.received_at for one, other in pairwise(cases))
    assert cases[0].received_at > clock.now() - timedelta(days=54)
    assert cases[-1].received_at <= clock.now()
    for case in cases:
        if case.lon is not None and case.lat is not None:
            assert is_inside(Point(case.lon, case.lat)) and case.district is not None
    assert {case.district.name for case in cases if case.district} == {
        "Centre", "Les Moulins", "Gare", "Saint-Aubin", "Bords de Valbe", "Les Tilleuls",
    }  # fmt: skip


def test_a_history_reads_as_it_happened(valbourg: Authority) -> None:
    lamp = Case.objects.get(address="22, rue Saint-Jacques", category__name="Lampadaire éteint")
    told = [(line.who, plain(line.said.sentence)) for line in tell(lamp, told_to_colleagues)]
    assert [who for who, _ in told] == ["Hervé Dumont", "Parvis", *["Karim Lefèvre"] * 6, "Nadia Benali"]
    assert told[0][1] == "fait la demande" and told[-1][1] == "clôture"
    dates = [line for line in tell(lamp, told_to_the_requester) if line.said.icon == "calendar-check"]
    assert [bool(line.said.detail) for line in dates] == [False, True]
    end = tell(lamp, told_to_the_requester)[-1]
    assert end.said.sentence == "C’est réparé." and "coffret est refaite" in end.said.quote


def test_every_history_is_in_order_and_says_where_it_went(valbourg: Authority) -> None:
    for case in Case.objects.get_queryset().select_related("category", "unit", "assignee"):
        lines = tell(case, told_to_colleagues)
        assert all(one.at <= other.at for one, other in pairwise(lines))
        if case.assignee is not None and case.unit.name != "Voirie":
            assert case.unit_id in case.assignee.reach.units


def test_a_date_still_to_come_will_be_reminded_of(valbourg: Authority) -> None:
    promised = Case.objects.open().filter(resolved_at__isnull=True, estimated_on__gte=clock.today(valbourg))
    timers = Timer.objects.filter(subject_kind=Case.subject_kind(), name=TIMER)
    assert set(timers.values_list("subject_id", flat=True)) == set(promised.values_list("pk", flat=True))


def test_some_are_behind_the_delay_of_their_category_and_will_be_reminded_of(valbourg: Authority) -> None:
    late = Case.objects.get_queryset().late(clock.today(valbourg)).filter(estimated_on__isnull=True)
    assert late.exists()
    awaited = set(Timer.objects.filter(name=REMINDER).values_list("subject_id", flat=True))
    assert {case.pk for case in late} <= awaited


def test_its_mark_is_a_drawing_of_its_own(valbourg: Authority) -> None:
    assert (Path(settings.PARVIS_DATA) / "files" / valbourg.logo).read_text().startswith("<svg")


@pytest.mark.parametrize("days", range(7))
def test_it_can_be_made_on_any_day_of_the_week(db: None, days: int) -> None:
    with move_by(timedelta(days=days, hours=days * 4)):
        authority, _new = settle(SITE)
        with inside(authority):
            assert Case.objects.get_queryset().late(clock.today(authority)).count() >= 3
            assert not Case.objects.get_queryset().filter(received_at__gt=clock.now()).exists()
