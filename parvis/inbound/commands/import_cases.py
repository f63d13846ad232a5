"""`parvis import-cases FILE`: the reports of another register, taken over without a word to anybody."""

import argparse
import re
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path

from parvis.inbound.catalogue import Catalogue, prepare
from parvis.inbound.dans_ma_rue import SYSTEM, BadRow, Report, read_reports
from parvis.inbound.progress import Progress
from parvis.inbound.takeover import Result, set_aside_strays, take_reports_over
from parvis.inbound.towns import add_authority_argument, find_authority, need_real
from parvis.kernel.actors import System
from parvis.kernel.models import ExternalReference
from parvis.kernel.tenancy import inside
from parvis.places.location import zonings
from parvis.places.models import Zoning
from parvis.places.points import Point

HELP = "Reprendre les signalements d’un autre registre (CSV de « Dans Ma Rue ») : personne n’en est averti."
BY = System("import")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FICHIER", type=Path, help="le fichier CSV, compressé (.gz) ou non")
    parser.add_argument(
        "--open-last",
        metavar="DURÉE",
        type=days,
        help="laisser en cours les derniers jours du fichier (60d) ; sans cela, tout arrive archivé",
    )
    parser.add_argument("--limit", metavar="N", type=positive, help="n’en reprendre que N cette fois, les plus anciens d’abord")
    add_authority_argument(parser)


def run(args: argparse.Namespace) -> int:
    authority = find_authority(args.authority)
    need_real(authority)
    began = time.monotonic()
    with inside(authority):
        reports, bad = read_reports(args.file, authority)
        reports = set_aside_strays(reports, bad)
        result, catalogue = _take_over(reports, args.open_last, args.limit)
        result.bad.extend(bad)
        lines = _summary(result, catalogue, len(reports), time.monotonic() - began)
    print(f"{authority.name}. " + "\n".join(lines))
    return 0


def _take_over(reports: list[Report], open_last: timedelta | None, limit: int | None) -> tuple[Result, Catalogue]:
    known = set(ExternalReference.objects.filter(system=SYSTEM).values_list("key", flat=True))
    waiting = [report for report in reports if report.key not in known]
    todo = waiting[:limit]
    # The rules come from the whole file, be it taken over in several times.
    catalogue = prepare(reports, _first_district(), BY) if todo else Catalogue()
    said = Progress("Signalements repris", len(todo))
    result = take_reports_over(todo, catalogue, open_after=_open_after(reports, open_last), said=said, by=BY)
    result.known += len(reports) - len(waiting)
    return result, catalogue


def _open_after(reports: Sequence[Report], open_last: timedelta | None) -> date | None:
    """Counted from the newest report of the file: its last day is the first of those that stay open."""
    return reports[-1].on - open_last if open_last and reports else None


def _first_district() -> Callable[[Point], int | None]:
    """In the zoning by which a category is routed when it names none."""
    drawn = zonings()

    def find(point: Point) -> int | None:
        districts = drawn.districts_at(point)
        return districts[min(districts)] if districts else None

    return find


def _summary(result: Result, catalogue: Catalogue, total: int, seconds: float) -> list[str]:
    if not total:
        lines = ["Aucun signalement à reprendre."]
    elif not result.done:
        lines = [f"Rien de nouveau : les {result.known} signalements du fichier sont déjà là."]
    else:
        ended = result.done - result.open
        lines = [
            f"{result.done} signalements repris en {seconds:.0f} s : {result.open} en cours, {ended} terminés et archivés.",
            f"  {_created(catalogue)}",
        ]
        lines += [f"  {result.known} étaient déjà là."] if result.known else []
        if rest := total - result.done - result.known:
            lines.append(f"  {rest} restent à reprendre.")
        if result.outside_districts:
            why = "" if Zoning.objects.exists() else " (« parvis import-districts » les dessine)"
            lines.append(f"  {result.outside_districts} ne sont dans aucun quartier{why}.")
    if result.bad:
        lines.append(f"{len(result.bad)} ligne(s) écartée(s) :")
        lines += [_line(row) for row in sorted(result.bad, key=lambda row: row.line)]
    lines.append("Personne n’a été averti.")
    return lines


def _created(made: Catalogue) -> str:
    counts = f"{made.new_categories} catégories, {made.new_units} services, {made.new_rules} règles d’attribution"
    return f"Créés d’après le fichier : {counts}."


def _line(row: BadRow) -> str:
    return f"  ligne {row.line} : {row.reason}"


def days(text: str) -> timedelta:
    """`60d` (or `60j`)."""
    found = re.fullmatch(r"(\d{1,4})[dj]", text.strip().lower())
    if found is None:
        raise argparse.ArgumentTypeError(f"« {text} » n’est pas une durée en jours, comme 60d")
    return timedelta(days=int(found.group(1)))


def positive(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"« {text} » n’est pas un nombre de signalements")
    return int(text)
