"""Whether the installation itself works: the worker's beat, the tables, the disk, the last backup."""

import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.metadata import version as version_of

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from parvis.kernel import clock
from parvis.kernel.models import Beat

# The worker beats every five seconds, save while it works; a lease ends after ninety.
SILENCE = timedelta(minutes=3)
WORKER, BACKUP = "worker", "backup"


@dataclass(frozen=True)
class Disk:
    """Of the folder of the data; in bytes."""

    free: int
    total: int

    @property
    def is_short(self) -> bool:
        return self.free < max(self.total // 20, 2_000_000_000)


def last_beat(name: str = WORKER) -> datetime | None:
    return Beat.objects.filter(name=name).values_list("at", flat=True).first()


def beats(at: datetime | None) -> bool:
    """Whether the worker does, that was last heard of then."""
    return at is not None and clock.now() - at < SILENCE


def note_backup() -> None:
    Beat.objects.update_or_create(name=BACKUP, defaults={"at": clock.now()})


def missing_migrations() -> list[str]:
    executor = MigrationExecutor(connection)
    return [str(migration) for migration, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]


def disk() -> Disk:
    usage = shutil.disk_usage(settings.PARVIS_DATA)
    return Disk(usage.free, usage.total)


def version() -> str:
    return version_of("parvis")
