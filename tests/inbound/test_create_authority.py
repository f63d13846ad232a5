"""`parvis create-authority`."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from parvis.directory.models import Agent, Unit, User
from parvis.kernel.events import history
from parvis.kernel.models import Authority, Event
from parvis.kernel.tenancy import inside
from tests.inbound.typing_in import Typed, start, type_in
from tests.words import plain

Capture = pytest.CaptureFixture[str]
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'

pytestmark = pytest.mark.django_db


def create(capsys: Capture, **changed: str) -> Typed:
    given = {"insee": "18033", "name": "Bourges", "host": "demandes.bourges.test"}
    given.update({key.replace("_", "-"): value for key, value in changed.items()})
    return type_in(capsys, "create-authority", *[word for key, value in given.items() for word in (f"--{key}", value)])


def test_a_town_is_created_with_its_reception_and_an_event(capsys: Capture) -> None:
    typed = create(capsys, phone="02 48 00 00 00", time_zone="Indian/Reunion", holidays="974", colour="#A4193D")
    assert (typed.status, typed.complained) == (0, "")
    assert "Bourges est créée : https://demandes.bourges.test/" in typed.said
    town = Authority.objects.get()
    assert (town.mailbox, town.colour, town.time_zone, town.is_demo) == (
        "mairie@demandes.bourges.test", "#a4193d", "Indian/Reunion", False,
    )  # fmt: skip
    with inside(town):
        reception = Unit.objects.get()
        assert (reception.name, reception.parent) == ("Accueil", None)
        assert [event.kind for event in history(reception)] == ["unit.created", "authority.created"]


def test_what_the_law_wants_known_is_told_at_once(capsys: Capture) -> None:
    typed = create(
        capsys, address="1, place de la Mairie", director="Jeanne Rivoire", hosting="Nuage SAS", dpo="dpd@bourges.test"
    )
    assert typed.status == 0
    town = Authority.objects.get()
    assert (town.postal_address, town.publication_director) == ("1, place de la Mairie", "Jeanne Rivoire")
    assert (town.hosting, town.data_contact) == ("Nuage SAS", "dpd@bourges.test")
    assert "« dpd » n’est pas une adresse e-mail" in create(capsys, host="autre.test", dpo="dpd").complained


def test_the_first_administrator_is_given_a_password_once(capsys: Capture) -> None:
    typed = create(capsys, admin_email="Maire@bourges.test")
    found = re.search(r"affiché cette seule fois : (\S+)", typed.said)
    assert found is not None and len(found.group(1)) >= 16
    assert User.objects.get(email="maire@bourges.test").check_password(found.group(1))
    with inside(Authority.objects.get()):
        assert Agent.objects.get().is_administrator
    second = create(capsys, host="autre.test", admin_email="maire@bourges.test")
    assert second.status == 0 and "cette seule fois" not in second.said
    assert User.objects.get().check_password(found.group(1))


def test_the_same_site_twice_changes_nothing(capsys: Capture) -> None:
    create(capsys)
    before = (Authority.objects.count(), Unit.everywhere.count(), Event.everywhere.count())
    typed = create(capsys, name="Autre nom", admin_email="maire@bourges.test")
    assert typed.status == 1
    assert typed.complained == "parvis : Bourges existe déjà sur demandes.bourges.test : rien n’a été changé."
    assert before == (Authority.objects.count(), Unit.everywhere.count(), Event.everywhere.count())
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [
        ("insee", "1803", "n’est pas un code INSEE"),
        ("insee", "20004", "n’est pas un code INSEE"),
        ("insee", "2C004", "n’est pas un code INSEE"),
        ("insee", "96001", "n’est pas un code INSEE"),
        ("insee", "१८०३३", "n’est pas un code INSEE"),
        ("name", " ", "Donnez le nom de la ville"),
        ("host", "https://bourges.fr", "n’est pas un nom de site"),
        ("host", "bourges.fr:8000", "n’est pas un nom de site"),
        ("host", "bour ges.fr", "n’est pas un nom de site"),
        ("site_url", "ftp://bourges.fr", "n’est pas l’adresse d’un site"),
        ("site_url", "https://bourges.fr/demandes?x=1", "n’est pas l’adresse d’un site"),
        ("mailbox", "mairie", "n’est pas une adresse e-mail"),
        ("mailbox", "ne-pas-repondre@bourges.fr", "n’est lue par personne"),
        ("mailbox", "ne-pas-repondre@valbourg.fr", "n’est lue par personne"),
        ("admin_email", "maire@", "n’est pas une adresse e-mail"),
        ("phone", "appelez-nous", "n’est pas un numéro de téléphone"),
        ("time_zone", "Europe/Bourges", "n’est pas un fuseau horaire"),
        ("holidays", "Berry", "n’est pas un territoire de jours fériés"),
        ("colour", "vert", "n’est pas une couleur"),
        ("colour", "#0063", "n’est pas une couleur"),
    ],
)
def test_a_bad_value_is_one_line_and_creates_nothing(capsys: Capture, option: str, value: str, words: str) -> None:
    typed = create(capsys, **{option: value})
    assert typed.status == 1
    assert words in typed.complained and len(typed.complained) < 200
    assert not Authority.objects.exists()


@pytest.mark.parametrize("code", ["18033", "2A004", "2b033", "97411", "98818", "75056"])
def test_codes_of_corsica_and_overseas_are_codes(capsys: Capture, code: str) -> None:
    assert create(capsys, insee=code).status == 0
    assert Authority.objects.get().insee_code == code.upper()


def test_a_logo_is_kept_with_the_town(capsys: Capture, tmp_path: Path) -> None:
    logo = tmp_path / "logo.svg"
    logo.write_text(SVG)
    assert create(capsys, logo=str(logo)).status == 0
    town = Authority.objects.get()
    assert town.logo.startswith(f"{town.uid}/")
    assert (Path(settings.PARVIS_DATA) / "files" / town.logo).read_text() == SVG


@pytest.mark.parametrize(
    "content",
    [
        "un texte",
        SVG.replace("<path", "<script>alert(1)</script><path"),
        SVG.replace("<path", '<path onload="alert(1)"'),
        SVG.replace("<path", '<image href="https://ailleurs.test/x.png"/><path'),
        '<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + SVG,
        "<html/>",
        " " * 600_000,
    ],
)
def test_a_logo_that_could_do_something_is_refused(capsys: Capture, tmp_path: Path, content: str) -> None:
    logo = tmp_path / "logo.svg"
    logo.write_text(content)
    typed = create(capsys, logo=str(logo))
    assert typed.status == 1 and "logo" in typed.complained
    assert not Authority.objects.exists()


def test_a_logo_that_is_not_there_is_said(capsys: Capture, tmp_path: Path) -> None:
    typed = create(capsys, logo=str(tmp_path / "rien.svg"))
    assert typed.status == 1 and "ne peut pas être lu" in typed.complained


@pytest.mark.django_db(transaction=True)
def test_the_command_works_from_a_shell() -> None:
    with start("create-authority", "--insee", "18033", "--name", "Bourges", "--host", "bourges.test") as process:
        said, complained = process.communicate(timeout=60)
    assert (process.returncode, complained) == (0, "")
    assert "Bourges est créée" in plain(said)
    assert Authority.objects.get().host == "bourges.test"
