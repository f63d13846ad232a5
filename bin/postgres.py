"""A private PostgreSQL for the time of the tests: in a folder of its own, by socket only, and never as root."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Rows of tests need not survive a power cut.
OPTIONS = "-c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=80"


def programs() -> Path | None:
    """The folder of `initdb` and `pg_ctl`: Debian keeps it off PATH, one a version."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


@contextmanager
def cluster(where: Path) -> Iterator[str]:
    """Start it, give the DATABASE_URL, and leave nothing behind."""
    folder = Path(tempfile.mkdtemp(prefix="parvis-postgres-"))
    user, become = owner(folder)

    def call(program: str, *words: str) -> None:
        with (folder / "output").open("ab") as output:
            subprocess.run([*become, str(where / program), *words], check=True, stdout=output, stderr=output, cwd=folder)

    data = str(folder / "data")
    try:
        call("initdb", "--no-sync", "-A", "trust", "-E", "UTF8", "--locale", "C.UTF-8", "-D", data)
        call("pg_ctl", "start", "-w", "-D", data, "-l", str(folder / "log"), "-o", f"-k {folder} {OPTIONS}")
        try:
            yield f"postgresql:///parvis?host={folder}&user={user}&pool=no"
        finally:
            call("pg_ctl", "stop", "-w", "-m", "immediate", "-D", data)
    except subprocess.CalledProcessError as error:
        print((folder / "output").read_text())
        raise SystemExit(f"PostgreSQL: {error}") from None
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def owner(folder: Path) -> tuple[str, list[str]]:
    """Who owns the cluster, and how to become them: PostgreSQL refuses to run as root."""
    if os.getuid() != 0:
        return pwd.getpwuid(os.getuid()).pw_name, []
    account = pwd.getpwnam("postgres")
    os.chown(folder, account.pw_uid, account.pw_gid)
    return "postgres", ["runuser", "-u", "postgres", "--"]
