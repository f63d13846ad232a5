"""Secteurs: the administrator imports a zoning after a trial, sees its holes, corrects it by hand; nobody is told."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parvis.cases.operations.configure import create_category
from parvis.directory.operations.agents import add_agent
from parvis.kernel import worker
from parvis.kernel.models import Event
from parvis.kernel.tenancy import inside
from parvis.places.models import District, Territory, Zoning, ZoningFile
from parvis.places.operations.districts import rename_zoning
from parvis.places.operations.import_zoning import import_zoning, redraw
from parvis.places.outlines import Outline
from tests.backoffice.desk import Desk, Words, words_of
from tests.places.sheets import a_file
from tests.world import CENTRE, IN_NO_DISTRICT, MAKER, PASSWORD, World, make_authority, make_world, square

HOME = "/agents/secteurs"
EAST_HALF = square(2.02, 47.00, 2.04, 47.04)
Rows = list[tuple[dict[str, object], object]]
ROWS: Rows = [
    ({"nom": "Centre", "ref": "C"}, CENTRE),
    ({"nom": "Gare et Moulins", "ref": "G"}, EAST_HALF),
]


@pytest.fixture
def paul(world: World) -> Desk:
    return Desk(world.paul)


def of(zoning: Zoning, noun: str = "") -> str:
    return f"{HOME}/{zoning.pk}{noun}"


def sent(*rows: tuple[dict[str, object], object], content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile("secteurs.geojson", a_file(*rows) if content is None else content)


def tried(desk: Desk, path: str, **typed: object) -> tuple[str, Words]:
    """Where the file that was sent is tried, and what is said there."""
    answer = desk.post(path, {"file": sent(*ROWS), **typed})
    assert answer.status_code == 302, words_of(answer).text
    return answer["Location"], words_of(desk.get(answer["Location"]))


def test_a_zoning_is_tried_then_imported_and_the_second_time_changes_nothing(world: World, paul: Desk) -> None:
    where, page = tried(paul, f"{HOME}/import", name="Voirie")
    assert "2 secteurs, lus en WGS 84" in page.text and "2 nouveaux Centre, Gare et Moulins" in page.text
    assert not Zoning.objects.filter(name="Voirie").exists(), "a trial changes nothing"
    answer = paul.post(where, page.hidden)
    zoning = Zoning.objects.get(name="Voirie")
    assert answer["Location"] == of(zoning) and not ZoningFile.objects.exists()
    assert dict(District.objects.filter(zoning=zoning).values_list("code", "name")) == {"C": "Centre", "G": "Gare et Moulins"}
    events = Event.objects.count()
    where, page = tried(paul, of(zoning, "/import"))
    assert "Rien ne changerait" in page.text
    paul.post(where, page.hidden)
    assert Event.objects.count() == events


def test_the_trial_tells_what_is_new_changed_ended_and_what_would_serve_no_more(world: World, paul: Desk) -> None:
    zoning = Zoning.objects.get()
    old: dict[str, object] = {"nom": "Vieille ville", "ref": "C"}
    rows: Rows = [(old, CENTRE), ({"nom": "Moulins", "ref": "M"}, square(2.02, 47.02, 2.04, 47.04))]
    answer = paul.post(of(zoning, "/import"), {"file": sent(*rows)})
    page = words_of(paul.get(answer["Location"]))
    for said in ("1 nouveau Moulins", "1 modifié Centre → Vieille ville", "1 terminé, absent du fichier Gare"):
        assert said in page.text
    assert "Une règle d’une catégorie vise un secteur qui se termine" in page.text
    assert "25,0 % de la commune n’est dans aucun secteur" in page.text and "Trou de" in page.text
    paul.post(answer["Location"], page.hidden)
    assert District.objects.get(code="G").ended_on is not None, "it ends, and stays"
    page = words_of(paul.get(of(zoning)))
    assert "1 secteur terminé" in page.text and "Secteur terminé : G" in page.text and "Paul Girard" in page.text


def test_the_name_and_the_code_are_chosen_from_the_file(world: World, paul: Desk) -> None:
    where, page = tried(paul, f"{HOME}/import", name="Voirie")
    assert (page.hidden["nom"], page.hidden["code"]) == ("nom", "ref")
    page = words_of(paul.get(f"{where}?nom=ref&code="))
    paul.post(where, page.hidden)
    assert list(District.objects.filter(zoning__name="Voirie").order_by("code").values_list("code", "name")) == [
        ("c", "C"), ("g", "G"),
    ]  # fmt: skip


def test_what_a_colleague_did_between_the_trial_and_the_import_is_told(world: World, paul: Desk) -> None:
    zoning = Zoning.objects.get()
    where, page = tried(paul, of(zoning, "/import"))
    redraw(Zoning.objects.get(), outlines=[Outline("C", "Centre", CENTRE)], by=MAKER)
    answer = paul.post(where, page.hidden)
    page = words_of(answer)
    assert answer.status_code == 409 and "Ce découpage vient de changer" in page.text
    assert paul.post(where, page.hidden).status_code == 302


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Ce fichier est vide."),
        (b"PK\x03\x04\x00", "ce n’est pas du JSON lisible"),
        (b" " * 15_000_001, "Ce fichier dépasse 15 Mo"),
        (a_file(), "ne contient aucun secteur"),
        (a_file(({"nom": "Loin"}, square(5, 45, 5.1, 45.1))), "Ce découpage est ailleurs"),
        (a_file(({"nom": "A"}, CENTRE), crs="EPSG:27572"), "Ce fichier est en EPSG:27572, que Parvis ne lit pas"),
        (a_file(({"nom": "Puits"}, {"type": "Point", "coordinates": [2, 47]})), "entité 1 (Puits) : il faut un polygone"),
    ],
)
def test_a_bad_file_is_refused_in_words_and_what_was_typed_stays(world: World, paul: Desk, content: bytes, said: str) -> None:
    answer = paul.post(f"{HOME}/import", {"name": "Voirie", "file": sent(content=content)})
    page = words_of(answer)
    assert answer.status_code == 422 and said in page.text and page.written["name"] == "Voirie"
    assert not ZoningFile.objects.exists()


def test_a_town_without_an_outline_may_take_it_from_its_first_zoning(db: None) -> None:
    world = make_world()
    with inside(world.authority):
        Territory.objects.all().delete()
        where, page = tried(Desk(world.paul), f"{HOME}/import", name="Voirie")
        assert "En tirer aussi le contour de la commune" in page.text
        Desk(world.paul).post(where, {**page.hidden, "contour": "1"})
        assert Territory.objects.count() == 1


def test_open_cases_are_placed_by_the_worker_and_the_page_says_how_far_it_is(world: World, paul: Desk) -> None:
    case = world.report(place=IN_NO_DISTRICT)
    worker.run_until_idle()
    zoning = Zoning.objects.get()
    where, page = tried(paul, of(zoning, "/import"))
    paul.post(where, page.hidden)
    assert "Les demandes ouvertes rejoignent leur nouveau secteur" in words_of(paul.get(of(zoning))).text
    worker.run_until_idle()
    page = words_of(paul.get(of(zoning)))
    assert "rejoignent leur nouveau" not in page.text
    assert "1 demande ouverte est replacée, dont 1 dans un autre secteur" in page.text
    case.refresh_from_db()
    assert case.district is not None and case.district.code == "G" and case.unit == world.lighting


def test_a_district_is_corrected_by_hand(world: World, paul: Desk) -> None:
    zoning = Zoning.objects.get()
    path = of(zoning, f"/{world.station.pk}")
    page = words_of(paul.get(path))
    assert page.written["outline"].splitlines()[0] == "2.02, 47"
    events = Event.objects.count()
    paul.post(path, {**page.hidden, **page.written})
    assert Event.objects.count() == events, "the same again changes nothing"
    wider = "2.02, 47\n2.04, 47\n2.04, 47.03\n2.02, 47.03\n\ntrou\n2.025, 47.005\n2.03, 47.005\n2.03, 47.01"
    assert paul.post(path, {**page.hidden, **page.written, "name": "Gare neuve", "outline": wider}).status_code == 302
    district = District.objects.get(pk=world.station.pk)
    rings = district.geometry["coordinates"]
    assert district.name == "Gare neuve" and [len(ring) for ring in rings] == [5, 4]
    page = words_of(paul.get(of(zoning)))
    assert "Nom : Gare devient Gare neuve" in page.text and "Contour : 3 381" in page.text


@pytest.mark.parametrize(
    ("outline", "said"),
    [
        ("2.02, 47\nici\n2.04, 47.03", "Ligne 2 : « ici » n’est pas « longitude, latitude » en degrés."),
        ("2.02, 47\n2.04, 47", "Il faut au moins trois sommets"),
        ("trou\n2.02, 47\n2.04, 47\n2.04, 47.01", "Le premier morceau ne peut pas être un trou."),
        ("2.0, 47.0\n2.02, 47.02\n2.02, 47.0\n2.0, 47.02", "son contour se croise en 2.01, 47.01"),
        ("47.02, 2\n47.04, 2\n47.04, 2.01", "hors de la commune"),
        ("2.02, 97\n2.04, 47\n2.04, 47.01", "Ligne 1"),
    ],
)
def test_what_is_wrong_with_lines_is_said_beside_them(world: World, paul: Desk, outline: str, said: str) -> None:
    path = of(Zoning.objects.get(), f"/{world.station.pk}")
    typed = words_of(paul.get(path))
    answer = paul.post(path, {**typed.hidden, **typed.written, "outline": outline})
    page = words_of(answer)
    assert answer.status_code == 422 and said in page.text and page.written["outline"].strip() == outline


def test_a_district_is_drawn_by_hand_and_another_ends(world: World, paul: Desk) -> None:
    zoning = Zoning.objects.get()
    page = words_of(paul.get(of(zoning, "/nouveau")))
    typed = {**page.hidden, "name": "Moulins", "code": "G", "outline": "2.02, 47.02\n2.04, 47.02\n2.04, 47.04"}
    answer = paul.post(of(zoning, "/nouveau"), typed)
    assert answer.status_code == 422 and "Le code « G » est déjà celui d’un secteur" in words_of(answer).text
    assert paul.post(of(zoning, "/nouveau"), {**typed, "code": "M"}).status_code == 302
    end = of(zoning, f"/{world.station.pk}/fin")
    assert "Une règle d’une catégorie le vise" in words_of(paul.get(end)).text
    paul.post(end, {})
    assert [one.code for one in District.objects.filter(ended_on__isnull=True).order_by("code")] == ["C", "M"]


def test_a_colleague_who_renamed_it_meanwhile_is_shown(world: World, paul: Desk) -> None:
    zoning = Zoning.objects.get()
    page = words_of(paul.get(of(zoning)))
    rename_zoning(Zoning.objects.get(), name="Grands quartiers", by=world.agent(world.paul))
    answer = paul.post(of(zoning), {**page.hidden, "name": "Petits quartiers"})
    page = words_of(answer)
    assert answer.status_code == 409 and "Grands quartiers" in page.text and page.written["name"] == "Petits quartiers"
    assert paul.post(of(zoning), {**page.hidden, "name": "Petits quartiers"}).status_code == 302


def test_that_the_worker_placed_the_cases_meanwhile_is_nobodys_change(world: World, paul: Desk) -> None:
    world.report()
    page = words_of(paul.get(of(Zoning.objects.get())))
    worker.run_until_idle()
    assert paul.post(of(Zoning.objects.get()), {**page.hidden, "name": "Petits quartiers"}).status_code == 302


def test_the_list_says_who_goes_by_each(world: World, paul: Desk) -> None:
    zoning, _fact = import_zoning("Voirie", outlines=[Outline("S", "Secteur 1", CENTRE)], by=MAKER)
    theme = create_category("Chaussée", zoning=zoning, by=MAKER)
    create_category("Bordure cassée", under=theme, by=MAKER)
    page = words_of(paul.get(HOME))
    assert "Quartiers 2 secteurs celui des habitants" in page.text and "Voirie 1 secteur 1 catégorie l’utilise" in page.text
    assert "Bordure cassée" in words_of(paul.get(of(zoning))).text


def test_a_town_without_any_zoning_is_told_how_to_begin(db: None) -> None:
    with inside(make_authority()):
        ada = add_agent("Ada", "Roy", email="ada@valbourg.test", password=PASSWORD, is_administrator=True, by=MAKER)
        assert "Pas encore de découpage" in words_of(Desk(ada).get(HOME)).text


def cell(number: int) -> Outline:
    """Of a grid of twelve columns."""
    east, up = 2 + number % 12 / 300, 47 + number // 12 / 300
    return Outline(f"D{number}", f"Secteur {number}", square(east, up, east + 1 / 300, up + 1 / 300))


def test_pages_ask_the_database_as_often_for_one_district_as_for_120(world: World, paul: Desk) -> None:
    def asked(path: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert paul.get(path).status_code == 200
        return len(queries)

    zoning = Zoning.objects.get()
    few = asked(HOME), asked(of(zoning))
    redraw(Zoning.objects.get(), outlines=[cell(number) for number in range(120)], by=MAKER)
    worker.run_until_idle()
    assert (asked(HOME), asked(of(zoning))) <= (few[0], few[1] + 2)
    assert asked(of(zoning)) <= 24


def test_only_an_administrator_comes_here(world: World) -> None:
    zoning, nadia = Zoning.objects.get(), Desk(world.nadia)
    for path in (HOME, f"{HOME}/import", of(zoning), of(zoning, "/import"), of(zoning, "/nouveau")):
        assert nadia.get(path).status_code == 403
    assert "Secteurs" not in words_of(nadia.get("/agents/services")).text


def test_another_towns_zonings_are_not_found(world: World, paul: Desk) -> None:
    other = make_world("Autreville", "autreville.test")
    with inside(other.authority):
        theirs = Zoning.objects.get()
    for noun in ("", "/import", "/nouveau", f"/{other.centre.pk}", f"/{other.centre.pk}/fin"):
        assert paul.get(of(theirs, noun)).status_code == 404
    assert paul.get(of(Zoning.objects.get(), f"/{other.centre.pk}")).status_code == 404
