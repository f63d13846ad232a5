"""`parvis run` where there is no town: it makes the demo, and says how to enter it."""

import os
import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from parvis.config.commands.run import welcome
from parvis.demo.settle import settle
from parvis.demo.town import PASSWORD, PEOPLE
from tests.post import free_port
from tests.words import plain
from tests.world import make_authority


def test_the_first_lines_say_where_to_go_and_who_may_sign_in(db: None) -> None:
    settle("http://127.0.0.1:8000")
    lines = welcome("http://127.0.0.1:8000")
    said = plain("\n".join(lines))
    assert "Portail http://127.0.0.1:8000/ " in said and "E-mails http://127.0.0.1:8000/demo/courriers" in said
    for person in PEOPLE:
        assert f"{person.email} {person.first_name} {person.last_name}, {person.says}" in said
    assert PASSWORD in said and said.endswith("Ctrl-C arrête tout.")
    assert all(len(line) <= 100 for line in lines)
    columns = {match.end() for line in lines if (match := re.match(r"  \S+(?: \S+)?\s{2,}|\s{16}", line))}
    assert columns == {16}


def test_a_town_of_one_s_own_is_named_without_a_password(db: None) -> None:
    make_authority()
    said = plain("\n".join(welcome("http://127.0.0.1:8000")))
    assert "Valbourg, sur valbourg.test" in said and PASSWORD not in said


@pytest.mark.sqlite_only
def test_run_makes_the_demo_town_once_and_follows_the_port(tmp_path: Path) -> None:
    for _ in range(2):
        port = free_port()
        environ = {"PATH": os.environ["PATH"], "PARVIS_DATA": str(tmp_path), "PORT": str(port), "PARVIS_TESTING": "1"}
        command = [sys.executable, "-m", "parvis.config.cli", "run"]
        with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            said = ""
            while "Ctrl-C" not in said:
                line = process.stdout.readline()
                assert line, process.communicate()
                said += line
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/demandes", timeout=10) as answer:
                assert "Lampadaire éteint" in answer.read().decode()
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=30)
        assert process.returncode == 0
        assert said.count("ville de démonstration") == 1 and f"http://127.0.0.1:{port}/demo/courriers" in said
