"""How often strangers may have an address written to by typing it: it has confirmed nothing, and may be anybody's.

Counted by the address, as a keyed hash, whichever town and connection it is typed from.
"""

from datetime import timedelta

from parvis.kernel.limits import allow

HOUR = timedelta(hours=1)
# Whoever walks the streets and reports as they go makes a few an hour.
RECEIPTS = 10
CONFIRMATIONS = 5
# Each is good for two hours: whoever floods an address has sent it what it needs.
KEYRINGS = 3


def may_acknowledge(address: str) -> bool:
    """Tell it that a case was received in its name."""
    return _may("receipt", address, RECEIPTS)


def may_tell_a_stranger(address: str) -> bool:
    """Write to it, by a rule of the town, about a case that a stranger made in its name."""
    return _may("rule", address, RECEIPTS)


def may_ask_to_confirm(address: str) -> bool:
    return _may("confirmation", address, CONFIRMATIONS)


def may_send_a_keyring(address: str) -> bool:
    return _may("keyring", address, KEYRINGS)


def _may(what: str, address: str, limit: int) -> bool:
    return allow(f"{what} to {address.strip().lower()}", limit=limit, per=HOUR)
