"""`parvis base-map`: the ground of the town's maps."""

import argparse

from parvis.directory.operations.base_map import choose_base_map
from parvis.inbound.towns import add_authority_argument, find_authority
from parvis.kernel.actors import System

HELP = "Choisir le fond de plan des cartes : un style MapLibre et la mention de sa source ; sans option, le Plan IGN."
BY = System("command")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--style", metavar="ADRESSE", default="", help="adresse du style, en https (par défaut le Plan IGN)")
    parser.add_argument("--attribution", metavar="MENTION", default="", help="ce que sa source demande d’écrire sur la carte")
    add_authority_argument(parser)


def run(args: argparse.Namespace) -> int:
    chosen = choose_base_map(
        find_authority(args.authority), style=args.style.strip(), attribution=args.attribution.strip(), by=BY
    )
    print(f"{chosen.name} : le fond de plan est {chosen.map_style or 'le Plan IGN'}.")
    return 0
