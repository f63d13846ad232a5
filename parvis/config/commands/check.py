"""`parvis check`: whether this installation is ready to serve a town."""

import argparse
import smtplib
from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings
from django.core import checks
from django.db import connection

from parvis.config.environment import Mail
from parvis.config.failure import first_line
from parvis.kernel.health import beats, last_beat, missing_migrations
from parvis.kernel.models import Authority, OtherHost
from parvis.kernel.tenancy import inside
from parvis.places.addresses import the_geocoder
from parvis.places.ports import Near, Unavailable

HELP = "Vérifier l’installation : base, dossier, pages, courrier, adresses, envois. Ne change rien."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    pass


def run(args: argparse.Namespace) -> int:
    failed = 0
    for name, question in QUESTIONS.items():
        try:
            problems = list(question())
        except Exception as error:  # whatever is wrong is told, and the other questions are asked
            problems = [first_line(error)]
        print(f"{name} : {'bon' if not problems else 'À VOIR'}")
        for problem in problems:
            print(f"  {problem}")
        failed += len(problems)
    return 1 if failed else 0


def _settings() -> Iterator[str]:
    for found in checks.run_checks():
        if found.level >= checks.WARNING:
            yield str(found)


def _database() -> Iterator[str]:
    connection.ensure_connection()
    if steps := missing_migrations():
        yield f"pas à jour ({len(steps)} étape(s)) : lancer « parvis migrate »."


def _folder() -> Iterator[str]:
    files = Path(settings.PARVIS_DATA) / "files"
    if files.exists() and not files.is_dir():
        yield f"{files} n’est pas un dossier."


def _pages() -> Iterator[str]:
    if not (Path(settings.ROOT) / "parvis/ui/static/ui/dist").is_dir():
        yield "les pages ne sont pas construites : lancer « make setup »."


def _mail() -> Iterator[str]:
    server: Mail = settings.PARVIS_EMAIL
    if server.scheme == "mailbox":
        if Authority.objects.filter(is_demo=False).exists():
            yield "EMAIL_URL n’est pas donnée : aucun e-mail ne part de cette installation."
        return
    opened = smtplib.SMTP_SSL if server.tls == "implicit" else smtplib.SMTP
    with opened(server.host, server.port, timeout=server.timeout) as smtp:
        if server.tls == "starttls":
            smtp.starttls()
        if server.user:
            smtp.login(server.user, server.password)
        smtp.noop()


def _addresses() -> Iterator[str]:
    """For a real town only: the demo's streets are its own."""
    authority = Authority.objects.filter(is_demo=False).order_by("pk").first()
    if authority is None:
        return
    with inside(authority):
        try:
            the_geocoder().search("place de la mairie", Near(authority.insee_code, None))
        except Unavailable as trouble:
            yield f"GEOCODER_URL ne répond pas ({trouble}) : une adresse tapée reste sans quartier."


def _worker() -> Iterator[str]:
    if not beats(last_beat()):
        yield "« parvis worker » ne tourne pas : rien ne part, aucune échéance ne sonne."


def _authorities() -> Iterator[str]:
    if not Authority.objects.exists():
        yield "aucune ville : « parvis create-authority » en crée une."
    host = settings.PARVIS_CONSOLE_HOST
    if host and (Authority.objects.filter(host=host).exists() or OtherHost.objects.filter(name=host).exists()):
        yield f"PARVIS_CONSOLE_HOST : {host} est aussi le site d’une ville, qui ne répond plus : en choisir un autre."


QUESTIONS: dict[str, Callable[[], Iterator[str]]] = {
    "Réglages": _settings,
    "Base de données": _database,
    "Dossier des fichiers": _folder,
    "Pages": _pages,
    "Villes": _authorities,
    "Courrier": _mail,
    "Adresses": _addresses,
    "Envois": _worker,
}
