"""`parvis run`: everything at once, on this machine, to try Parvis or for a small town."""

import argparse
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from datetime import datetime
from types import FrameType

from parvis.config.commands.migrate import migrate
from parvis.config.commands.serve import a_port, need_free
from parvis.config.environment import port
from parvis.config.failure import Failure
from parvis.demo.settle import demo_town, settle
from parvis.demo.town import PASSWORD, PEOPLE
from parvis.kernel import clock
from parvis.kernel.models import Authority, Beat

HELP = "Tout lancer ici : base, ville de démonstration s’il n’y a aucune ville, pages et envois. Ctrl-C arrête tout."
HOST = "127.0.0.1"
LONGEST_START = 60.0
LONGEST_STOP = 15.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=a_port, default=port(os.environ), help="port d’écoute (PORT, ou 8000)")


def run(args: argparse.Namespace) -> int:
    need_free(HOST, args.port)
    migrate()
    address = f"http://{HOST}:{args.port}"
    _settle_demo(address)
    stopped = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal stopped
        stopped = True

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    began = clock.now()
    processes = [start("serve", "--port", str(args.port)), start("worker")]
    try:
        if wait_until_up(address, began, processes, lambda: stopped):
            print("\n".join(welcome(address)), flush=True)
        while not stopped and all(process.poll() is None for process in processes):
            time.sleep(0.2)
    finally:
        end(processes)
    if not stopped:
        raise Failure("le serveur web ou l’envoi des messages s’est arrêté ; voir les lignes ci-dessus.")
    return 0


def start(*words: str) -> "subprocess.Popen[bytes]":
    """In a group of its own: a Ctrl-C in the terminal reaches this process, which ends the others in order."""
    return subprocess.Popen([sys.executable, "-m", "parvis.config.cli", *words], start_new_session=True)


def end(processes: "list[subprocess.Popen[bytes]]") -> None:
    for process in processes:
        process.terminate()
    deadline = time.monotonic() + LONGEST_STOP
    for process in processes:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def wait_until_up(
    address: str, began: datetime, processes: "list[subprocess.Popen[bytes]]", stopping: Callable[[], bool]
) -> bool:
    """The worker has beaten, then a page is served: in the other order the health page complains in the log."""
    deadline = time.monotonic() + LONGEST_START
    while time.monotonic() < deadline and not stopping():
        if any(process.poll() is not None for process in processes):
            return False
        if Beat.objects.filter(name="worker", at__gte=began).exists() and _is_served(address):
            return True
        time.sleep(0.1)
    return False


def _is_served(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/healthz", timeout=5):
            return True
    except OSError:
        return False


def welcome(address: str) -> list[str]:
    """What a person who has just started it wants to know."""
    demo = demo_town()
    others = Authority.objects.exclude(pk=demo.pk) if demo else Authority.objects.all()
    lines = ["", *(_demo_lines(demo, address) if demo else [])]
    for authority in others.filter(practises_for=None).order_by("pk"):
        addresses = [_line("Portail", f"{address}/"), _line("Agents", f"{address}/agents/")]
        lines += [f"{authority}, sur {authority.host}", *addresses, ""]
    return [*lines, "Ctrl-C arrête tout.", ""]


def _demo_lines(demo: Authority, address: str) -> list[str]:
    people = [_line("", f"{person.email:26}{person.first_name} {person.last_name}, {person.says}") for person in PEOPLE]
    people[0] = people[0].replace(" " * len(_line("", "")), _line("Comptes", ""), 1)
    return [
        f"{demo}, ville de démonstration",
        _line("Portail", f"{address}/"),
        _line("Agents", f"{address}/agents/"),
        _line("E-mails", f"{address}/demo/courriers"),
        *people,
        _line("Mot de passe", f"{PASSWORD}, le même pour tous"),
        "",
    ]


def _line(name: str, words: str) -> str:
    return f"  {name:14}{words}"


def _settle_demo(address: str) -> None:
    """Where there is no town at all, the demo is one to look at; where it is, its messages lead to today's port."""
    if demo_town() is not None or not Authority.objects.exists():
        settle(address)
