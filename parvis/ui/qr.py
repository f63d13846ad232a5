"""A QR code as a drawing in the page: black on white whatever the colours of the page, for cameras in poor light."""

import segno
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe


def drawn(address: str, label: str) -> SafeString:
    """`label`: what it is, for whoever does not see it. A fifth of it may be scratched away, and it still reads."""
    code = segno.make(address, error="m", micro=False)
    svg = code.svg_inline(omitsize=True, border=4, dark="#000", light="#fff", svgclass=None, lineclass=None)
    return format_html('<span class="qr" role="img" aria-label="{}">{}</span>', label, mark_safe(svg))
