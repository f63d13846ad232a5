"""`parvis set-questions`: what a category asks, from a JSON file."""

import argparse
from pathlib import Path

from parvis.cases.operations.answers import set_questions
from parvis.forms.soundness import Malformed, read
from parvis.inbound.naming import category_named
from parvis.inbound.towns import add_authority_argument, find_authority
from parvis.kernel.actors import System
from parvis.kernel.operations import Refused
from parvis.kernel.tenancy import inside

HELP = "Dire les questions que pose une catégorie, depuis un fichier JSON ; une liste vide les retire."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("category", metavar="CATÉGORIE", help="nom de la catégorie")
    parser.add_argument("file", metavar="FICHIER", type=Path, help="liste de questions, en JSON")
    add_authority_argument(parser)


def run(args: argparse.Namespace) -> int:
    try:
        questions = read(args.file.read_bytes())
    except OSError as error:
        raise Refused(f"{args.file} ne peut pas être lu ({error.strerror}).") from None
    except Malformed as wrong:
        raise Refused(f"{args.file} : {wrong}") from None
    with inside(find_authority(args.authority)):
        category = set_questions(category_named(args.category), questions=questions, by=System("command"))
        print(f"{category} : {len(questions)} question{'s' if len(questions) > 1 else ''}.")
    return 0
