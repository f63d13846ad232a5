"""`parvis serve`: the web server."""

import argparse
import os
import socket

from django.db import connections
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from parvis.config.commands.migrate import need_migrated
from parvis.config.environment import BadSetting, port
from parvis.config.failure import Failure
from parvis.kernel.hosts import is_loopback
from parvis.kernel.models import Authority

HELP = "Servir les pages."
# With one thread a worker, two slow uploads froze every page for six seconds; with four, nothing waited.
WORKERS = 2
THREADS = 4


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="adresse d’écoute (127.0.0.1 : cette machine seulement)")
    parser.add_argument("--port", type=a_port, default=port(os.environ), help="port d’écoute (PORT, ou 8000)")


def run(args: argparse.Namespace) -> int:
    need_free(args.host, args.port)
    need_migrated()
    need_discreet(args.host)
    hang_up()
    Server(
        "parvis.config.wsgi:application",
        address=args.host,
        port=args.port,
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=THREADS,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        log_level=LogLevels.warning,
    ).serve()
    return 0


def a_port(given: str) -> int:
    """As PORT is read."""
    try:
        return port({"PORT": given})
    except BadSetting as error:
        raise argparse.ArgumentTypeError(str(error).removeprefix("PORT : ")) from None


def hang_up() -> None:
    """The server's processes are forks of this one: sharing its connection to PostgreSQL, two requests would each get the
    other's rows, or wait for ever."""
    for connection in connections.all(initialized_only=True):
        connection.close()
        if close_pool := getattr(connection, "close_pool", None):
            close_pool()


def need_free(host: str, number: int) -> None:
    """The server itself would share the port with another one that listens there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, number))
        except PermissionError:
            raise Failure(f"pas le droit d’écouter sur le port {number} ; en choisir un autre : PORT=8001.") from None
        except OSError as error:
            if error.errno in (socket.EAI_NONAME, socket.EAI_ADDRFAMILY) or isinstance(error, socket.gaierror):
                raise Failure(f"--host : {host} n’est pas une adresse de cette machine.") from None
            raise Failure(f"le port {number} est déjà pris ; en choisir un autre : PORT=8001.") from None


def need_discreet(host: str) -> None:
    """The demo town's accounts have a known password: they are never offered to the outside."""
    if not is_loopback(host) and (demo := Authority.objects.filter(is_demo=True).first()):
        raise Failure(
            f"la base contient la ville de démonstration « {demo} », dont les mots de passe sont publics :"
            f" elle n’est servie que sur 127.0.0.1, pas sur {host}."
        )
