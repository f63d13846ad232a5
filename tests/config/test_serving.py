"""`parvis serve` shows a demo town to this machine only; `parvis run` starts and ends everything."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from django.test import Client

from parvis.config.commands.serve import need_discreet
from parvis.config.failure import Failure
from parvis.kernel.hosts import is_loopback
from parvis.kernel.models import Authority
from tests.post import free_port
from tests.world import make_authority


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.2", "::1", "localhost"])
def test_this_machine_is_served_a_demo_town(host: str, db: None) -> None:
    make_authority()
    Authority.objects.update(is_demo=True)
    need_discreet(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.10", "mairie.exemple.fr"])
def test_the_outside_is_refused_a_demo_town(host: str, db: None) -> None:
    assert not is_loopback(host)
    make_authority()
    need_discreet(host)
    Authority.objects.update(is_demo=True)
    with pytest.raises(Failure, match="démonstration"):
        need_discreet(host)


@pytest.mark.parametrize(
    ("host", "headers", "status"),
    [
        ("127.0.0.1:8000", {}, 200),
        ("localhost:8000", {}, 200),
        ("[::1]:8000", {}, 200),
        ("mairie.exemple.fr", {}, 404),
        ("127.0.0.1:8000", {"x-forwarded-for": "203.0.113.7"}, 404),
        ("127.0.0.1:8000", {"x-forwarded-proto": "https"}, 404),
        ("127.0.0.1:8000", {"x-real-ip": "203.0.113.7"}, 404),
        ("127.0.0.1:8000", {"forwarded": "for=203.0.113.7"}, 404),
        ("127.0.0.1:8000", {"via": "1.1 proxy.exemple.fr"}, 404),
    ],
)
def test_a_proxy_shows_no_demo_town_to_the_outside(
    host: str, headers: dict[str, str], status: int, client: Client, db: None
) -> None:
    make_authority()
    Authority.objects.update(is_demo=True)
    assert client.get("/ui/marque", headers={"host": host, **headers}).status_code == status


def test_run_starts_web_and_worker_and_ends_both(tmp_path: Path) -> None:
    port = free_port()
    environ = {"PATH": os.environ["PATH"], "PARVIS_DATA": str(tmp_path), "PORT": str(port)}
    command = [sys.executable, "-m", "parvis.config.cli", "run"]
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = ""
        while "Ctrl-C" not in said:
            line = process.stdout.readline()
            assert line, process.communicate()
            said += line
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=10) as answer:
            assert answer.status == 200
        process.send_signal(signal.SIGINT)
        _, wrong = process.communicate(timeout=30)
    assert process.returncode == 0
    assert wrong == ""
    assert f"http://127.0.0.1:{port}/agents/" in said
    deadline = time.monotonic() + 5
    while _is_open(port) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not _is_open(port)


def _is_open(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2):
            return True
    except OSError:
        return False
