"""`parvis opening-hours`: when the town hall is open, and whom to call for a danger when it is not."""

import argparse

from parvis.directory.operations.opening import set_opening
from parvis.directory.queries import reception
from parvis.inbound.towns import add_authority_argument, find_authority
from parvis.kernel.actors import System
from parvis.kernel.tenancy import inside

HELP = "Dire quand la mairie est ouverte, et qui appeler pour un danger quand elle ne l’est pas."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("hours", metavar="HORAIRES", help="« lun-ven 8:30-12:00 13:30-17:30; sam 9:00-12:00 »")
    parser.add_argument("--on-call", metavar="NUMÉRO", default="", help="téléphone d’astreinte, dit quand la mairie est fermée")
    add_authority_argument(parser)


def run(args: argparse.Namespace) -> int:
    with inside(find_authority(args.authority)):
        town = set_opening(reception(), hours=args.hours, on_call_phone=args.on_call, by=System("command"))
    print(f"{town.name} : {town.opening or 'aucun horaire'} ; astreinte : {town.on_call_phone or 'aucune'}.")
    return 0
