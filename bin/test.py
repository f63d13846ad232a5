"""`make test` and `make check`: every phase is run, then said; the exit code is not zero when one of them failed."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import postgres

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
IS_CI = os.environ.get("CI", "").lower() == "true"
CHROMIUM = Path("/usr/bin/chromium")
SOURCES = ["parvis", "tests", *sorted(str(path) for path in (ROOT / "bin").glob("*.py"))]

results: list[tuple[str, str, float]] = []
# Of tests, over both databases.
counts = {"passed": 0, "failed": 0, "skipped": 0}


def main(is_quick: bool) -> int:
    phase("lint", tool("ruff", "check", "-q", "."))
    phase("form", tool("ruff", "format", "--check", "-q", "."))
    phase("types", tool("mypy", *SOURCES))
    phase("contracts", contracts)
    phase("templates", tool("djlint", "--lint", "--quiet", "parvis"))
    phase("migrations", tool("django-admin", "makemigrations", "--check", "--dry-run", "--verbosity=1"))
    phase("types of the browser", browser_types)
    if not is_quick:
        install()
        phase("tests on SQLite", lambda: pytest("sqlite", {}))
        if where := postgres.programs():
            with postgres.cluster(where) as url:
                phase("tests on PostgreSQL", lambda: pytest("postgresql", {"DATABASE_URL": url}))
        else:
            missing("tests on PostgreSQL", "apt-get install postgresql")
    print()
    for name, fate, seconds in results:
        print(f"{fate:8} {name} ({seconds:.0f} s)")
    if not is_quick:
        print(f"\n{counts['passed']} passed, {counts['failed']} failed, {counts['skipped']} skipped")
    return 1 if any(fate == "FAILED" for _, fate, _ in results) else 0


def phase(name: str, work: Callable[[], bool]) -> None:
    print(f"\n── {name}", flush=True)
    began = time.monotonic()
    passed = work()
    results.append((name, "passed" if passed else "FAILED", time.monotonic() - began))


def missing(name: str, remedy: str) -> None:
    """Where CI must have run it, its absence is a failure."""
    print(f"\n── {name}: not run, something is missing here: {remedy}", flush=True)
    results.append((name, "FAILED" if IS_CI else "skipped", 0.0))


def tool(name: str, *words: str) -> Callable[[], bool]:
    return lambda: call([str(BIN / name), *words])


def call(command: list[str]) -> bool:
    """The tools read the settings, which make a folder and a key: not the checkout's own."""
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "parvis.config.settings", "PARVIS_DATA": str(ROOT / ".tmp" / "check")}
    return subprocess.run(command, cwd=ROOT, env=env, check=False).returncode == 0


def contracts() -> bool:
    """Said only when broken: the tool's banner is long."""
    run = subprocess.run([str(BIN / "lint-imports")], cwd=ROOT, capture_output=True, text=True, check=False)
    if run.returncode:
        print(run.stdout, run.stderr)
    return run.returncode == 0


def browser_types() -> bool:
    env_path = f"{ROOT / '.venv' / 'node'}{os.pathsep}{os.environ['PATH']}"
    run = subprocess.run(
        ["npm", "run", "--silent", "check"], cwd=ROOT / "frontend", env={**os.environ, "PATH": env_path}, check=False
    )
    return run.returncode == 0


def install() -> None:
    """Chromium, PostgreSQL, Redis (for the geocoder of the tests) and OpenLDAP from Debian's packages, when this machine
    lets us."""
    wanted = []
    if not CHROMIUM.exists():
        wanted.append("chromium")
    if postgres.programs() is None:
        wanted.append("postgresql")
    if shutil.which("redis-server") is None:
        wanted.append("redis-server")
    if not Path("/usr/sbin/slapd").exists():
        wanted.append("slapd")
    if not wanted or os.getuid() != 0 or not shutil.which("apt-get"):
        return
    print(f"\n── installing {' and '.join(wanted)}", flush=True)
    # Debian's package would otherwise start a server of its own, which nobody here asked for.
    common = Path("/etc/postgresql-common")
    if "postgresql" in wanted and not common.exists():
        common.mkdir()
        (common / "createcluster.conf").write_text("create_main_cluster = false\n")
    if "slapd" in wanted and shutil.which("debconf-set-selections"):
        said = "slapd slapd/no_configuration boolean true\n"
        subprocess.run(["debconf-set-selections"], input=said, text=True, check=False)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    options = ["-qq", "-o", "Dpkg::Use-Pty=0", "-o", "Dpkg::Options::=--force-confold"]
    for words in (["update"], ["install", "-y", "--no-install-recommends", *wanted]):
        subprocess.run(["apt-get", *options, *words], env=quiet, stdout=subprocess.DEVNULL, check=False)


def pytest(database: str, changes: dict[str, str]) -> bool:
    """Two processes: the house's machines have two cores."""
    report = ROOT / ".tmp" / f"tests-{database}.xml"
    report.unlink(missing_ok=True)
    env = {key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "PARVIS_DATA", "SECRET_KEY")}
    command = [str(BIN / "pytest"), "-n", "2", "--dist", "loadgroup", "-q", f"--junit-xml={report}"]
    passed = subprocess.run(command, cwd=ROOT, env={**env, **changes}, check=False).returncode == 0
    count(report)
    return passed


def count(report: Path) -> None:
    """Add what pytest says it did; a run that did not get as far as to say it has failed."""
    if not report.exists():
        counts["failed"] += 1
        return
    (suite,) = ElementTree.parse(report).getroot()
    tests, errors, failures, skipped = (int(suite.get(name, "0")) for name in ("tests", "errors", "failures", "skipped"))
    counts["passed"] += tests - errors - failures - skipped
    counts["failed"] += errors + failures
    counts["skipped"] += skipped


if __name__ == "__main__":
    sys.exit(main(is_quick="--check" in sys.argv))
