"""`parvis import-cases`, on small files."""

import gzip
import json
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings

from parvis.cases.models import Case, Category, Channel, Outcome, RoutingRule, Status
from parvis.cases.operations.configure import set_rule
from parvis.cases.past import Reference, taken_over_as
from parvis.cases.readings import public
from parvis.cases.readings.catalogue import Catalogue
from parvis.directory.models import Unit
from parvis.directory.operations.units import create_unit
from parvis.inbound.catalogue import PICTOGRAMS
from parvis.inbound.dans_ma_rue import SYSTEM
from parvis.kernel import clock
from parvis.kernel.events import history
from parvis.kernel.models import Authority, Delivery, Event, Timer
from parvis.kernel.tenancy import inside
from parvis.notifications.models import Sending
from tests.inbound.typing_in import Typed, type_in, write_reports
from tests.world import MAKER, World, make_authority

Capture = pytest.CaptureFixture[str]
STATION = {"lon": "2.03", "lat": "47.01"}
NOWHERE = {"lon": "2.03", "lat": "47.03"}
FAR = {"lon": "2.03", "lat": "47.50"}


@pytest.fixture
def import_rows(world: World, tmp_path: Path, capsys: Capture) -> "Import":
    return Import(tmp_path / "reports.csv", capsys)


class Import:
    def __init__(self, path: Path, capsys: Capture) -> None:
        self.path, self.capsys = path, capsys

    def __call__(self, rows: Sequence[dict[str, str]], *options: str) -> Typed:
        write_reports(self.path, rows)
        return self.again(*options)

    def again(self, *options: str) -> Typed:
        return type_in(self.capsys, "import-cases", str(self.path), *options)


def taken(key: str) -> Case:
    reference = Reference(system=SYSTEM, key=key)
    return taken_over_as([reference])[reference]


def test_a_report_is_placed_routed_dated_and_numbered_by_its_own_date(import_rows: Import) -> None:
    typed = import_rows([{"datedecl": "2024-03-05"}, {"datedecl": "2023-12-31"}, {"datedecl": "2024-01-01", **STATION}])
    assert typed.status == 0
    assert "3 signalements repris" in typed.said and "0 en cours, 3 terminés et archivés" in typed.said
    numbers = {key: taken(key).number for key in ("G00001", "G00002", "G00003")}
    assert numbers == {"G00001": "2024/000002", "G00002": "2023/000001", "G00003": "2024/000001"}
    case = taken("G00003")
    assert (case.received_on, case.address) == (date(2024, 1, 1), "12 rue Basse, 18999 VALBOURG")
    assert case.district is not None and case.district.name == "Gare"
    assert [row.district_id for row in case.placements.all()] == [case.district_id]
    assert (case.category.name, case.unit.name, case.requester_email) == ("Corbeille pleine", "NET", "")
    assert case.category.parent is not None and case.category.parent.name == "Propreté"
    assert (case.status, case.outcome, case.closed_on) == (Status.CLOSED, Outcome.DONE, date(2024, 1, 1))
    events = list(history(case))
    assert [event.kind for event in events] == ["case.received", "case.imported", "case.closed"]
    assert {event.on for event in events} == {date(2024, 1, 1)}
    assert all(event.is_imported for event in events)


def test_what_the_register_reserves_to_its_agents_is_neither_offered_nor_public(import_rows: Import) -> None:
    reserved = "[] Cartons appartenant à des personnes à la rue"
    import_rows([{"datedecl": "2024-03-05"}, {"datedecl": "2024-03-06", "soustype": reserved}], "--open-last", "9d")
    street, bin_ = Category.objects.get(name=reserved), Category.objects.get(name="Corbeille pleine")
    assert (street.is_for_agents, street.is_public) == (True, False) and bin_.is_public
    offered = [category for group in Catalogue().to_choose for category in group.categories]
    assert bin_ in offered and street not in offered
    assert public.by_number(*map(int, taken("G00002").number.split("/"))) is None
    shown = public.by_number(*map(int, taken("G00001").number.split("/")))
    assert shown is not None and (shown.public_address, shown.is_to_read) == ("12 rue Basse, 18999 VALBOURG", False)


def test_nobody_is_told_and_nothing_will_ring(import_rows: Import) -> None:
    import_rows([{"datedecl": "2024-03-05"}, {"datedecl": "2024-03-06"}], "--open-last", "1d")
    assert Case.objects.count() == 2
    cases = Event.objects.filter(subject_kind=Case.subject_kind())
    assert not Delivery.objects.filter(event__in=cases).exists()
    assert not Sending.objects.exists() and not Timer.objects.filter(subject_kind=Case.subject_kind()).exists()


