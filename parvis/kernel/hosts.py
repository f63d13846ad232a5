"""Whether an address is this very machine."""

import ipaddress


def is_loopback(host: str) -> bool:
    """True for 127.0.0.0/8, ::1, localhost and its sub-domains; a name with a port is not one."""
    name = host.strip("[]").lower()
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
