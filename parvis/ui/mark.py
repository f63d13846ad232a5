"""A mark for a town that has given no logo: its initial, under a pediment, in its colour."""

import unicodedata
from functools import lru_cache
from io import BytesIO

from django.utils.html import escape
from PIL import Image, ImageDraw, ImageFont

from parvis.ui.colour import contrast

ICON_SIZES = (192, 512)
_FINE = 4  # drawn larger, then shrunk: the library draws without smoothing


def drawn_mark(name: str, colour: str) -> str:
    """An SVG of 40 × 40."""
    ink = _ink(colour)
    letter = escape(_initial(name))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40" width="40" height="40">'
        f'<rect width="40" height="40" rx="9" fill="{colour}"/>'
        f'<path d="M7 14.5 20 7.5l13 7" fill="none" stroke="{ink}" stroke-width="2.6" stroke-linecap="round" '
        'stroke-linejoin="round"/>'
        f'<text x="20" y="32" fill="{ink}" font-family="system-ui, sans-serif" font-size="18" font-weight="700" '
        f'text-anchor="middle">{letter}</text></svg>'
    )


@lru_cache(maxsize=64)
def drawn_icon(name: str, colour: str, size: int) -> bytes:
    """The same as a PNG for a phone's screen: filled to its edges, since each phone cuts its own shape out of the middle."""
    side = size * _FINE
    image = Image.new("RGB", (side, side), colour)
    draw = ImageDraw.Draw(image)
    ink, unit = _ink(colour), side / 56  # the mark's 40 units, in the middle that no phone cuts off
    left, middle, right = ((8 + x) * unit for x in (7, 20, 33))
    top, foot = (8 + 7.5) * unit, (8 + 14.5) * unit
    draw.line([(left, foot), (middle, top), (right, foot)], fill=ink, width=round(2.6 * unit), joint="curve")
    # The library's own font has the plain letters.
    letter = unicodedata.normalize("NFD", _initial(name))[0]
    draw.text((middle, 40 * unit), letter, fill=ink, font=ImageFont.load_default(18 * unit), anchor="ms", stroke_width=unit / 3)
    written = BytesIO()
    image.resize((size, size), Image.Resampling.LANCZOS).save(written, "PNG", optimize=True)
    return written.getvalue()


def _ink(colour: str) -> str:
    return max(("#ffffff", "#14211f"), key=lambda candidate: contrast(candidate, colour))


def _initial(name: str) -> str:
    return name.strip()[:1].upper() or "P"
