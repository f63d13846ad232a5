"""`parvis configuration`: all that a town has arranged, to one file, and from a file into a town."""

import argparse
import sys
from pathlib import Path

from parvis.carrying.compare import Comparison, What, compare
from parvis.carrying.document import Document, export, read
from parvis.carrying.steps import take_all
from parvis.carrying.yaml import Faults
from parvis.inbound.towns import add_authority_argument, find_authority
from parvis.kernel.actors import System
from parvis.kernel.operations import Refused
from parvis.kernel.tenancy import inside

HELP = "Exporter toute la configuration d’une ville dans un fichier, ou l’importer d’un fichier."
BY = System("command")
SAID = {What.ADDED: "+", What.CHANGED: "≠", What.BARRED: "!", What.HERE: "="}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(title="actions", metavar="ACTION", dest="action", required=True)
    out = actions.add_parser("export", help="écrire la configuration dans un fichier, ou à l’écran")
    out.add_argument("file", metavar="FICHIER", type=Path, nargs="?", help="fichier à écrire (sinon, à l’écran)")
    out.add_argument("--people", action="store_true", help="avec les personnes : adresse ou identifiant, postes et droits")
    add_authority_argument(out)
    into = actions.add_parser("import", help="importer la configuration d’un fichier")
    into.add_argument("file", metavar="FICHIER", type=Path, help="fichier à lire")
    into.add_argument("--dry-run", action="store_true", help="dire ce qui changerait, sans rien changer")
    into.add_argument("--whole", action="store_true", help="retirer aussi, quand c’est possible, ce que seule la ville a")
    add_authority_argument(into)


def run(args: argparse.Namespace) -> int:
    with inside(find_authority(args.authority)):
        return _export(args) if args.action == "export" else _import(args)


def _export(args: argparse.Namespace) -> int:
    text = export(with_people=args.people)
    if args.file is None:
        sys.stdout.write(text)
        return 0
    try:
        args.file.write_text(text, "utf-8")
    except OSError as error:
        raise Refused(f"{args.file} ne peut pas être écrit ({error.strerror}).") from None
    print(f"La configuration est dans {args.file}.")
    return 0


def _import(args: argparse.Namespace) -> int:
    found = compare(_read(args.file), is_whole=args.whole)
    _tell(found)
    if found.is_nothing:
        print("Rien à changer.")
        return 0
    if args.dry_run:
        print(f"{len(found.steps)} changement(s) ; rien n’a été changé.")
        return 0
    refused = take_all(found.steps, by=BY)
    for step, why in refused:
        print(f"  ! {step.name} : {why}")
    print(f"{len(found.steps) - len(refused)} changement(s) fait(s), {len(refused)} refusé(s).")
    return 1 if refused else 0


def _read(path: Path) -> Document:
    try:
        return read(path.read_bytes())
    except OSError as error:
        raise Refused(f"{path} ne peut pas être lu ({error.strerror}).") from None
    except Faults as wrong:
        raise Refused("\n".join(["rien n’est importé : corrigez ces lignes.", *wrong.lines])) from None


def _tell(found: Comparison) -> None:
    for section in found.sections:
        print(f"{section.part.title}")
        for one in section.differences:
            print(f"  {SAID[one.what]} {one.name}{' : ' if one.words else ''}{' ; '.join([*one.words, *one.notes])}")
