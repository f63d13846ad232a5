"""`parvis demo`: the demo town, created once."""

import argparse
import os

from parvis.demo.settle import settle
from parvis.demo.town import PASSWORD, PEOPLE

HELP = "Créer une fois la ville de démonstration, Valbourg : ses services, ses agents, sept semaines de demandes."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--site-url", metavar="ADRESSE", help="où elle sera servie (par défaut http://127.0.0.1:PORT)")


def run(args: argparse.Namespace) -> int:
    authority, is_new = settle(args.site_url or f"http://127.0.0.1:{os.environ.get('PORT') or '8000'}")
    if not is_new:
        print(f"{authority.name} existe déjà : rien n’a été créé.")
        return 0
    print(f"{authority.name} est créée, avec {len(PEOPLE)} agents. Mot de passe de tous : {PASSWORD}")
    return 0
