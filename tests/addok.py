"""A real Addok on loopback, fed with real addresses: its own Python, a Redis of its own by socket."""

import csv
import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from parvis.places.points import Point
from tests.post import free_port

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements-addok.lock"
HOME = ROOT / ".tmp" / "addok"  # made once, kept between runs

CONFIGURATION = """
import os
REDIS = {"unix_socket_path": os.environ["THE_REDIS"], "indexes": {"db": 0}, "documents": {"db": 1}}
DOCUMENT_STORE_PYPATH = "addok.ds.RedisStore"
QUERY_PROCESSORS_PYPATHS = [
    "addok.helpers.text.check_query_length", "addok_france.extract_address", "addok_france.clean_query",
    "addok_france.remove_leading_zeros",
]
SEARCH_RESULT_PROCESSORS_PYPATHS = [
    "addok.helpers.results.match_housenumber", "addok_france.make_labels", "addok.helpers.results.score_by_importance",
    "addok.helpers.results.score_by_autocomplete_distance", "addok.helpers.results.score_by_ngram_distance",
    "addok.helpers.results.score_by_geo_distance",
]
PROCESSORS_PYPATHS = [
    "addok.helpers.text.tokenize", "addok.helpers.text.normalize", "addok_france.glue_ordinal", "addok_france.fold_ordinal",
    "addok_france.flag_housenumber", "addok.helpers.text.synonymize", "addok_fr.phonemicize",
]
FIELDS = [
    {"key": "name", "boost": 4}, {"key": "city"}, {"key": "postcode"}, {"key": "citycode"},
    {"key": "housenumbers", "type": "housenumbers"},
]
FILTERS = ["type", "postcode", "citycode"]
QUERY_MAX_LENGTH = 200
BATCH_WORKERS = 1
LOG_DIR = os.path.dirname(os.environ["THE_REDIS"])
"""
SERVER = """
import sys
from wsgiref.simple_server import WSGIRequestHandler, make_server
from addok.http.wsgi import application
class Silent(WSGIRequestHandler):
    def log_message(self, *words): pass
make_server("127.0.0.1", int(sys.argv[1]), application, handler_class=Silent).serve_forever()
"""
Streets = dict[tuple[str, str], dict[str, object]]


@dataclass(frozen=True)
class Installed:
    url: str
    streets: Streets

    def place(self, code: str, street: str, number: str) -> Point:
        doors = self.streets[code, street]["housenumbers"]
        assert isinstance(doors, dict)
        return Point(doors[number]["lon"], doors[number]["lat"])


@contextmanager
def addok(real_data: Path) -> Iterator[Installed]:
    """Skips where it cannot be had: Redis is Debian's, and one part of it must be compiled."""
    redis = shutil.which("redis-server")
    if redis is None:
        pytest.skip("redis-server is missing: apt-get install redis-server")
    python = _python()
    folder = Path(tempfile.mkdtemp(prefix="parvis-addok-"))
    environ = {**os.environ, "THE_REDIS": str(folder / "redis"), "ADDOK_CONFIG_MODULE": str(folder / "addok.conf")}
    (folder / "addok.conf").write_text(CONFIGURATION)
    (folder / "serve.py").write_text(SERVER)
    streets = _streets(next((real_data / "ban").glob("*.csv.gz")))
    (folder / "streets.ndjson").write_text("\n".join(json.dumps(street) for street in streets.values()))
    words = [redis, "--port", "0", "--unixsocket", str(folder / "redis"), "--save", ""]
    started = [subprocess.Popen(words, cwd=folder, stdout=subprocess.DEVNULL)]
    try:
        _wait(lambda: (folder / "redis").exists())
        for step in (["batch", "streets.ndjson"], ["ngrams"]):
            _index([str(python.with_name("addok")), *step], folder, environ)
        port = free_port()
        command = [str(python), "serve.py", str(port)]
        started.append(subprocess.Popen(command, cwd=folder, env=environ, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL))
        _wait(lambda: _answers(f"http://127.0.0.1:{port}/search/?q=rue+de+rivoli"))
        yield Installed(f"http://127.0.0.1:{port}", streets)
    finally:
        for process in reversed(started):
            process.kill()
            process.wait()
        shutil.rmtree(folder, ignore_errors=True)


def _index(command: list[str], folder: Path, environ: dict[str, str]) -> None:
    """Its workers end badly once in some hundred times, on a busy machine; the same step again adds nothing twice."""
    said = ""
    for _turn in range(3):
        done = subprocess.run(command, cwd=folder, env=environ, capture_output=True, text=True, check=False, timeout=60)
        if done.returncode == 0:
            return
        said = f"{done.stdout[-300:]} {done.stderr[-1500:]}"
    raise AssertionError(f"Addok does not index: {said}")


def _python() -> Path:
    """The interpreter of its own environment: its versions are locked, and none of Parvis's."""
    python = HOME / "bin" / "python"
    stamp = HOME / "lock"
    if stamp.exists() and stamp.read_text() == LOCK.read_text():
        return python
    HOME.parent.mkdir(exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix="addok-", dir=HOME.parent))  # another process may be making it too
    uv = str(Path(sys.executable).with_name("uv"))
    steps = [
        [uv, "venv", "-q", "--relocatable", "--python", sys.executable, str(beside / "made")],
        [uv, "pip", "install", "-q", "--require-hashes", "-r", str(LOCK), "--python", str(beside / "made" / "bin" / "python")],
    ]
    for step in steps:
        done = subprocess.run(step, capture_output=True, text=True, check=False, timeout=180)
        if done.returncode:
            shutil.rmtree(beside, ignore_errors=True)
            pytest.skip(f"Addok cannot be installed here: {done.stderr.strip()[-300:]}")
    (beside / "made" / "lock").write_text(LOCK.read_text())
    shutil.rmtree(HOME, ignore_errors=True)
    with suppress(OSError):  # the other one was first
        (beside / "made").rename(HOME)
    shutil.rmtree(beside, ignore_errors=True)
    return python


def _streets(addresses: Path) -> Streets:
    """The addresses of the Base Adresse Nationale as Addok reads them: a street with its doors."""
    streets: Streets = {}
    with gzip.open(addresses, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter=";"):
            at = {name: float(row[name]) for name in ("lon", "lat", "x", "y")}
            code, name = row["code_insee"], row["nom_voie"]
            street = streets.setdefault(
                (code, name),
                {
                    "id": row["id"].rpartition("_")[0], "type": "street", "name": name, "postcode": row["code_postal"],
                    "citycode": code, "city": row["nom_commune"], "context": "75, Paris", "importance": 0.5,
                    "housenumbers": {}, **at,
                },
            )  # fmt: skip
            doors = street["housenumbers"]
            assert isinstance(doors, dict)
            doors[f"{row['numero']} {row['rep']}".strip()] = {"id": row["id"], **at}
    return streets


def _wait(is_ready: Callable[[], bool], within: float = 20.0) -> None:
    deadline = time.monotonic() + within
    while not is_ready():
        assert time.monotonic() < deadline, "Addok does not start"
        time.sleep(0.05)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False
