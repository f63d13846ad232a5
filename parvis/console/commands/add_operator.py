"""`parvis add-operator`: an account at the console, and the link that chooses its password."""

import argparse

from django.conf import settings
from django.urls import reverse

from parvis.console.door import link_for
from parvis.directory.models import Operator
from parvis.directory.operations.operators import add_operator
from parvis.kernel.actors import System
from parvis.kernel.operations import Refused

HELP = "Ouvrir un compte à la console des exploitants, ou lui redonner un mot de passe : affiche un lien qui sert une fois."
BY = System("command")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("email", metavar="E-MAIL", help="adresse avec laquelle la personne se connecte")
    parser.add_argument("--name", metavar="NOM", default="", help="prénom et nom")


def run(args: argparse.Namespace) -> int:
    if not settings.PARVIS_CONSOLE_HOST:
        raise Refused("la console n’a pas de site : donnez PARVIS_CONSOLE_HOST=console.exemple.fr, puis relancez le site.")
    operator = add_operator(args.email, name=args.name, by=BY)
    print(f"{operator} ({operator.email}) choisit son mot de passe à cette adresse, qui sert une fois, pendant trois jours :")
    print(f"  {link_of(operator)}")
    return 0


def link_of(operator: Operator) -> str:
    path = reverse("console:welcome", urlconf=settings.PARVIS_CONSOLE_URLCONF, args=[link_for(operator)])
    return f"{'https' if settings.SESSION_COOKIE_SECURE else 'http'}://{settings.PARVIS_CONSOLE_HOST}{path}"
