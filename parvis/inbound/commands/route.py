"""`parvis route`: where the cases of a category go, in a district or anywhere, and who answers for them."""

import argparse

from parvis.cases.operations.configure import name_owner, set_rule
from parvis.inbound.naming import agent_named, category_named, district_named, unit_named
from parvis.inbound.towns import add_authority_argument, find_authority
from parvis.kernel.actors import System
from parvis.kernel.operations import Refused
from parvis.kernel.tenancy import inside

HELP = "Dire où vont les demandes d’une catégorie, et qui en est responsable, par secteur."
BY = System("command")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("category", metavar="CATÉGORIE", help="nom de la catégorie ou du thème")
    parser.add_argument("--district", metavar="SECTEUR", help="seulement dans ce secteur (sinon, partout)")
    parser.add_argument("--to", metavar="SERVICE", help="service qui reçoit les demandes")
    parser.add_argument("--agent", metavar="E-MAIL", help="agent de ce service qui les reçoit")
    parser.add_argument("--owner", metavar="E-MAIL", help="agent responsable de la catégorie, qui voit et clôture")
    add_authority_argument(parser)


def run(args: argparse.Namespace) -> int:
    if not (args.to or args.owner):
        raise Refused("dites où vont les demandes (--to), ou qui en est responsable (--owner).")
    if args.agent and not args.to:
        raise Refused("--agent : dites aussi dans quel service (--to).")
    with inside(find_authority(args.authority)):
        category = category_named(args.category)
        district = district_named(args.district) if args.district else None
        where = f"dans le secteur {district}" if district else "partout"
        if args.to:
            unit = unit_named(args.to)
            agent = agent_named(args.agent) if args.agent else None
            set_rule(category, to=unit, district=district, agent=agent, by=BY)
            print(f"{category}, {where} : {unit}{f', {agent}' if agent else ''}.")
        if args.owner:
            owner = agent_named(args.owner)
            name_owner(category, agent=owner, district=district, by=BY)
            print(f"{category}, {where} : {owner} en est responsable.")
    return 0
