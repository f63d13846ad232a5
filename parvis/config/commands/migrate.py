"""`parvis migrate`: bring the database to what this version expects."""

import argparse

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from parvis.config.failure import Failure

HELP = "Créer les tables, ou les mettre à jour après une nouvelle version."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    pass


def run(args: argparse.Namespace) -> int:
    count = migrate()
    print(f"Base à jour ({count} étape(s) faite(s)).")
    return 0


def migrate() -> int:
    """Apply what is missing; gives the number of steps."""
    steps = len(missing())
    if steps:
        call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    return steps


def missing() -> list[str]:
    executor = MigrationExecutor(connection)
    return [str(migration) for migration, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]


def need_migrated() -> None:
    if missing():
        raise Failure("la base n’est pas à jour : lancer d’abord « parvis migrate ».")
