"""Which addresses a town may have us call: not the machines beside us, unless whoever runs them says so."""

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from parvis.directory.ports import Unreachable

USUAL = {"https": 443, "http": 80, "ldaps": 636, "ldap": 389}


@dataclass(frozen=True)
class Outside:
    """`inner`: names of machines of the inner network that may be called all the same; those alone, without TLS too."""

    inner: frozenset[str]

    def require(self, url: str, *, secure: tuple[str, ...]) -> None:
        """Raises Unreachable unless it may be called. `secure`: the schemes that cipher what is said."""
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port
        except ValueError:
            raise Unreachable(_("Cette adresse ne peut pas être lue.")) from None
        if host in self.inner:
            return
        if parts.scheme not in secure:
            raise Unreachable(_("L’adresse doit commencer par %s.") % f"{secure[0]}://")
        if not _is_public(host, port or USUAL[parts.scheme]):
            raise Unreachable(_("« %s » est dans le réseau de l’hébergeur, qui doit l’autoriser (PARVIS_INNER_HOSTS).") % host)


def _is_public(host: str, port: int) -> bool:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Unreachable(_("Aucune machine ne porte le nom « %s ».") % host) from None
    return all(ipaddress.ip_address(str(address[4][0]).partition("%")[0]).is_global for address in found)
