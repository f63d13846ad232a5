"""Which town a command is about."""

from argparse import ArgumentParser

from parvis.kernel.models import Authority
from parvis.kernel.operations import Refused


def add_authority_argument(parser: ArgumentParser) -> None:
    parser.add_argument("--authority", metavar="SITE", help="la ville, par le nom de son site (inutile s’il n’y en a qu’une)")


def find_authority(host: str | None) -> Authority:
    """The town of that site, or the only one there is beside practice towns."""
    if host is not None:
        found = Authority.objects.filter(host=host.lower()).first()
        if found is None:
            raise Refused(f"--authority : aucune ville n’a pour site « {host} ».{_known()}")
        return found
    towns = list(Authority.objects.filter(practises_for=None).order_by("pk")[:2])
    if not towns:
        raise Refused("il n’y a encore aucune ville : « parvis create-authority » en crée une.")
    if len(towns) > 1:
        raise Refused(f"il y a plusieurs villes : dites laquelle avec --authority.{_known()}")
    return towns[0]


def need_real(authority: Authority) -> None:
    """The demo town is invented from end to end, and its accounts have a known password."""
    if authority.is_demo:
        raise Refused(f"{authority.name} est la ville de démonstration : rien de vrai n’y est importé.")


def _known() -> str:
    hosts = ", ".join(Authority.objects.order_by("host").values_list("host", flat=True)[:30])
    return f" Villes connues : {hosts}." if hosts else ""
