"""A backup made while the site serves, brought back elsewhere, on the same database or the other."""

import gzip
import json
import os
import subprocess
import sys
import tarfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from parvis.documents.operations.photos import upload
from parvis.kernel.tenancy import inside
from tests.documents.pictures import photo, read
from tests.running import Installation, database_url
from tests.world import MAKER, World


def contents(archive: Path) -> dict[str, list[str]]:
    """The rows of each table, and the files."""
    with tarfile.open(archive) as tar:
        found = {}
        for member in tar.getmembers():
            file = tar.extractfile(member)
            assert file is not None
            if member.name.startswith("rows/"):
                found[member.name] = gzip.decompress(file.read()).decode().splitlines()
            elif member.name.startswith("files/"):
                found[member.name] = [file.read().hex()]
    return found


@pytest.fixture
def a_photo() -> Iterator[str]:
    path = Path(settings.PARVIS_DATA) / "files" / "1" / "2026" / "une-photo"
    path.parent.mkdir(parents=True)
    path.write_text("une photo")
    yield "files/1/2026/une-photo"
    path.unlink()
    path.parent.rmdir()


def elsewhere(folder: Path, vendor: str) -> Mapping[str, str]:
    """The environment of another installation, with nothing in it."""
    if vendor == "sqlite":
        return {"PARVIS_DATA": str(folder), "DATABASE_URL": ""}
    name = f"elsewhere_{uuid4().hex}"
    given = connection.settings_dict
    where = {"host": given["HOST"], "user": given["USER"], "dbname": "postgres"}
    with psycopg.connect(**where, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}".encode())
    return {"PARVIS_DATA": str(folder), "DATABASE_URL": database_url(name)}


def test_a_backup_goes_round_through_both_databases(
    installation: Installation, town: World, a_photo: str, tmp_path: Path
) -> None:
    with inside(town.authority):
        town.report(words="L’été, « ça » ne s’allume plus.\nDepuis lundi 🙂")
        sent = upload(uuid4(), picture=read(photo(size=(40, 30))), by=MAKER)
    name = f"files/{town.authority.uid}/{sent.created_at.year}/{sent.uid}.jpg"
    saved = tmp_path / "first.tar"
    run = installation.parvis("backup", str(saved))
    assert run.returncode == 0, run.stderr
    first = contents(saved)
    assert first[a_photo] == [b"une photo".hex()] and first[name][0].startswith("ffd8ff")
    assert len(first["rows/documents.photo.jsonl.gz"]) == 1
    assert len(first["rows/cases.case.jsonl.gz"]) == 1
    # On PostgreSQL the journey goes by SQLite and back; on SQLite there may be no server to go by.
    for number, vendor in enumerate(dict.fromkeys(["sqlite", connection.vendor])):
        there = elsewhere(tmp_path / f"place-{number}", vendor)
        run = installation.parvis("restore", str(saved), environ=there)
        assert run.returncode == 0, run.stderr
        saved = tmp_path / f"again-{number}.tar"
        run = installation.parvis("backup", str(saved), environ=there)
        assert run.returncode == 0, run.stderr
        assert contents(saved) == first
        run = installation.parvis("restore", str(saved), environ=there)
        assert run.returncode == 1
        assert "n’est pas vide" in run.stderr
        assert run.stderr.count("\n") == 1


def test_what_was_restored_goes_on_numbering(installation: Installation, town: World, tmp_path: Path) -> None:
    """The next row must not take an id that came with the backup."""
    with inside(town.authority):
        town.report()
    saved = tmp_path / "town.tar"
    assert installation.parvis("backup", str(saved)).returncode == 0
    there = elsewhere(tmp_path / "there", connection.vendor)
    assert installation.parvis("restore", str(saved), environ=there).returncode == 0
    script = (
        "import django; django.setup()\n"
        "from parvis.kernel import clock\n"
        "from parvis.kernel.models import Authority\n"
        "print(Authority.objects.create(name='B', insee_code='1', host='b', site_url='http://b',"
        " mailbox='b@b.fr', created_at=clock.now()).pk)"
    )
    env = {**os.environ, **there, "DJANGO_SETTINGS_MODULE": "parvis.config.settings"}
    run = subprocess.run([sys.executable, "-c", script], env=env, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert int(run.stdout) > town.authority.pk


def test_a_backup_shows_one_instant_while_people_go_on_writing(installation: Installation, town: World, tmp_path: Path) -> None:
    saved = tmp_path / "busy.tar"
    command = [sys.executable, "-m", "parvis.config.cli", "backup", str(saved)]
    with inside(town.authority), subprocess.Popen(command, env=installation.environ) as process:
        while process.poll() is None:
            town.report()
    assert process.returncode == 0
    rows = contents(saved)
    received = [line for line in rows["rows/kernel.event.jsonl.gz"] if '"case.received"' in line]
    assert len(received) == len(rows["rows/cases.case.jsonl.gz"])
    assert received


def test_a_broken_backup_is_refused_and_leaves_nothing(installation: Installation, town: World, tmp_path: Path) -> None:
    saved = tmp_path / "town.tar"
    assert installation.parvis("backup", str(saved)).returncode == 0
    assert saved.stat().st_mode & 0o077 == 0
    cut = tmp_path / "cut.tar"
    cut.write_bytes(saved.read_bytes()[: saved.stat().st_size // 2])
    with tarfile.open(saved) as whole:
        ends = [member.offset for member in whole.getmembers() if member.name == "end"]
    (tmp_path / "endless.tar").write_bytes(saved.read_bytes()[: ends[0]])
    there = elsewhere(tmp_path / "there", connection.vendor)
    (tmp_path / "text.tar").write_text("Ceci n’est pas une sauvegarde.")
    for name, words in ((name, "pas une sauvegarde lisible") for name in ("cut.tar", "endless.tar", "none.tar", "text.tar")):
        run = installation.parvis("restore", str(tmp_path / name), environ=there)
        assert run.returncode == 1
        assert words in run.stderr
        assert "Traceback" not in run.stderr
    run = installation.parvis("restore", str(saved), environ=there)
    assert run.returncode == 0, run.stderr


def test_a_backup_of_another_version_is_refused(installation: Installation, town: World, tmp_path: Path) -> None:
    other = tmp_path / "other.tar"
    (tmp_path / "manifest.json").write_text(json.dumps({"format": 1, "migrations": ["kernel.0000"], "rows": {}}))
    with tarfile.open(other, "w") as tar:
        tar.add(tmp_path / "manifest.json", "manifest.json")
    run = installation.parvis("restore", str(other), environ=elsewhere(tmp_path / "there", connection.vendor))
    assert run.returncode == 1
    assert "autre version" in run.stderr


def test_a_backup_never_takes_the_place_of_another(installation: Installation, tmp_path: Path) -> None:
    (tmp_path / "kept.tar").write_text("hier")
    run = installation.parvis("backup", str(tmp_path / "kept.tar"))
    assert run.returncode == 1
    assert "existe déjà" in run.stderr
    assert (tmp_path / "kept.tar").read_text() == "hier"