def test_the_last_days_of_the_file_arrive_under_way_and_none_is_late(import_rows: Import, world: World) -> None:
    days = ["2024-03-31", "2024-03-02", "2024-03-01", "2024-02-29"]
    typed = import_rows([{"datedecl": day} for day in days], "--open-last", "30d")
    assert "2 en cours, 2 terminés et archivés" in typed.said
    assert [taken(f"G0000{number}").status for number in (1, 2, 3, 4)] == ["open", "open", "closed", "closed"]
    far_future = clock.today(world.authority) + timedelta(days=4000)
    assert not Case.objects.get_queryset().late(far_future).exists()


@pytest.mark.parametrize(("options", "words"), [(["--open-last", "deux mois"], "60d"), (["--limit", "0"], "nombre")])
def test_a_wrong_option_is_said(import_rows: Import, options: list[str], words: str) -> None:
    with pytest.raises(SystemExit):
        import_rows([{}], *options)
    assert words in import_rows.capsys.readouterr().err


def test_bad_rows_are_listed_with_their_line_and_the_rest_comes_in(import_rows: Import) -> None:
    rows = [
        {},
        {"datedecl": "hier"},
        {"datedecl": "2999-01-01"},
        {"datedecl": ""},
        {"lon": "", "lat": ""},
        {"lon": "NaN"},
        {"lat": "2,5"},
        {"lat": "1e9"},
        {"type": " "},
        {"soustype": ""},
        {"id_dmr": ""},
        {"id_dmr": "G00001", "datedecl": "2024-05-05"},
        FAR,
        {"soustype": "x" * 201},
        {"intervenant": "", "soustype": "Sans service"},
    ]
    typed = import_rows(rows)
    assert typed.status == 0
    assert "2 signalements repris" in typed.said and "13 ligne(s) écartée(s)" in typed.said
    for line, reason in [
        (3, "date illisible « hier »"),
        (4, "date invraisemblable « 2999-01-01 »"),
        (5, "datedecl manque"),
        (6, "pas de position"),
        (7, "position illisible « NaN, 47.02 »"),
        (8, "position illisible « 2.01, 2,5 »"),
        (9, "position illisible « 2.01, 1e9 »"),
        (10, "type manque"),
        (11, "soustype manque"),
        (12, "id_dmr manque"),
        (13, "id_dmr « G00001 » déjà lu à la ligne 2"),
        (14, "hors de la ville, à 51,1 km"),
        (15, "soustype dépasse 200 caractères"),
    ]:
        assert f"ligne {line} : {reason}" in typed.said
    assert taken("G00001").received_on == date(2024, 3, 5)
    assert taken("G00015").unit.name == "Accueil"


def test_a_position_just_outside_is_kept_in_no_district(import_rows: Import) -> None:
    typed = import_rows([{"lon": "2.0402", "lat": "47.01"}, NOWHERE])
    assert "2 ne sont dans aucun quartier" in typed.said
    assert taken("G00001").district is None


def test_a_channel_says_how_it_came_and_an_agent_s_typing_is_told_apart(import_rows: Import) -> None:
    prefixes = ["Page DMR Paris.fr", "Back Office", "Android", "IOPage DMR Paris.fr application", ""]
    import_rows([{"prefixe": prefix} for prefix in prefixes])
    assert [taken(f"G0000{number}").channel for number in range(1, 6)] == [
        Channel.WEB, Channel.COUNTER, Channel.API, Channel.API, Channel.API,
    ]  # fmt: skip
    assert taken("G00002").origin == "agent" and taken("G00001").origin == "resident"


def test_the_majority_has_the_category_and_an_exception_its_district(import_rows: Import, world: World) -> None:
    centre = [{"intervenant": "A"}, {"intervenant": "A"}, {"intervenant": "B"}]
    station = [{"intervenant": "B", **STATION}, {"intervenant": "B", **STATION}, {"intervenant": "A", **STATION}]
    typed = import_rows([*centre, *station, {"intervenant": "A", **NOWHERE}])
    assert "1 catégories, 2 services, 1 règles" in typed.said
    category = Category.objects.get(name="Corbeille pleine")
    assert category.unit is not None and category.unit.name == "A"
    rule = RoutingRule.objects.get(category=category)
    assert (rule.district, rule.unit.name) == (world.station, "B")
    assert [taken(f"G0000{number}").unit.name for number in range(1, 8)] == ["A", "A", "A", "B", "B", "B", "A"]


def test_a_unit_that_is_there_is_not_made_twice(import_rows: Import, world: World) -> None:
    import_rows([{"intervenant": "Voirie"}])
    assert taken("G00001").unit == world.roads
    assert Unit.objects.filter(name="Voirie").count() == 1


