"""`parvis end-operator`: close an account of the console."""

import argparse

from parvis.directory.models import Operator
from parvis.directory.operations.operators import end_operator
from parvis.kernel.actors import System
from parvis.kernel.operations import Refused

HELP = "Fermer un compte de la console : ses sessions ouvertes s’arrêtent."
BY = System("command")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("email", metavar="E-MAIL", help="adresse du compte")


def run(args: argparse.Namespace) -> int:
    operator = Operator.objects.filter(email=args.email.strip().lower()).first()
    if operator is None:
        raise Refused(f"personne n’a l’adresse « {args.email} » à la console.")
    end_operator(operator, by=BY)
    print(f"{operator} n’entre plus à la console.")
    return 0
