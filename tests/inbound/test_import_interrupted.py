"""`parvis import-cases` killed in the middle, and twice at once: real processes on the database of the tests."""

import subprocess
from itertools import pairwise
from pathlib import Path

import pytest

from parvis.cases.models import Case
from parvis.directory.models import Unit
from parvis.kernel.events import history
from parvis.kernel.models import Authority, ExternalReference
from parvis.kernel.tenancy import inside
from tests.inbound.typing_in import start, write_reports
from tests.words import plain
from tests.world import make_world

pytestmark = pytest.mark.django_db(transaction=True)
COUNT = 420


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Over two years, in no order, for three units."""
    rows = [
        {
            "datedecl": f"{2023 + number % 2}-{number * 7 % 12 + 1:02d}-{number * 11 % 28 + 1:02d}",
            "intervenant": f"Équipe {number % 3}",
            "soustype": f"Sorte {number % 5}",
            "lon": f"{2.001 + number % 38 / 1000:.3f}",
        }
        for number in range(COUNT)
    ]
    return write_reports(tmp_path / "reports.csv", rows)


def run(reports: Path, host: str) -> str:
    with start("import-cases", str(reports), "--authority", host, "--open-last", "60d") as process:
        said, complained = process.communicate(timeout=120)
    assert process.returncode == 0, complained
    return plain(said)


def story(authority: Authority) -> list[object]:
    """All that can be compared between two towns."""
    with inside(authority):
        keys = dict(ExternalReference.objects.values_list("subject_id", "key"))
        return [
            (
                keys.pop(case.pk),
                case.number,
                case.category.name,
                case.unit.name,
                case.district.name if case.district else None,
                case.status,
                case.closed_at,
                [(event.kind, event.at) for event in history(case)],
            )
            for case in Case.objects.get_queryset().select_related("category", "unit", "district").order_by("year", "sequence")
        ]


def wait_for_a_line(process: "subprocess.Popen[str]") -> None:
    assert process.stderr is not None
    assert process.stderr.readline()


def test_killed_in_the_middle_and_run_again_it_is_as_if_it_had_never_stopped(reports: Path) -> None:
    killed, whole = make_world("Killed", "killed.test").authority, make_world("Whole", "whole.test").authority
    with start("import-cases", str(reports), "--authority", "killed.test", "--open-last", "60d") as process:
        wait_for_a_line(process)
        process.kill()
    begun = len(story(killed))
    assert 0 < begun < COUNT and begun % 200 == 0
    assert f"{begun} étaient déjà là" in run(reports, "killed.test")
    assert f"{COUNT} signalements repris" in run(reports, "whole.test")
    assert len(story(killed)) == COUNT
    assert story(killed) == story(whole)


def test_two_at_once_double_nothing_and_leave_no_hole(reports: Path) -> None:
    authority = make_world("Both", "both.test").authority
    words = ("import-cases", str(reports), "--authority", "both.test", "--open-last", "60d")
    with start(*words) as first, start(*words) as second:
        answers = [process.communicate(timeout=120) for process in (first, second)]
    assert [process.returncode for process in (first, second)] == [0, 0], answers
    assert any("étaient déjà là" in plain(said) or "sont déjà là" in plain(said) for said, _ in answers)
    with inside(authority):
        assert Case.objects.count() == ExternalReference.objects.count() == COUNT
        assert Unit.objects.filter(name__startswith="Équipe").count() == 3
        for year in (2023, 2024):
            rows = list(Case.objects.get_queryset().filter(year=year).order_by("sequence"))
            assert [case.sequence for case in rows] == list(range(1, len(rows) + 1))
            assert all(one.received_at <= other.received_at for one, other in pairwise(rows))
