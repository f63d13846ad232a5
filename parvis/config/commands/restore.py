"""`parvis restore FILE`: bring a backup back, here or elsewhere, on the same database or the other."""

import argparse
from pathlib import Path

from parvis.config import archive
from parvis.config.commands.migrate import migrate

HELP = "Restaurer une sauvegarde dans une base et un dossier vides."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FICHIER", type=Path, help="le fichier que « parvis backup » a écrit")


def run(args: argparse.Namespace) -> int:
    migrate()
    counts = archive.load(args.file)
    print(f"{sum(counts.values())} lignes restaurées ; vérifier avec « parvis check ».")
    return 0
