"""`parvis import-districts FILE`: a zoning from a GeoJSON file, and the outline of the town from it."""

import argparse
import sys
from pathlib import Path

from django.db import transaction

from parvis.inbound.geojson import lines, read_outlines
from parvis.inbound.towns import add_authority_argument, find_authority, need_real
from parvis.kernel.actors import System
from parvis.kernel.operations import Refused
from parvis.kernel.tenancy import inside
from parvis.places.models import Territory
from parvis.places.operations.import_zoning import Outline, import_zoning, set_territory

HELP = "Importer un découpage de la ville (quartiers, secteurs) depuis un fichier GeoJSON en WGS 84."
BY = System("import")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FICHIER", type=Path, help="le fichier GeoJSON")
    parser.add_argument("--name", metavar="PROPRIÉTÉ", required=True, help="la propriété qui porte le nom de chaque secteur")
    parser.add_argument("--code", metavar="PROPRIÉTÉ", help="celle qui porte son code, stable d’un fichier au suivant (le nom)")
    parser.add_argument("--zoning", metavar="NOM", default="Quartiers", help="le nom du découpage (Quartiers)")
    parser.add_argument("--territory", action="store_true", help="en tirer le contour de la ville, même si elle en a déjà un")
    add_authority_argument(parser)


def run(args: argparse.Namespace) -> int:
    authority = find_authority(args.authority)
    need_real(authority)
    outlines, wrong = read_outlines(args.file, name=args.name, code=args.code)
    if wrong:
        print("\n".join(lines(wrong)), file=sys.stderr)
        raise Refused(f"{args.file} : {len(wrong)} entité(s) à corriger, rien n’a été importé.")
    with inside(authority):
        print(f"{authority.name}. {_import(args.zoning.strip(), outlines, with_territory=args.territory)}")
    return 0


def _import(zoning: str, outlines: list[Outline], *, with_territory: bool) -> str:
    with transaction.atomic():
        _zoning, fact = import_zoning(zoning, outlines=outlines, by=BY)
        before = Territory.objects.values_list("version", flat=True).first()
        after = before
        if with_territory or before is None:
            after = set_territory([outline.geometry for outline in outlines], by=BY).version
    if not (fact.added or fact.changed or fact.ended or after != before):
        return f"{zoning} : rien n’a changé, les {len(outlines)} secteurs étaient déjà là."
    drawn = " Le contour de la ville en est tiré." if after != before else ""
    return f"{zoning} : {fact.added} secteur(s) ajouté(s), {fact.changed} modifié(s), {fact.ended} terminé(s).{drawn}"
