"""`parvis backup FILE`: the whole installation in one file."""

import argparse
from pathlib import Path

from parvis.config import archive
from parvis.config.commands.migrate import need_migrated
from parvis.kernel.health import note_backup

HELP = "Sauvegarder la base et les fichiers dans un fichier, pendant que le site sert."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FICHIER", type=Path, help="le fichier à écrire, par exemple mairie.tar")


def run(args: argparse.Namespace) -> int:
    need_migrated()
    counts = archive.save(args.file.absolute())
    note_backup()
    print(f"{args.file} : {sum(counts.values())} lignes, {args.file.stat().st_size / 1e6:.1f} Mo.")
    print("Ce fichier contient des données personnelles et la clé du site : le garder en lieu sûr.")
    return 0
