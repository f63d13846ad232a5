"""`parvis add-agent`: a person who works here, and what they are in a unit."""

import argparse
import secrets

from django.db import transaction

from parvis.directory.identity import is_email
from parvis.directory.models import Agent, Role, User
from parvis.directory.operations.agents import add_agent
from parvis.directory.operations.posts import post
from parvis.inbound.naming import unit_named
from parvis.inbound.towns import add_authority_argument, find_authority
from parvis.kernel.actors import System
from parvis.kernel.operations import Refused
from parvis.kernel.tenancy import inside

HELP = "Ajouter un agent, ou lui donner un rôle dans un service de plus."
BY = System("command")
ROLES = {"agent": Role.AGENT, "chef": Role.HEAD}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("email", metavar="E-MAIL", help="adresse avec laquelle l’agent se connecte")
    parser.add_argument("--first-name", metavar="PRÉNOM", default="", help="prénom (pour un nouvel agent)")
    parser.add_argument("--last-name", metavar="NOM", default="", help="nom (pour un nouvel agent)")
    parser.add_argument("--unit", metavar="SERVICE", help="service où il travaille")
    parser.add_argument("--role", choices=sorted(ROLES), default="agent", help="ce qu’il y est (agent)")
    parser.add_argument("--supervisor", action="store_true", help="superviseur : voit toutes les demandes")
    parser.add_argument("--administrator", action="store_true", help="administrateur : voit les envois, pas les demandes")
    add_authority_argument(parser)


def run(args: argparse.Namespace) -> int:
    authority = find_authority(args.authority)
    address = args.email.strip().lower()
    if not is_email(address):
        raise Refused(f"« {args.email} » n’est pas une adresse e-mail.")
    password = None if User.objects.filter(email=address).exists() else secrets.token_urlsafe(12)
    with inside(authority), transaction.atomic():
        unit = unit_named(args.unit) if args.unit else None
        known = Agent.objects.filter(email=address, ended_on__isnull=True).first()
        if known is not None and unit is None:
            raise Refused(f"{known} est déjà agent ici : dites dans quel service (--unit).")
        agent = known or _add(args, address, password)
        if unit is not None:
            post(agent, to=unit, role=ROLES[args.role], by=BY)
    print(f"{agent} est {args.role} dans le service {unit}." if unit else f"{agent} est ajouté.")
    if known is None:
        print(f"  connexion : {authority.site_url}/agents/")
        print(f"  mot de passe, affiché cette seule fois : {password}" if password else "  son mot de passe ne change pas")
    return 0


def _add(args: argparse.Namespace, address: str, password: str | None) -> Agent:
    """A person who already signs in elsewhere keeps their password: it is theirs."""
    if not (args.first_name.strip() and args.last_name.strip()):
        raise Refused("il faut le prénom et le nom d’un nouvel agent (--first-name, --last-name).")
    return add_agent(
        args.first_name.strip(),
        args.last_name.strip(),
        email=address,
        password=password,
        is_supervisor=args.supervisor,
        is_administrator=args.administrator,
        by=BY,
    )
