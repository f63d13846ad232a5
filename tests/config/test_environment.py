"""What the environment may say, and the one line that answers a bad value."""

import os
import socket
import stat
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from parvis.config import environment
from parvis.config.environment import GEOPLATEFORME, Addresses, BadSetting, Database, Mail

pytestmark = pytest.mark.sqlite_only  # what is read of the environment is the same for both


@pytest.mark.parametrize(
    ("url", "meant"),
    [
        ("sqlite:////srv/parvis.db", Database(engine="sqlite", name="/srv/parvis.db")),
        ("sqlite:////srv/la%20mairie.db", Database(engine="sqlite", name="/srv/la mairie.db")),
        (
            "postgresql://marie:mot%40de%2Fpasse@base.exemple.fr:5433/parvis",
            Database(
                engine="postgresql", name="parvis", host="base.exemple.fr", port="5433", user="marie", password="mot@de/passe"
            ),
        ),
        (
            "postgresql:///parvis?host=/run/postgresql&user=marie&pool=no",
            Database(engine="postgresql", name="parvis", host="/run/postgresql", user="marie", is_pooled=False),
        ),
    ],
)
def test_a_database_is_given_by_an_address(url: str, meant: Database, tmp_path: Path) -> None:
    assert environment.database({"DATABASE_URL": url}, tmp_path) == meant


def test_without_an_address_the_database_is_a_file_of_the_data_folder(tmp_path: Path) -> None:
    assert environment.database({}, tmp_path).name == str(tmp_path / "parvis.sqlite3")


@pytest.mark.parametrize(
    ("url", "meant"),
    [
        ("", Mail(scheme="mailbox")),
        ("smtp://mail.exemple.fr", Mail(scheme="smtp", host="mail.exemple.fr", port=25)),
        ("smtps://mail.exemple.fr", Mail(scheme="smtp", host="mail.exemple.fr", port=465, tls="implicit")),
        (
            "smtp://marie%40exemple.fr:mot@mail.exemple.fr?tls=starttls&timeout=5",
            Mail(
                scheme="smtp",
                host="mail.exemple.fr",
                port=587,
                user="marie@exemple.fr",
                password="mot",
                tls="starttls",
                timeout=5,
            ),
        ),
    ],
)
def test_the_post_is_given_by_an_address(url: str, meant: Mail) -> None:
    assert environment.mail({"EMAIL_URL": url}) == meant


@pytest.mark.parametrize(
    ("url", "meant"),
    [
        ("", Addresses(scheme="addok", url=GEOPLATEFORME)),
        ("http://127.0.0.1:7878/", Addresses(scheme="addok", url="http://127.0.0.1:7878")),
        ("https://adresses.exemple.fr/addok", Addresses(scheme="addok", url="https://adresses.exemple.fr/addok")),
        ("index://", Addresses(scheme="index")),
        ("none://", Addresses(scheme="none")),
    ],
)
def test_the_geocoder_is_given_by_an_address(url: str, meant: Addresses) -> None:
    assert environment.geocoder({"GEOCODER_URL": url}) == meant


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://mot-secret@serveur/base"),
        ("DATABASE_URL", "postgresql://marie:mot-secret@serveur"),
        ("DATABASE_URL", "postgresql://marie:mot-secret@serveur:port/base"),
        ("DATABASE_URL", "postgresql://[mot-secret"),
        ("DATABASE_URL", "sqlite://parvis.db"),
        ("EMAIL_URL", "mail.exemple.fr"),
        ("EMAIL_URL", "smtp://marie:mot-secret@"),
        ("EMAIL_URL", "smtp://marie:mot-secret@mail.exemple.fr:x"),
        ("EMAIL_URL", "smtp://mail.exemple.fr?tls=yes"),
        ("EMAIL_URL", "smtp://mail.exemple.fr?timeout=long"),
        ("EMAIL_URL", "smtp://mail.exemple.fr?timeout=nan"),
        ("EMAIL_URL", "smtp://mail.exemple.fr?timeout=-5"),
        ("PARVIS_LEASE_SECONDS", "long"),
        ("GEOCODER_URL", "data.geopf.fr/geocodage"),
        ("GEOCODER_URL", "ftp://data.geopf.fr"),
        ("GEOCODER_URL", "https://marie:mot-secret@adresses.exemple.fr"),
        ("GEOCODER_URL", "https://adresses.exemple.fr/search?q="),
        ("GEOCODER_URL", "http://adresses.exemple.fr:port"),
        ("PORT", "http"),
        ("PORT", "70000"),
        ("SECRET_KEY", "court"),
        ("PARVIS_DATA", "/dev/null/ici"),
    ],
)
def test_a_bad_value_is_one_line_that_names_the_variable_and_tells_no_password(name: str, value: str, tmp_path: Path) -> None:
    run = parvis({"PARVIS_DATA": str(tmp_path), name: value}, "check")
    assert run.returncode == 1
    assert run.stdout == ""
    assert run.stderr.startswith(f"parvis : {name}")
    assert run.stderr.count("\n") == 1
    assert "mot-secret" not in run.stderr


