"""`parvis import-districts`."""

from pathlib import Path

import pytest

from parvis.kernel.models import Authority, Event
from parvis.kernel.tenancy import inside
from parvis.places.models import District, Territory, Zoning
from tests.inbound.typing_in import type_in, write_features
from tests.world import make_authority, square

Capture = pytest.CaptureFixture[str]
WEST, EAST = square(2.00, 47.00, 2.02, 47.04), square(2.02, 47.00, 2.04, 47.04)


@pytest.fixture
def town(db: None) -> Authority:
    return make_authority()


@pytest.fixture
def two(tmp_path: Path) -> str:
    rows = ({"nom": "Bords de l’Yèvre", "n": 1}, WEST), ({"nom": "Gare", "n": 2}, EAST)
    return str(write_features(tmp_path / "quartiers.geojson", *rows))


def test_districts_come_in_and_draw_the_town(town: Authority, two: str, capsys: Capture) -> None:
    typed = type_in(capsys, "import-districts", two, "--name", "nom")
    assert (typed.status, typed.complained) == (0, "")
    assert "Quartiers : 2 secteur(s) ajouté(s), 0 modifié(s), 0 terminé(s). Le contour de la ville en est tiré." in typed.said
    with inside(town):
        assert list(District.objects.order_by("code").values_list("code", "name")) == [
            ("bords-de-l-yevre", "Bords de l’Yèvre"), ("gare", "Gare"),
        ]  # fmt: skip
        assert Territory.objects.count() == 1


def test_a_second_time_nothing_changes(town: Authority, two: str, capsys: Capture) -> None:
    type_in(capsys, "import-districts", two, "--name", "nom", "--territory")
    before = (Event.everywhere.count(), Zoning.everywhere.get().version, Territory.everywhere.get().version)
    typed = type_in(capsys, "import-districts", two, "--name", "nom", "--territory")
    assert typed.status == 0 and "rien n’a changé, les 2 secteurs étaient déjà là" in typed.said
    assert before == (Event.everywhere.count(), Zoning.everywhere.get().version, Territory.everywhere.get().version)


def test_a_code_keeps_a_district_that_changes_its_name(town: Authority, two: str, tmp_path: Path, capsys: Capture) -> None:
    type_in(capsys, "import-districts", two, "--name", "nom", "--code", "n")
    renamed = write_features(tmp_path / "b.geojson", ({"nom": "Rives", "n": 1}, WEST), ({"nom": "Gare", "n": 2}, EAST))
    typed = type_in(capsys, "import-districts", str(renamed), "--name", "nom", "--code", "n")
    assert "0 secteur(s) ajouté(s), 1 modifié(s), 0 terminé(s)" in typed.said


def test_the_outline_is_moved_only_when_asked(town: Authority, two: str, tmp_path: Path, capsys: Capture) -> None:
    type_in(capsys, "import-districts", two, "--name", "nom")
    half = str(write_features(tmp_path / "half.geojson", ({"nom": "Moitié"}, WEST)))
    assert "contour" not in type_in(capsys, "import-districts", half, "--name", "nom", "--zoning", "Voirie").said
    assert Territory.everywhere.get().version == 1
    again = type_in(capsys, "import-districts", half, "--name", "nom", "--zoning", "Voirie", "--territory")
    assert "contour" in again.said
    assert Territory.everywhere.get().version == 2


@pytest.mark.parametrize(
    ("second", "words"),
    [
        (({"name": "Gare"}, EAST), "entité 2 (Gare) : la propriété « nom » manque ou est vide (propriétés : name)"),
        (({"nom": " "}, EAST), "entité 2 : la propriété « nom » manque ou est vide"),
        (({"nom": "Centre"}, EAST), "entité 2 (Centre) : son code « centre » est déjà celui de l’entité 1"),
        (({"nom": "Gare"}, None), "entité 2 (Gare) : il faut un polygone, et c’est « rien »"),
        (({"nom": "Gare"}, {"type": "Point", "coordinates": [2.0, 47.0]}), "il faut un polygone, et c’est « Point »"),
        (({"nom": "Gare"}, {"type": "Polygon", "coordinates": [["a"]]}), "sa géométrie ne peut pas être lue"),
        (({"nom": "Gare"}, {"type": "Polygon", "coordinates": []}), "sa géométrie"),
        (
            ({"nom": "Gare"}, {"type": "Polygon", "coordinates": [[[2, 47], [3, 48], [3, 47], [2, 48], [2, 47]]]}),
            "entité 2 (Gare) : son contour se croise en 2.5, 47.5",
        ),
    ],
)
def test_a_bad_feature_is_told_by_its_number_and_nothing_is_imported(
    town: Authority, tmp_path: Path, capsys: Capture, second: tuple[dict[str, object], object], words: str
) -> None:
    path = write_features(tmp_path / "x.geojson", ({"nom": "Centre"}, WEST), second)
    typed = type_in(capsys, "import-districts", str(path), "--name", "nom")
    assert typed.status == 1
    assert words in typed.complained and "1 entité(s) à corriger, rien n’a été importé" in typed.complained
    assert not Zoning.everywhere.exists() and not Territory.everywhere.exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("rien", "ce n’est pas du JSON"),
        ("[" * 100_000, "ce n’est pas du JSON"),
        ("[]", "FeatureCollection"),
        ('{"type": "FeatureCollection", "features": []}', "ne contient aucun secteur"),
    ],
)
def test_another_file_is_refused_in_a_line(town: Authority, tmp_path: Path, capsys: Capture, content: str, words: str) -> None:
    path = tmp_path / "x.geojson"
    path.write_text(content)
    typed = type_in(capsys, "import-districts", str(path), "--name", "nom")
    assert typed.status == 1 and words in typed.complained
    gone = type_in(capsys, "import-districts", str(tmp_path / "gone"), "--name", "nom")
    assert gone.status == 1 and "ne peut pas être lu" in gone.complained


def test_the_town_is_named_when_there_are_several(town: Authority, two: str, capsys: Capture) -> None:
    make_authority("Ailleurs", "ailleurs.test")
    typed = type_in(capsys, "import-districts", two, "--name", "nom")
    assert typed.status == 1
    assert "dites laquelle avec --authority. Villes connues : ailleurs.test, valbourg.test." in typed.complained
    typed = type_in(capsys, "import-districts", two, "--name", "nom", "--authority", "inconnue.test")
    assert typed.status == 1 and "aucune ville n’a pour site « inconnue.test »" in typed.complained
    assert type_in(capsys, "import-districts", two, "--name", "nom", "--authority", "ailleurs.test").status == 0
    assert Zoning.everywhere.get().authority.name == "Ailleurs"


def test_nothing_is_imported_into_the_demo_town(town: Authority, two: str, capsys: Capture) -> None:
    Authority.objects.update(is_demo=True)
    typed = type_in(capsys, "import-districts", two, "--name", "nom")
    assert typed.status == 1 and "ville de démonstration" in typed.complained


def test_the_eighty_quartiers_of_paris(town: Authority, real_data: Path, capsys: Capture) -> None:
    path = str(real_data / "polygons" / "quartier_paris.geojson")
    assert "80 secteur(s) ajouté(s)" in type_in(capsys, "import-districts", path, "--name", "l_qu").said
    assert "rien n’a changé" in type_in(capsys, "import-districts", path, "--name", "l_qu").said
