"""Where a request comes from, as far as it can be known: only to count tries."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def origin_of(request: HttpRequest) -> str:
    """The client's address; of a version 6 one, the network that a household or a phone is given (/64).

    Behind our own proxy (https), the last address of X-Forwarded-For is the one that it saw; those before it are
    whatever the client claims.
    """
    seen = str(request.META.get("REMOTE_ADDR", ""))
    if settings.SECURE_PROXY_SSL_HEADER is not None:
        seen = request.headers.get("X-Forwarded-For", seen).rsplit(",", 1)[-1].strip()
    try:
        address = ipaddress.ip_address(seen)
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    if address.ipv4_mapped is not None:  # a server that listens on both versions: else all would be one network
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((address, 64), strict=False))
