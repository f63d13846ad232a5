"""`parvis import-districts FILE`: a zoning from a GeoJSON file, and the outline of the town from it."""

import argparse
import sys
from pathlib import Path

from django.db import transaction

from parvis.inbound.towns import add_authority_argument, find_authority, need_real
from parvis.kernel.actors import System
from parvis.kernel.operations import Refused
from parvis.kernel.tenancy import inside
from parvis.places.geojson import Faults, lines, read_sheet
from parvis.places.location import Ground, ground
from parvis.places.models import Territory
from parvis.places.naming import outlines_of
from parvis.places.operations.import_zoning import import_zoning, set_territory
from parvis.places.outlines import Outline

HELP = "Importer un découpage de la ville (quartiers, secteurs) depuis un fichier GeoJSON."
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
    with inside(authority):
        outlines = _read(args)
        print(f"{authority.name}. {_import(args.zoning.strip(), outlines, with_territory=args.territory)}")
    return 0


def _read(args: argparse.Namespace) -> list[Outline]:
    """A file that moves the outline of the town may lie outside the present one."""
    try:
        data = args.file.read_bytes()
    except OSError as error:
        raise Refused(f"{args.file} ne peut pas être lu ({error.strerror}).") from None
    try:
        sheet = read_sheet(data, Ground(None) if args.territory else ground())
        print("\n".join(sheet.notes), file=sys.stderr, end="\n" if sheet.notes else "")
        return outlines_of(sheet.features, name=args.name, code=args.code or "")
    except Faults as faults:
        print("\n".join(f"  {line}" for line in lines(faults.lines)), file=sys.stderr)
        raise Refused(f"{args.file} : {len(faults.lines)} entité(s) à corriger, rien n’a été importé.") from None


def _import(zoning: str, outlines: list[Outline], *, with_territory: bool) -> str:
    with transaction.atomic():
        _zoning, fact = import_zoning(zoning, outlines=outlines, by=BY)
        before = Territory.objects.values_list("version", flat=True).first()
        after = before
        if with_territory or before is None:
            after = set_territory([outline.geometry for outline in outlines], by=BY).version
    if not (fact.added or fact.changed or fact.ended or after != before):
        return f"{zoning} : rien n’a changé, les {len(outlines)} secteurs étaient déjà là."
    added, changed, ended = len(fact.added), len(fact.changed), len(fact.ended)
    drawn = " Le contour de la ville en est tiré." if after != before else ""
    return f"{zoning} : {added} secteur(s) ajouté(s), {changed} modifié(s), {ended} terminé(s).{drawn}"
