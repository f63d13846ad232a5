"""`parvis add-category`: something that residents may ask for, and the service that gets it."""

import argparse

from parvis.cases.models import Category, Kind, Publication
from parvis.cases.operations.configure import create_category
from parvis.inbound.naming import category_named, unit_named
from parvis.inbound.towns import add_authority_argument, find_authority
from parvis.kernel.actors import System
from parvis.kernel.operations import Refused
from parvis.kernel.tenancy import inside
from parvis.ui.built import drawings

HELP = "Ajouter une catégorie de demandes, ou un thème (une catégorie sans --under)."
KINDS = {
    "signalement": Kind.REPORT,
    "intervention": Kind.SERVICE,
    "reclamation": Kind.COMPLAINT,
    "question": Kind.QUESTION,
    "idee": Kind.IDEA,
    "felicitation": Kind.COMPLIMENT,
}
PUBLICATIONS = {
    "tout-de-suite": Publication.AT_ONCE,
    "apres-relecture": Publication.LOOKED_AT,
    "jamais": Publication.NEVER,
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NOM", help="nom, comme les habitants le lisent : « Lampadaire éteint »")
    parser.add_argument("--under", metavar="THÈME", help="thème ou catégorie au-dessus")
    parser.add_argument("--unit", metavar="SERVICE", help="service chargé des demandes (sinon, celui du thème, ou l’accueil)")
    parser.add_argument("--kind", choices=list(KINDS), default="signalement", help="genre (signalement)")
    parser.add_argument("--pictogram", metavar="DESSIN", default="circle-dot", help="nom d’un dessin de Lucide (circle-dot)")
    parser.add_argument(
        "--publication",
        choices=list(PUBLICATIONS),
        help="les mots et les photos sont publics : tout-de-suite, apres-relecture par un agent (le lieu et l’état le sont"
        " aussitôt ; par défaut), ou rien ne l’est jamais (par défaut pour une réclamation)",
    )
    parser.add_argument("--private", dest="publication", action="store_const", const="jamais", help="= --publication jamais")
    parser.add_argument("--agents-only", action="store_true", help="choisie par les agents, jamais proposée aux habitants")
    parser.add_argument("--danger", action="store_true", help="urgente dès son arrivée")
    parser.add_argument("--no-place", action="store_true", help="le lieu est facultatif : une idée, une question")
    parser.add_argument("--placeless", action="store_true", help="aucun lieu n’est demandé")
    parser.add_argument("--anonymous", action="store_true", help="ni nom, ni adresse e-mail, ni téléphone")
    parser.add_argument("--notice", metavar="TEXTE", default="", help="dit en haut du formulaire")
    parser.add_argument(
        "--nearby", metavar="MÈTRES", type=int, default=250, help="montrer ce qui est déjà signalé jusque-là (250 ; 0 : rien)"
    )
    parser.add_argument(
        "--reopen-days", metavar="JOURS", type=int, default=30, help="délai de « toujours en panne ? » (30 ; 0 : jamais)"
    )
    add_authority_argument(parser)


def run(args: argparse.Namespace) -> int:
    name = " ".join(args.name.split())
    if not name:
        raise Refused("le nom de la catégorie est vide.")
    if args.pictogram not in drawings():
        raise Refused(f"--pictogram : Lucide n’a pas de dessin « {args.pictogram} ».")
    with inside(find_authority(args.authority)):
        above = category_named(args.under) if args.under else None
        if Category.objects.filter(parent=above, name=name).exists():
            raise Refused(f"{name} existe déjà : rien n’a été changé.")
        create_category(
            name,
            under=above,
            unit=unit_named(args.unit) if args.unit else None,
            kind=KINDS[args.kind],
            pictogram=args.pictogram,
            publication=PUBLICATIONS[args.publication] if args.publication else None,
            is_danger=args.danger,
            needs_place=not args.no_place,
            is_for_agents=args.agents_only,
            asks_place=not args.placeless,
            is_anonymous=args.anonymous,
            notice=args.notice.strip(),
            nearby_metres=args.nearby,
            reopening_days=args.reopen_days,
            by=System("command"),
        )
    print(f"{name} est ajoutée, sous {above}." if above else f"{name} est ajoutée.")
    return 0
