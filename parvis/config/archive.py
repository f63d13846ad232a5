"""One file that holds an installation: its rows, in a form that both databases read, and its files.

The rows are JSON lines, a member a table; a town can so be brought from SQLite to PostgreSQL. Sessions stay out:
a copy of the database must not sign anybody in.
"""

import base64
import gzip
import json
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils.duration import duration_string

from parvis.config.failure import Failure, first_line
from parvis.kernel import clock

FORMAT = 1
MANIFEST = "manifest.json"
SECRET = "secret-key"
# The last member: an archive cut between two files reads as a whole one.
END = "end"
# Made again by a migration, or worth nothing elsewhere.
LEFT_OUT = {
    "auth.group",
    "auth.group_permissions",
    "auth.permission",
    "contenttypes.contenttype",
    "kernel.beat",
    "kernel.tally",
    "sessions.session",
}
CHUNK = 2000

Table = type[models.Model]


def tables() -> list[Table]:
    """What is kept: every managed table that is not made again by itself."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.label_lower not in LEFT_OUT
    ]


def migrations() -> list[str]:
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def save(target: Path) -> dict[str, int]:
    """Write the archive while the installation goes on serving; gives the number of rows a table."""
    if target.exists():
        raise Failure(f"{target} existe déjà : donner un autre nom.")
    part = target.with_name(target.name + ".part")
    try:
        part.touch(mode=0o600, exist_ok=True)  # it holds people's names and words
        with TemporaryDirectory(dir=target.parent, prefix=".parvis-") as folder, tarfile.open(part, "w") as tar:
            counts = _write_rows(Path(folder))
            manifest = {"format": FORMAT, "made_at": clock.now().isoformat(), "migrations": migrations(), "rows": counts}
            (Path(folder) / MANIFEST).write_text(json.dumps(manifest, indent=1))
            tar.add(Path(folder) / MANIFEST, MANIFEST)
            for label in counts:
                tar.add(Path(folder) / label, f"rows/{label}.jsonl.gz")
            # After the rows: a file is there before the row that names it, so none of them is missing.
            _write_files(tar)
            tar.addfile(tarfile.TarInfo(END))
        part.rename(target)
    except OSError as error:
        raise Failure(f"{target} ne peut pas être écrit ({error.strerror}).") from None
    finally:
        part.unlink(missing_ok=True)
    return counts


def load(source: Path) -> dict[str, int]:
    """Fill an empty, migrated installation from an archive; all or nothing for the rows."""
    try:
        with tarfile.open(source, "r") as tar:
            manifest = json.load(_member(tar, MANIFEST))
            _need_same_version(manifest)
            _member(tar, END)
            need_empty()
            with transaction.atomic():
                for table in tables():
                    _load_table(table, tar, manifest["rows"])
                _reset_sequences()
            _load_files(tar)
    except (OSError, EOFError, tarfile.TarError, KeyError, ValueError) as error:
        raise Failure(f"{source} n’est pas une sauvegarde lisible ({first_line(error)}).") from None
    counts: dict[str, int] = manifest["rows"]
    return counts


def need_empty() -> None:
    full = [table._meta.label for table in tables() if table._base_manager.exists()]
    if full:
        raise Failure(f"la base n’est pas vide ({', '.join(full[:3])}) : rien n’a été touché.")
    folder = _files_folder()
    if folder.is_dir() and any(folder.iterdir()):
        raise Failure(f"le dossier {folder} n’est pas vide : rien n’a été touché.")


def _write_rows(folder: Path) -> dict[str, int]:
    counts = {}
    with _snapshot():
        for table in tables():
            names = [field.attname for field in _columns(table)]
            count = 0
            with gzip.open(folder / table._meta.label_lower, "wt", compresslevel=4) as file:
                for row in table._base_manager.order_by("pk").values_list(*names).iterator(chunk_size=CHUNK):
                    json.dump([_plain(value) for value in row], file, ensure_ascii=False)
                    file.write("\n")
                    count += 1
            counts[table._meta.label_lower] = count
    return counts


@contextmanager
def _snapshot() -> Iterator[None]:
    """All tables as they are at one instant, without holding up a single writer."""
    if connection.vendor == "sqlite":
        # Not `atomic`, which here opens a writing transaction: in WAL a reader sees the instant of its first read.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _columns(table: Table) -> "list[models.Field[object, object]]":
    return [field for field in table._meta.concrete_fields if not field.generated]


def _plain(value: object) -> object:
    """The value as JSON; the field gets it back with `to_python`."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    if isinstance(value, timedelta):
        return duration_string(value)
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    return value


def _load_table(table: Table, tar: tarfile.TarFile, counts: dict[str, int]) -> None:
    label = table._meta.label_lower
    fields = _columns(table)
    loaded = 0
    rows: list[models.Model] = []
    with gzip.open(_member(tar, f"rows/{label}.jsonl.gz"), "rt") as lines:
        for line in lines:
            values = json.loads(line)
            pairs = zip(fields, values, strict=True)
            rows.append(table(**{field.attname: field.to_python(value) for field, value in pairs}))
            if len(rows) == CHUNK:
                loaded += len(table._base_manager.bulk_create(rows))
                rows = []
    loaded += len(table._base_manager.bulk_create(rows))
    if loaded != counts[label]:
        raise ValueError(f"{label} : {loaded} lignes au lieu de {counts[label]}")


def _reset_sequences() -> None:
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables()):
            cursor.execute(statement)


def _need_same_version(manifest: dict[str, object]) -> None:
    if manifest.get("format") != FORMAT or manifest.get("migrations") != migrations():
        raise Failure(
            "cette sauvegarde vient d’une autre version de Parvis : la restaurer avec cette version-là, puis mettre à jour."
        )


def _files_folder() -> Path:
    return Path(settings.PARVIS_DATA) / "files"


def _write_files(tar: tarfile.TarFile) -> None:
    secret = Path(settings.PARVIS_DATA) / SECRET
    if secret.exists():
        tar.add(secret, SECRET)
    folder = _files_folder()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            try:
                tar.add(path, f"files/{path.relative_to(folder)}", recursive=False)
            except FileNotFoundError:
                continue  # erased meanwhile, as somebody asked


def _load_files(tar: tarfile.TarFile) -> None:
    """Only plain files, below our folder: the filter refuses what would go elsewhere."""
    data = Path(settings.PARVIS_DATA)
    for member in tar.getmembers():
        if member.isfile() and (member.name == SECRET or member.name.startswith("files/")):
            tar.extract(member, data, filter="data")
            (data / member.name).chmod(0o600)


def _member(tar: tarfile.TarFile, name: str) -> IO[bytes]:
    file = tar.extractfile(name)
    if file is None:
        raise KeyError(name)
    return file