def everything() -> list[object]:
    return [
        Case.objects.count(),
        Event.objects.count(),
        Unit.objects.count(),
        list(Case.objects.get_queryset().order_by("pk").values_list("pk", "version", "year", "sequence")),
        list(Category.objects.order_by("pk").values_list("pk", "version")),
        list(RoutingRule.objects.order_by("pk").values_list("pk", "unit")),
    ]


def test_a_second_run_changes_nothing(import_rows: Import) -> None:
    import_rows([{}, {}, {"lon": ""}])
    before = everything()
    typed = import_rows.again()
    assert typed.status == 0
    assert "Rien de nouveau : les 2 signalements du fichier sont déjà là." in typed.said
    assert "ligne 4 : pas de position" in typed.said
    assert everything() == before


def test_taken_over_in_several_times_it_is_numbered_as_at_once(import_rows: Import) -> None:
    days = ["2024-03-04", "2024-03-01", "2024-03-03", "2024-03-02", "2024-03-05"]
    typed = import_rows([{"datedecl": day} for day in days], "--limit", "2")
    assert "2 signalements repris" in typed.said and "3 restent à reprendre" in typed.said
    typed = import_rows.again("--limit", "2")
    assert "2 étaient déjà là" in typed.said and "1 restent à reprendre" in typed.said
    import_rows.again()
    assert [taken(f"G0000{number}").sequence for number in range(1, 6)] == [4, 1, 3, 2, 5]


def test_taken_over_in_several_times_it_is_routed_by_the_whole_file(import_rows: Import) -> None:
    days = ["2024-03-01", "2024-03-02", "2024-03-03", "2024-03-04", "2024-03-05"]
    units = ["A", "A", "B", "B", "B"]
    import_rows([{"datedecl": day, "intervenant": unit} for day, unit in zip(days, units, strict=True)], "--limit", "2")
    assert taken("G00001").unit.name == "B"


def test_what_the_town_decided_since_is_left_alone(import_rows: Import, world: World) -> None:
    import_rows([{}])
    set_rule(Category.objects.get(name="Corbeille pleine"), to=world.roads, by=MAKER)
    import_rows([{}, {"datedecl": "2024-04-01"}])
    assert taken("G00002").unit == world.roads
    assert RoutingRule.objects.filter(category__name="Corbeille pleine").count() == 1


def test_reports_come_in_by_semicolons_and_compressed_too(import_rows: Import) -> None:
    write_reports(import_rows.path, [{"adresse": "12 rue Basse"}])
    text = "\ufeff" + import_rows.path.read_text().replace(",", ";")
    import_rows.path.write_bytes(gzip.compress(text.encode()))
    assert "1 signalements repris" in import_rows.again().said


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "il manque type, soustype"),
        (b"type,soustype\n", "il manque adresse, datedecl"),
        (b"\xff\xfe", "n’est pas en UTF-8"),
        (gzip.compress(b"type" * 1000, mtime=0)[:30], "fichier gzip abîmé ou incomplet"),
        (b"\x1f\x8bnothing", "ne peut pas être lu"),
    ],
)
def test_another_file_is_refused_in_a_line(import_rows: Import, content: bytes, words: str) -> None:
    import_rows.path.write_bytes(content)
    typed = import_rows.again()
    assert typed.status == 1
    assert words in typed.complained and typed.said == ""


def test_nothing_real_is_put_into_the_demo_town(import_rows: Import) -> None:
    Authority.objects.update(is_demo=True)
    typed = import_rows([{}])
    assert typed.status == 1 and "ville de démonstration" in typed.complained
    assert not Case.objects.exists()


def test_without_districts_it_says_how_to_draw_them(import_rows: Import) -> None:
    with inside(make_authority("Bare", "bare.test")):
        create_unit("Accueil", by=MAKER)
    typed = import_rows([{}], "--authority", "bare.test")
    assert "1 ne sont dans aucun quartier (« parvis import-districts » les dessine)" in typed.said


def test_a_file_of_bad_rows_only_says_so(import_rows: Import) -> None:
    typed = import_rows([{"lon": ""}])
    assert typed.status == 0 and "Aucun signalement à reprendre. 1 ligne(s) écartée(s)" in typed.said
    assert not Category.objects.filter(name="Corbeille pleine").exists()


def test_each_pictogram_is_one_of_lucide() -> None:
    drawn = json.loads((Path(settings.ROOT) / "parvis/ui/static/ui/dist/icons.json").read_text())
    assert set(PICTOGRAMS.values()) <= set(drawn)
