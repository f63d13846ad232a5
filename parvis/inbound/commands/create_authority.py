"""`parvis create-authority`: a town, its reception, and its first administrator."""

import argparse
import secrets
from pathlib import Path

from django.db import transaction

from parvis.directory.identity import Identity, is_email
from parvis.directory.logo import Logo, read_logo
from parvis.directory.models import User
from parvis.directory.operations.agents import add_agent
from parvis.directory.operations.authority import create_authority
from parvis.kernel.actors import System
from parvis.kernel.models import Authority
from parvis.kernel.operations import Refused
from parvis.kernel.tenancy import inside

HELP = "Créer une ville : son site, son adresse e-mail, son accueil, et un premier administrateur."
BY = System("command")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--insee", metavar="CODE", required=True, help="code INSEE de la commune (18033, 2A004, 97411)")
    parser.add_argument("--name", metavar="NOM", required=True, help="nom de la ville, comme on l’écrit")
    parser.add_argument("--host", metavar="SITE", required=True, help="nom du site : demandes.ma-commune.fr")
    parser.add_argument("--site-url", metavar="ADRESSE", help="adresse complète du site (par défaut https://SITE)")
    parser.add_argument("--mailbox", metavar="E-MAIL", help="adresse lue par l’accueil, où arrivent les réponses (mairie@SITE)")
    parser.add_argument("--phone", metavar="NUMÉRO", default="", help="téléphone de l’accueil")
    parser.add_argument("--time-zone", metavar="FUSEAU", default="Europe/Paris", help="fuseau horaire (Europe/Paris)")
    parser.add_argument("--holidays", metavar="TERRITOIRE", default="", help="jours fériés : vide, 57 (Alsace-Moselle), 974…")
    parser.add_argument("--colour", metavar="COULEUR", default="#00636d", help="couleur de la ville (#00636d)")
    parser.add_argument("--map-style", metavar="ADRESSE", default="", help="style du fond de plan (par défaut le Plan IGN)")
    parser.add_argument("--map-attribution", metavar="MENTION", default="", help="mention de la source de ce fond de plan")
    parser.add_argument("--logo", metavar="FICHIER", type=Path, help="logo : un fichier SVG ou PNG")
    parser.add_argument("--address", metavar="ADRESSE", default="", help="adresse postale de la mairie")
    parser.add_argument("--director", metavar="NOM", default="", help="directeur de la publication : le maire, d’ordinaire")
    parser.add_argument("--hosting", metavar="QUI", default="", help="hébergeur du site : son nom, son adresse, son téléphone")
    parser.add_argument("--dpo", metavar="E-MAIL", default="", help="adresse du délégué à la protection des données")
    parser.add_argument(
        "--admin-email", metavar="E-MAIL", help="un premier administrateur, dont le mot de passe est affiché ici"
    )


def run(args: argparse.Namespace) -> int:
    identity = _identity(args)
    known = Authority.objects.filter(host=identity.host).first()
    if known is not None:
        raise Refused(f"{known.name} existe déjà sur {known.host} : rien n’a été changé.")
    if args.admin_email is not None and not is_email(args.admin_email):
        raise Refused(f"--admin-email : « {args.admin_email} » n’est pas une adresse e-mail.")
    logo = _logo(args.logo) if args.logo else None
    with transaction.atomic():
        authority = create_authority(identity, logo=logo, by=BY)
        signing_in = _administrator(authority, args.admin_email) if args.admin_email else []
    print(f"{authority.name} est créée : {authority.site_url}/")
    print(f"Les réponses aux messages arrivent à {authority.mailbox}.")
    print("\n".join(signing_in or ["Aucun compte n’a été créé (--admin-email) : personne ne peut encore s’y connecter."]))
    return 0


def _identity(args: argparse.Namespace) -> Identity:
    host = args.host.strip().lower()
    return Identity(
        name=args.name.strip(),
        insee_code=args.insee.strip().upper(),
        host=host,
        site_url=(args.site_url or f"https://{host}").strip().rstrip("/"),
        mailbox=(args.mailbox or f"mairie@{host}").strip(),
        phone=args.phone.strip(),
        time_zone=args.time_zone,
        holidays=args.holidays,
        colour=args.colour.strip().lower(),
        postal_address=args.address.strip(),
        publication_director=args.director.strip(),
        hosting=args.hosting.strip(),
        dpo_email=args.dpo.strip(),
        map_style=args.map_style.strip(),
        map_attribution=args.map_attribution.strip(),
    )


def _logo(path: Path) -> Logo:
    try:
        return read_logo(path.read_bytes())
    except OSError as error:
        raise Refused(f"--logo : {path} ne peut pas être lu ({error.strerror}).") from None


def _administrator(authority: Authority, email: str) -> list[str]:
    """A person who already signs in elsewhere keeps their password: it is theirs."""
    address = email.strip().lower()
    password = None if User.objects.filter(email=address).exists() else secrets.token_urlsafe(12)
    with inside(authority):
        add_agent("Administrateur", authority.name, email=address, password=password, is_administrator=True, by=BY)
    told = f"mot de passe, affiché cette seule fois : {password}" if password else "son mot de passe reste celui qu’il a déjà"
    return [f"Administrateur : {address}", f"  {told}", f"  connexion : {authority.site_url}/agents/"]
