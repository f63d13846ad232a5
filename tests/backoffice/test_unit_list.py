"""A direction of 120 units comes in from a spreadsheet, tried first; the same list again changes nothing."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from parvis.directory.models import Agent, Role, Unit
from parvis.kernel.models import Event
from parvis.notifications.models import Sending
from tests.backoffice.desk import Desk, words_of
from tests.world import World

LIST = "/agents/services/liste"
TITLES = "Service;Sous;E-mail;Téléphone;Clôture réservée;Prénom du chef;Nom du chef;E-mail du chef"


def direction(count: int = 120) -> str:
    """A direction, ten services under it, and teams under those, children before their parents."""
    teams = [
        f"Équipe {n};Service {n % 10};equipe{n}@valbourg.test;02 48 00 {n // 100:02} {n % 100:02};non;;;"
        for n in range(count - 11)
    ]
    services = [f"Service {n};Cadre de vie;;;oui;Chef;N{n};chef{n}@valbourg.test" for n in range(10)]
    return "\n".join([TITLES, *teams, *services, "Cadre de vie;;;;;;;"])


@pytest.fixture
def paul(world: World) -> Desk:
    return Desk(world.paul)


def test_a_direction_of_120_units_is_tried_then_imported_and_the_second_time_changes_nothing(world: World, paul: Desk) -> None:
    before = Unit.objects.count()
    page = words_of(paul.post(LIST, {"text": direction()}))
    assert "120 services créés" in page.text and "10 chefs ajoutés" in page.text and Unit.objects.count() == before
    assert paul.post(LIST, {"text": page.written["text"], "importer": "1"}).status_code == 302
    assert Unit.objects.count() == before + 120 and Sending.objects.count() == 10
    team = Unit.objects.get(name="Équipe 37")
    assert team.parent is not None and team.parent.name == "Service 7" and team.phone == "02 48 00 00 37"
    chief = Agent.objects.get(email="chef7@valbourg.test")
    assert team.pk in chief.reach.headed and chief.memberships.get().role == Role.HEAD and team.parent.is_closing_reserved
    events = Event.objects.count()
    page = words_of(paul.post(LIST, {"text": direction()}))
    assert "120 services inchangés" in page.text and "chefs ajoutés" not in page.text
    paul.post(LIST, {"text": direction(), "importer": "1"})
    assert Event.objects.count() == events and Sending.objects.count() == 10


def test_a_file_of_an_older_spreadsheet_is_read(world: World, paul: Desk) -> None:
    sent = SimpleUploadedFile("services.csv", "service,sous\nCimetières,Éclairage public\n".encode("cp1252"))
    page = words_of(paul.post(LIST, {"text": "", "file": sent}))
    assert "1 service créé" in page.text and "Cimetières" in page.written["text"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Collez le tableau, ou choisissez un fichier."),
        ("service", "La liste est vide"),
        ("nom de famille;age\nDupont;40", "Aucune colonne ne s’appelle « service »"),
        ("service;sous\nA;Nulle part", "Ligne 2 : aucun service ne s’appelle « Nulle part »."),
        ("service;sous\nA;B\nB;A", "serait sous lui-même"),
        ("service\nA\na", "Ligne 3 : « a » est déjà à la ligne 2."),
        ("service;e-mail\nA;pas une adresse", "Ligne 2 : « pas une adresse » n’est pas une adresse e-mail."),
        ("service;clôture réservée\nA;peut-être", "Ligne 2 : « peut-etre » n’est ni oui ni non."),
        ("service;e-mail du chef\nA;chef@valbourg.test", "Ligne 2 : donnez le prénom et le nom du chef"),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_nothing_is_imported(world: World, paul: Desk, text: str, said: str) -> None:
    before = Unit.objects.count()
    answer = paul.post(LIST, {"text": text, "importer": "1"})
    page = words_of(answer)
    assert answer.status_code == 422 and said in page.text and Unit.objects.count() == before
    assert page.written["text"].strip() == text.strip()


def test_only_an_administrator_imports(world: World) -> None:
    assert Desk(world.nadia).get(LIST).status_code == 403
