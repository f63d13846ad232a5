"""`parvis migrate`: bring the database to what this version expects."""

import argparse

from django.core.management import call_command

from parvis.config.failure import Failure
from parvis.kernel.health import missing_migrations

HELP = "Créer les tables, ou les mettre à jour après une nouvelle version."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    pass


def run(args: argparse.Namespace) -> int:
    count = migrate()
    print(f"Base à jour ({count} étape(s) faite(s)).")
    return 0


def migrate() -> int:
    """Apply what is missing; gives the number of steps."""
    steps = len(missing_migrations())
    if steps:
        call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    return steps


def need_migrated() -> None:
    if missing_migrations():
        raise Failure("la base n’est pas à jour : lancer d’abord « parvis migrate ».")
