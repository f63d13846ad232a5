"""Reads from a provider, in a bounded time and size, and follows it nowhere else."""

import json
from collections.abc import Mapping

import requests
from django.utils.translation import gettext as _

from parvis.connectors.outside import Outside
from parvis.directory.ports import Unreachable

PATIENCE = (3.0, 6.0)  # seconds: to be connected, and between two words
LARGEST = 500_000  # bytes
SECURE = ("https",)


def read(url: str, outside: Outside, headers: Mapping[str, str] | None = None) -> tuple[str, bytes]:
    """The content type and the body. Raises Unreachable."""
    outside.require(url, secure=SECURE)
    try:
        with requests.get(url, headers=headers, timeout=PATIENCE, allow_redirects=False, stream=True) as answer:
            body = answer.raw.read(LARGEST + 1, decode_content=True)
    except (requests.RequestException, OSError) as error:
        raise unreachable(error) from None
    if answer.status_code != 200 or len(body) > LARGEST:
        raise Unreachable(_("Le fournisseur a répondu autre chose que ce qui est attendu (%s).") % answer.status_code)
    return answer.headers.get("Content-Type", "").partition(";")[0].strip(), body


def read_json(url: str, outside: Outside) -> dict[str, object]:
    try:
        found = json.loads(read(url, outside)[1])
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise Unreachable(_("Ce que le fournisseur publie ne peut pas être lu."))
    return found


def unreachable(error: Exception) -> Unreachable:
    if isinstance(error, requests.exceptions.SSLError):
        return Unreachable(_("Le certificat du fournisseur n’est pas reconnu."))
    return Unreachable(_("Le fournisseur ne répond pas."))
