"""Street reports as Paris publishes them ("Dans Ma Rue"): a CSV file, read row by row, the bad ones set aside."""

import csv
import gzip
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from parvis.cases.models import Channel
from parvis.kernel import clock
from parvis.kernel.models import Authority
from parvis.kernel.operations import Refused
from parvis.places.points import Point

SYSTEM = "dans-ma-rue"
COLUMNS = ("type", "soustype", "adresse", "datedecl", "prefixe", "intervenant", "id_dmr", "lon", "lat")
LONGEST = {"type": 200, "soustype": 200, "adresse": 250, "intervenant": 120, "id_dmr": 200}
EARLIEST = date(1970, 1, 1)
GZIP = b"\x1f\x8b"


@dataclass(frozen=True, kw_only=True)
class Report:
    """A row that can be taken over. `line`: of the file, the header being the first."""

    line: int
    key: str
    theme: str
    category: str
    unit: str
    address: str
    channel: Channel
    is_by_an_agent: bool
    received_at: datetime
    on: date
    point: Point


@dataclass(frozen=True)
class BadRow:
    line: int
    reason: str


def read_reports(path: Path, authority: Authority) -> tuple[list[Report], list[BadRow]]:
    """The reports in the order of their dates, and the rows that cannot be taken over. Refused when it is no such file."""
    reports: dict[str, Report] = {}
    bad: list[BadRow] = []
    for line, row in _rows(path):
        try:
            report = _report(line, row, authority)
            if report.key in reports:
                raise ValueError(f"id_dmr « {report.key} » déjà lu à la ligne {reports[report.key].line}")
        except ValueError as error:
            bad.append(BadRow(line, str(error)))
            continue
        reports[report.key] = report
    # The file gives days, not hours: within a day, the register's own key decides, whatever the order of the rows.
    return sorted(reports.values(), key=lambda report: (report.received_at, report.key)), bad


def _rows(path: Path) -> Iterator[tuple[int, Mapping[str, str | None]]]:
    try:
        packed = path.read_bytes()
        text = (gzip.decompress(packed) if packed.startswith(GZIP) else packed).decode("utf-8-sig")
    except OSError as error:  # a broken gzip is one, without an errno
        raise Refused(f"{path} ne peut pas être lu ({error.strerror or 'fichier gzip abîmé'}).") from None
    except (EOFError, zlib.error):
        raise Refused(f"{path} ne peut pas être lu (fichier gzip abîmé ou incomplet).") from None
    except UnicodeDecodeError:
        raise Refused(f"{path} n’est pas en UTF-8.") from None
    lines = text.replace("\0", "").splitlines(keepends=True)
    header = lines[0] if lines else ""
    reader = csv.DictReader(lines, delimiter=";" if header.count(";") > header.count(",") else ",")
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or [])]
    if missing:
        raise Refused(f"{path} n’a pas les colonnes de « Dans Ma Rue » : il manque {', '.join(missing)}.")
    try:
        first = reader.line_num + 1
        for row in reader:
            yield first, row
            first = reader.line_num + 1
    except csv.Error as error:
        raise Refused(f"{path}, ligne {reader.line_num} : ce n’est pas du CSV lisible ({error}).") from None


def _report(line: int, row: Mapping[str, str | None], authority: Authority) -> Report:
    """Raises ValueError with the reason, in French."""
    got = {name: (row.get(name) or "").strip() for name in COLUMNS}
    # "Feux tricolores  : Armoire ouverte": the town's own names are kept with single spaces, and found again by them.
    got |= {name: " ".join(got[name].split()) for name in ("type", "soustype", "intervenant")}
    for name in ("id_dmr", "type", "soustype", "datedecl"):
        if not got[name]:
            raise ValueError(f"{name} manque")
    for name, longest in LONGEST.items():
        if len(got[name]) > longest:
            raise ValueError(f"{name} dépasse {longest} caractères")
    at = _instant(got["datedecl"], authority)
    return Report(
        line=line,
        key=got["id_dmr"],
        theme=got["type"],
        category=got["soustype"],
        unit=got["intervenant"],
        address=got["adresse"],
        channel=channel_of(got["prefixe"]),
        is_by_an_agent=got["prefixe"].lower() == "back office",
        received_at=at,
        on=clock.civil(authority, at),
        point=_point(got["lon"], got["lat"]),
    )


def _instant(text: str, authority: Authority) -> datetime:
    """A day is taken at noon there: no clock in the world gives that instant another date."""
    zone = ZoneInfo(authority.time_zone)
    try:
        at = datetime.combine(date.fromisoformat(text), time(12), zone)
    except ValueError:
        try:
            at = datetime.fromisoformat(text)
        except ValueError:
            raise ValueError(f"date illisible « {text[:40]} »") from None
        at = at if at.tzinfo else at.replace(tzinfo=zone)
    now = clock.now()
    if not EARLIEST <= at.date() <= clock.civil(authority, now):
        raise ValueError(f"date invraisemblable « {text[:40]} »")
    return min(at.astimezone(UTC), now)


def _point(lon: str, lat: str) -> Point:
    if not lon or not lat:
        raise ValueError("pas de position (lon, lat)")
    try:
        return Point(float(lon), float(lat))
    except ValueError:
        raise ValueError(f"position illisible « {lon[:30]}, {lat[:30]} »") from None


def channel_of(prefix: str) -> Channel:
    """By what it came: the site's own page; the counter, when an agent typed it; an application, which is another
    software than ours, for all the rest."""
    known = {"page dmr paris.fr": Channel.WEB, "back office": Channel.COUNTER}
    return known.get(prefix.strip().lower(), Channel.API)
