"""The command `parvis`: one subcommand a module, here or in the room that it belongs to."""

import argparse
import os
import sys
from collections.abc import Sequence
from typing import Protocol

from parvis.config.environment import BadSetting, port
from parvis.config.failure import Failure, first_line

ENVIRONMENT = """\
L’environnement :
  PARVIS_DATA     dossier de la base et des fichiers (par défaut : var, à côté du code)
  DATABASE_URL    sqlite:////chemin/parvis.sqlite3 ou postgresql://utilisateur:mot@serveur:5432/base
  EMAIL_URL       smtp://utilisateur:mot@serveur:587?tls=starttls, ou mailbox:// (lus sur une page, rien ne part)
  GEOCODER_URL    qui connaît les adresses : https://data.geopf.fr/geocodage (par défaut), un Addok, ou none://
  PARVIS_SECURITY_CONTACT  à qui signaler une faille, dans security.txt (par défaut : la mairie)
  PARVIS_CONSOLE_HOST  le nom du site de la console des exploitants (par défaut : pas de console)
  SECRET_KEY      au moins 32 caractères ; sans elle, une clé est faite une fois et gardée dans PARVIS_DATA
  PORT            port du serveur web (8000)
  PARVIS_HTTPS=1  le site est servi en https, derrière un serveur qui transmet X-Forwarded-Proto

« parvis COMMANDE --help » détaille chaque commande."""


class Command(Protocol):
    """What a module of commands offers."""

    HELP: str

    def add_arguments(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, args: argparse.Namespace) -> int: ...


def commands() -> dict[str, Command]:
    """All of them, by name, in the order of the help. Imported once Django is ready."""
    from parvis.config.commands import backup, check, migrate, restore, run, serve, worker

    return {
        "run": run,
        "serve": serve,
        "worker": worker,
        "migrate": migrate,
        **commands_of_rooms(),
        "check": check,
        "backup": backup,
        "restore": restore,
    }


def commands_of_rooms() -> dict[str, Command]:
    """Those of the fronts, which know nothing of the installation: the database must be ready before they run."""
    from parvis.console.commands import add_operator, end_operator
    from parvis.demo.commands import demo
    from parvis.inbound.commands import (
        add_agent,
        add_category,
        add_unit,
        base_map,
        configuration,
        create_authority,
        import_cases,
        import_districts,
        opening_hours,
        route,
        set_questions,
    )

    return {
        "demo": demo,
        "create-authority": create_authority,
        "base-map": base_map,
        "configuration": configuration,
        "add-unit": add_unit,
        "add-agent": add_agent,
        "add-category": add_category,
        "route": route,
        "set-questions": set_questions,
        "opening-hours": opening_hours,
        "import-districts": import_districts,
        "import-cases": import_cases,
        "add-operator": add_operator,
        "end-operator": end_operator,
    }


def main(argv: Sequence[str] | None = None) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parvis.config.settings")
    try:
        port(os.environ)
        import django

        django.setup()
    except BadSetting as error:
        return complain(str(error))
    import psycopg
    from django.db import Error

    from parvis.config.commands.migrate import need_migrated
    from parvis.kernel.operations import Refused

    args = make_parser().parse_args(argv)
    try:
        need_database()
        if args.needs_tables:
            need_migrated()
        status: int = args.command.run(args)
    except (Failure, Refused) as error:
        return complain(str(error))
    except (Error, psycopg.Error) as error:
        return complain(f"base de données : {first_line(error)}")
    except BrokenPipeError:
        return 0
    except KeyboardInterrupt:
        return 130
    return status


def need_database() -> None:
    """Ask the server once, and plainly: the pool would try again for a long time before it says why."""
    import psycopg
    from django.db import connection

    if connection.vendor == "postgresql":
        given = connection.settings_dict
        psycopg.connect(
            dbname=given["NAME"],
            host=given["HOST"] or None,
            port=given["PORT"] or None,
            user=given["USER"] or None,
            password=given["PASSWORD"] or None,
            connect_timeout=10,
        ).close()


def make_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="parvis",
        description="Parvis, la plateforme ouverte des mairies.",
        epilog=ENVIRONMENT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    subparsers = parser.add_subparsers(title="commandes", metavar="COMMANDE", required=True)
    of_rooms = commands_of_rooms()
    for name, command in commands().items():
        sub = subparsers.add_parser(name, help=command.HELP, description=command.HELP)
        command.add_arguments(sub)
        sub.set_defaults(command=command, needs_tables=name in of_rooms)
    return parser


def complain(words: str) -> int:
    print(f"parvis : {words}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
