"""What the environment says, read and checked once; a bad value is one clear line."""

import os
import re
import secrets
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from parvis.config.failure import Failure

SHORTEST_SECRET = 32
GEOPLATEFORME = "https://data.geopf.fr/geocodage"


class BadSetting(Failure):
    """A variable of the environment that cannot be used; the words are for the administrator."""


@dataclass(frozen=True, kw_only=True)
class Database:
    """Where the rows are: a SQLite file, or a PostgreSQL server."""

    engine: str  # "sqlite" or "postgresql"
    name: str
    host: str = ""
    port: str = ""
    user: str = ""
    password: str = ""
    is_pooled: bool = True


@dataclass(frozen=True, kw_only=True)
class Mail:
    """How e-mails leave: by an SMTP server, or not at all ("mailbox": they are read on a page)."""

    scheme: str  # "smtp" or "mailbox"
    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    tls: str = "no"  # "no", "starttls" or "implicit"
    timeout: float = 20.0


@dataclass(frozen=True, kw_only=True)
class Addresses:
    """Who knows addresses: a server of the Addok family, the demo town's own index, or nobody."""

    scheme: str  # "addok", "index" or "none"
    url: str = ""


def data_folder(environ: Mapping[str, str], default: Path) -> Path:
    """The folder of the database and of the files, made when it is not there."""
    folder = Path(environ.get("PARVIS_DATA") or default).expanduser().absolute()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise BadSetting(f"PARVIS_DATA : le dossier {folder} ne peut pas être créé ({error.strerror}).") from None
    if not os.access(folder, os.W_OK | os.X_OK):
        raise BadSetting(f"PARVIS_DATA : pas le droit d’écrire dans {folder}.")
    return folder


def secret_key(environ: Mapping[str, str], folder: Path) -> str:
    """The given key, or the one that was made here the first time."""
    if given := environ.get("SECRET_KEY", ""):
        if len(given) < SHORTEST_SECRET:
            raise BadSetting(f"SECRET_KEY : trop courte, il faut au moins {SHORTEST_SECRET} caractères.")
        return given
    kept = folder / "secret-key"
    if not kept.exists():
        _make_secret(kept)
    return kept.read_text().strip()


def _make_secret(kept: Path) -> None:
    """Two processes may start at once: the link is made whole or not at all, and the first one wins."""
    handle, name = tempfile.mkstemp(dir=kept.parent)  # readable by its owner only
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(48))
    try:
        os.link(name, kept)
    except FileExistsError:
        pass
    except OSError as error:  # a disk without hard links
        os.replace(name, kept) if not kept.exists() else None
        if not kept.exists():
            raise BadSetting(f"PARVIS_DATA : la clé secrète ne peut pas y être gardée ({error.strerror}).") from None
    Path(name).unlink(missing_ok=True)


def database(environ: Mapping[str, str], folder: Path) -> Database:
    """DATABASE_URL: `sqlite:///relative.db`, `sqlite:////absolute.db`, `postgresql://user:word@host:5432/name`.

    A PostgreSQL socket is given as `postgresql:///name?host=/folder&user=name`.
    """
    address = environ.get("DATABASE_URL", "")
    if not address:
        return Database(engine="sqlite", name=str(folder / "parvis.sqlite3"))
    parts, options = _split("DATABASE_URL", address)
    if parts.scheme == "sqlite":
        path = unquote(parts.path).removeprefix("/")
        if parts.netloc or path in ("", ":memory:"):
            raise BadSetting("DATABASE_URL : écrire sqlite:////chemin/absolu/parvis.sqlite3 (quatre barres).")
        return Database(engine="sqlite", name=str(Path(path).absolute()))
    if parts.scheme not in ("postgresql", "postgres"):
        raise BadSetting("DATABASE_URL : doit commencer par sqlite:/// ou postgresql://.")
    name = unquote(parts.path.removeprefix("/"))
    if not name:
        raise BadSetting("DATABASE_URL : il manque le nom de la base, après l’adresse du serveur.")
    return Database(
        engine="postgresql",
        name=name,
        host=options.get("host") or parts.hostname or "",
        port=options.get("port") or str(_port("DATABASE_URL", parts) or ""),
        user=options.get("user") or unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        is_pooled=options.get("pool", "yes") != "no",
    )