def test_a_database_that_does_not_answer_is_one_line(tmp_path: Path) -> None:
    away = {"PARVIS_DATA": str(tmp_path), "DATABASE_URL": "postgresql://marie:mot-secret@127.0.0.1:1/base"}
    run = parvis(away, "migrate")
    assert run.returncode == 1
    assert run.stderr.startswith("parvis : base de données : ")
    assert run.stderr.count("\n") == 1
    assert "mot-secret" not in run.stderr


@pytest.mark.parametrize("port", ["abc", "0", "70000", "-1", "²"])
def test_a_port_that_is_none_is_told_to_whoever_typed_it(port: str, tmp_path: Path) -> None:
    for command in ("run", "serve"):
        run = parvis({"PARVIS_DATA": str(tmp_path)}, command, f"--port={port}")
        assert run.returncode == 2
        assert run.stderr.endswith(f"argument --port: « {port} » n’est pas un numéro de port (de 1 à 65535).\n")


def test_a_busy_port_is_one_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        for command in ("run", "serve"):
            run = parvis({"PARVIS_DATA": str(tmp_path), "PORT": port}, command)
            assert run.returncode == 1
            assert run.stderr == f"parvis : le port {port} est déjà pris ; en choisir un autre : PORT=8001.\n"


def test_a_database_that_was_not_migrated_is_not_served(tmp_path: Path) -> None:
    for command in ("serve", "worker", "backup sauvegarde.tar"):
        run = parvis({"PARVIS_DATA": str(tmp_path), "PORT": "18765"}, *command.split())
        assert run.returncode == 1
        assert "parvis migrate" in run.stderr


def test_the_secret_key_is_made_once_and_read_by_its_owner_only(tmp_path: Path) -> None:
    first = environment.secret_key({}, tmp_path)
    assert len(first) >= environment.SHORTEST_SECRET
    assert environment.secret_key({}, tmp_path) == first
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]


def test_a_given_secret_key_is_used_and_not_written(tmp_path: Path) -> None:
    given = "x" * environment.SHORTEST_SECRET
    assert environment.secret_key({"SECRET_KEY": given}, tmp_path) == given
    assert not list(tmp_path.iterdir())
    with pytest.raises(BadSetting):
        environment.secret_key({"SECRET_KEY": given[1:]}, tmp_path)


def test_every_command_has_its_help(tmp_path: Path) -> None:
    run = parvis({"PARVIS_DATA": str(tmp_path)}, "--help")
    assert run.returncode == 0
    for name in ("run", "serve", "worker", "migrate", "check", "backup", "restore"):
        assert f"\n    {name} " in run.stdout
        assert parvis({"PARVIS_DATA": str(tmp_path)}, name, "--help").returncode == 0


def parvis(environ: Mapping[str, str], *words: str) -> "subprocess.CompletedProcess[str]":
    """The command in an environment where nothing else is said."""
    clean = {"PATH": os.environ["PATH"], **environ}
    command = [sys.executable, "-m", "parvis.config.cli", *words]
    return subprocess.run(command, env=clean, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("", ""),
        ("dsi@exemple.fr", "mailto:dsi@exemple.fr"),
        ("https://exemple.fr/faille", "https://exemple.fr/faille"),
        ("mailto:dsi@exemple.fr", "mailto:dsi@exemple.fr"),
    ],
)
def test_who_is_told_of_a_hole_in_the_security(given: str, read: str) -> None:
    assert environment.security_contact({"PARVIS_SECURITY_CONTACT": given}) == read


@pytest.mark.parametrize("given", ["dsi", "http://exemple.fr", "dsi @exemple.fr", "https://exemple.fr/a b"])
def test_a_contact_that_nobody_could_use_is_refused(given: str) -> None:
    with pytest.raises(BadSetting, match="PARVIS_SECURITY_CONTACT"):
        environment.security_contact({"PARVIS_SECURITY_CONTACT": given})
