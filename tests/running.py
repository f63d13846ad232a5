"""Parvis as it runs in a town hall: `parvis serve` and `parvis worker`, real processes on the database of the tests."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from django.db import OperationalError, connection
from django.db.backends.utils import CursorWrapper

from parvis.kernel.models import Delivery
from parvis.notifications.models import Sending
from tests.environment import FOLDER, WORKER
from tests.post import PostOffice, free_port

Process = subprocess.Popen[bytes]


def database_url(name: str | None = None) -> str:
    """The DATABASE_URL of the tests' own database, or of another one of the same server."""
    given = connection.settings_dict
    name = name or str(given["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    where = {key.lower(): str(given[key]) for key in ("HOST", "PORT", "USER") if given[key]}
    return f"postgresql:///{name}?{urlencode(where)}"


@dataclass
class Installation:
    """One set of processes for a whole xdist worker: each test empties the database, not the processes."""

    post: PostOffice
    environ: dict[str, str] = field(init=False)
    port: int = field(default_factory=free_port)
    log: Path = Path(FOLDER) / f"log-{WORKER}"
    processes: dict[str, Process] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.environ = {
            **os.environ,
            "DATABASE_URL": database_url(),
            "EMAIL_URL": self.post.url,
            "PORT": str(self.port),
            "PARVIS_LEASE_SECONDS": "8",
        }
        self.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def parvis(self, *words: str, environ: Mapping[str, str] | None = None) -> "subprocess.CompletedProcess[str]":
        """Run one command to its end."""
        command = [sys.executable, "-m", "parvis.config.cli", *words]
        env = {**self.environ, **(environ or {})}
        return subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=120)

    def start(self, name: str, **environ: str) -> Process:
        """`serve` or `worker`, in a process group of its own so that a kill takes all of it."""
        with self.log.open("ab") as log:
            self.processes[name] = subprocess.Popen(
                [sys.executable, "-m", "parvis.config.cli", name],
                env={**self.environ, **environ},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        return self.processes[name]

    def start_all(self) -> None:
        self.start("serve")
        self.start("worker")
        wait_until_served(f"{self.address}/healthz", self)

    def keep_running(self) -> None:
        """Between tests: what a test killed is started again, and what was held still goes on."""
        self._signal(signal.SIGCONT)
        for name in ("serve", "worker"):
            if self.processes[name].poll() is not None:
                self.start(name)
        wait_until_served(f"{self.address}/healthz", self)

    def hold_still(self) -> None:
        """Stop every process between two transactions, for the time that the tables are emptied.

        On PostgreSQL emptying locks all tables, one after the other: a worker that holds one and waits for another is a
        deadlock, and one of the two fails. SQLite has one writer at a time, whom a stopped process must not be.
        """
        soon, deadline = time.monotonic() + 1, time.monotonic() + 20
        while _has_work_in_hand() and time.monotonic() < soon:  # a new worker costs more than a moment
            time.sleep(0.02)
        self._signal(signal.SIGSTOP)
        while _is_in_transaction():
            self._signal(signal.SIGCONT)
            assert time.monotonic() < deadline, f"a process never ends its transaction:\n{self.said()}"
            time.sleep(0.02)
            self._signal(signal.SIGSTOP)
        if _has_work_in_hand():
            # What it has read already it would send after the tables are emptied: to the next test.
            for name in [name for name in self.processes if name != "serve"]:
                self.kill(name)

    def _signal(self, number: signal.Signals) -> None:
        for process in self.processes.values():
            if process.poll() is None:
                os.killpg(process.pid, number)

    def kill(self, name: str) -> None:
        """As a power cut would."""
        process = self.processes[name]
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop_all(self) -> None:
        self._signal(signal.SIGCONT)
        for process in self.processes.values():
            process.terminate()
        for name, process in self.processes.items():
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                self.kill(name)

    def said(self) -> str:
        return self.log.read_text() if self.log.exists() else ""


def _is_in_transaction() -> bool:
    """Whether another process holds what would make us wait for it."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            return _is_locked(cursor)
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'"
        )
        row: tuple[int] = cursor.fetchone()
    return row[0] > 0


def _is_locked(cursor: CursorWrapper) -> bool:
    cursor.execute("PRAGMA busy_timeout = 0")
    try:
        cursor.execute("BEGIN IMMEDIATE")
        cursor.execute("ROLLBACK")
    except OperationalError:
        return True
    finally:
        cursor.execute("PRAGMA busy_timeout = 20000")
    return False


def _has_work_in_hand() -> bool:
    return any(queue.everywhere.filter(lease__isnull=False).exists() for queue in (Delivery, Sending))


def wait_until_served(url: str, installation: Installation, within: float = 40.0) -> None:
    """Any answer will do: before the worker's first beat the health page answers 503."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except urllib.error.HTTPError as error:
            error.close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"nothing is served:\n{installation.said()}")