def mail(environ: Mapping[str, str]) -> Mail:
    """EMAIL_URL: `smtp://user:word@host:587?tls=starttls|implicit|no&timeout=20`, or `mailbox://`."""
    parts, options = _split("EMAIL_URL", environ.get("EMAIL_URL") or "mailbox://")
    if parts.scheme == "mailbox":
        return Mail(scheme="mailbox")
    if parts.scheme not in ("smtp", "smtps"):
        raise BadSetting("EMAIL_URL : doit commencer par smtp://, smtps:// ou mailbox://.")
    if not parts.hostname:
        raise BadSetting("EMAIL_URL : il manque le nom du serveur, comme dans smtp://mail.exemple.fr:587.")
    tls = options.get("tls", "implicit" if parts.scheme == "smtps" else "no")
    if tls not in ("no", "starttls", "implicit"):
        raise BadSetting("EMAIL_URL : tls vaut no, starttls ou implicit.")
    usual = {"no": 25, "starttls": 587, "implicit": 465}[tls]
    return Mail(
        scheme="smtp",
        host=parts.hostname,
        port=_port("EMAIL_URL", parts) or usual,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        tls=tls,
        timeout=_seconds("EMAIL_URL : timeout", options.get("timeout", "20")),
    )


def geocoder(environ: Mapping[str, str]) -> Addresses:
    """GEOCODER_URL: the address before `/search` of the Géoplateforme (unless told) or of any Addok; `index://`; `none://`."""
    address = (environ.get("GEOCODER_URL") or GEOPLATEFORME).rstrip("/")
    if address in ("index:", "none:"):
        return Addresses(scheme=address.removesuffix(":"))
    parts, _options = _split("GEOCODER_URL", address)
    if parts.scheme not in ("http", "https"):
        raise BadSetting("GEOCODER_URL : doit commencer par https:// ou http://, ou être index:// ou none://.")
    if not parts.hostname or "@" in parts.netloc or parts.query or parts.fragment:
        raise BadSetting(f"GEOCODER_URL : écrire l’adresse du service et rien d’autre, comme {GEOPLATEFORME}.")
    _port("GEOCODER_URL", parts)
    return Addresses(scheme="addok", url=address)


def inner_hosts(environ: Mapping[str, str]) -> frozenset[str]:
    """PARVIS_INNER_HOSTS: machines of the inner network that a town may have called to know its agents, by their names."""
    names = (environ.get("PARVIS_INNER_HOSTS") or "").replace(",", " ").lower().split()
    for name in names:
        if "/" in name or "@" in name:
            raise BadSetting(f"PARVIS_INNER_HOSTS : « {name} » n’est pas un nom de machine, comme annuaire.mairie.lan.")
    return frozenset(names)


def console_host(environ: Mapping[str, str]) -> str:
    """PARVIS_CONSOLE_HOST: the name under which the operators' console answers, and nothing else; "" is no console."""
    name = (environ.get("PARVIS_CONSOLE_HOST") or "").strip().lower()
    if name and re.fullmatch(r"[a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])?", name, re.ASCII) is None:
        raise BadSetting(f"PARVIS_CONSOLE_HOST : « {name} » n’est pas un nom de site, comme console.exemple.fr (sans port).")
    return name


def security_contact(environ: Mapping[str, str]) -> str:
    """PARVIS_SECURITY_CONTACT: who is told of a hole in the site's security, for security.txt; "" is each town's mailbox."""
    given = (environ.get("PARVIS_SECURITY_CONTACT") or "").strip()
    if "@" in given and ":" not in given and " " not in given:
        return f"mailto:{given}"
    if given and (not given.startswith(("https://", "mailto:", "tel:")) or " " in given):
        raise BadSetting("PARVIS_SECURITY_CONTACT : une adresse e-mail, ou une adresse en https://, mailto: ou tel:.")
    return given


def port(environ: Mapping[str, str]) -> int:
    """PORT: where the web server listens; 8000 unless told."""
    given = environ.get("PORT") or "8000"
    if not given.isascii() or not given.isdigit() or not 1 <= int(given) <= 65535:
        raise BadSetting(f"PORT : « {given} » n’est pas un numéro de port (de 1 à 65535).")
    return int(given)


def lease(environ: Mapping[str, str]) -> float:
    """Longer than any piece of work may take: the network's time-outs are shorter (EMAIL_URL's is 20 s)."""
    return _seconds("PARVIS_LEASE_SECONDS", environ.get("PARVIS_LEASE_SECONDS") or "90")


def _seconds(name: str, given: str) -> float:
    """More than none, and no more than an hour: neither "nan" nor "inf" is a time to wait."""
    try:
        seconds = float(given)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= 3600:
        raise BadSetting(f"{name} est un nombre de secondes, de 1 à 3600.")
    return seconds


def _split(variable: str, address: str) -> tuple[SplitResult, dict[str, str]]:
    """The address in parts; what it holds (a password) never gets into the message."""
    try:
        parts = urlsplit(address)
        _ = parts.hostname
    except ValueError:
        raise BadSetting(f"{variable} : cette adresse ne peut pas être lue.") from None
    return parts, dict(parse_qsl(parts.query))


def _port(variable: str, parts: SplitResult) -> int | None:
    try:
        return parts.port
    except ValueError:
        raise BadSetting(f"{variable} : le port n’est pas un nombre de 1 à 65535.") from None
