"""A town's logo as a file gives it: only what a browser can show without running anything."""

import re
from dataclasses import dataclass
from xml.etree import ElementTree

from django.utils.translation import gettext as _

from parvis.kernel.operations import Refused

LARGEST = 512 * 1024
PNG = b"\x89PNG\r\n\x1a\n"
SVG = "{http://www.w3.org/2000/svg}"
LINKS = ("#", "data:image/png", "data:image/jpeg")
# What runs, or fetches something from elsewhere.
FORBIDDEN = {f"{SVG}{name}" for name in ("script", "foreignObject", "iframe", "handler", "a")}


@dataclass(frozen=True)
class Logo:
    """`suffix`: "svg" or "png"."""

    content: bytes
    suffix: str


def read_logo(content: bytes) -> Logo:
    """The logo, or Refused with the reason."""
    if len(content) > LARGEST:
        raise Refused(_("Le logo pèse plus de 512 ko : donnez une image plus légère."), "logo")
    if content.startswith(PNG):
        return Logo(content, "png")
    if _is_quiet_svg(content):
        return Logo(content, "svg")
    raise Refused(_("Le logo doit être une image PNG, ou un dessin SVG sans script ni image liée."), "logo")


def _is_quiet_svg(content: bytes) -> bool:
    # An entity can grow without end, and a drawing has no use for a document type.
    if re.search(rb"<!(DOCTYPE|ENTITY)", content, re.IGNORECASE):
        return False
    try:
        root = ElementTree.fromstring(content)
    except (ElementTree.ParseError, ValueError, LookupError):
        return False
    return root.tag == f"{SVG}svg" and all(_is_quiet(element) for element in root.iter())


def _is_quiet(element: ElementTree.Element) -> bool:
    return element.tag not in FORBIDDEN and not any(_acts(name, value) for name, value in element.items())


def _acts(attribute: str, value: str) -> bool:
    """It runs something, or fetches it: a link is only ever to a part of the drawing, or an image within it."""
    name = attribute.rpartition("}")[2].lower()
    return name.startswith("on") or (name in ("href", "src") and not value.strip().startswith(LINKS))
