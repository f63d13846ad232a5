"""`parvis add-unit`: a service of the town hall."""

import argparse

from parvis.directory.models import Unit
from parvis.directory.operations.units import create_unit
from parvis.directory.queries import reception
from parvis.inbound.naming import unit_named
from parvis.inbound.towns import add_authority_argument, find_authority
from parvis.kernel.actors import System
from parvis.kernel.operations import Refused
from parvis.kernel.tenancy import inside

HELP = "Ajouter un service à l’organigramme de la ville."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NOM", help="nom du service")
    parser.add_argument(
        "--under", metavar="SERVICE", help="service au-dessus (par défaut, l’accueil, en haut de l’organigramme)"
    )
    parser.add_argument("--email", metavar="E-MAIL", default="", help="adresse du service")
    parser.add_argument("--phone", metavar="NUMÉRO", default="", help="téléphone du service")
    parser.add_argument(
        "--reserved-closing", action="store_true", help="seuls le chef de service et les responsables de catégorie clôturent"
    )
    add_authority_argument(parser)


def run(args: argparse.Namespace) -> int:
    with inside(find_authority(args.authority)):
        above = unit_named(args.under) if args.under else reception()
        name = " ".join(args.name.split())
        if not name:
            raise Refused("le nom du service est vide.")
        if Unit.objects.filter(parent=above, name=name).exists():
            raise Refused(f"{name} existe déjà sous {above} : rien n’a été changé.")
        create_unit(
            name,
            under=above,
            email=args.email.strip(),
            phone=args.phone.strip(),
            is_closing_reserved=args.reserved_closing,
            by=System("command"),
        )
        print(f"{name} est créé, sous {above}.")
    return 0
