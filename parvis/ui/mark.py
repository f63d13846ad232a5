"""A mark for a town that has given no logo: its initial, under a pediment, in its colour."""

from django.utils.html import escape

from parvis.ui.colour import contrast


def drawn_mark(name: str, colour: str) -> str:
    """An SVG of 40 × 40."""
    ink = max(("#ffffff", "#14211f"), key=lambda candidate: contrast(candidate, colour))
    letter = escape(name.strip()[:1].upper() or "P")
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40" width="40" height="40">'
        f'<rect width="40" height="40" rx="9" fill="{colour}"/>'
        f'<path d="M7 14.5 20 7.5l13 7" fill="none" stroke="{ink}" stroke-width="2.6" stroke-linecap="round" '
        'stroke-linejoin="round"/>'
        f'<text x="20" y="32" fill="{ink}" font-family="system-ui, sans-serif" font-size="18" font-weight="700" '
        f'text-anchor="middle">{letter}</text></svg>'
    )
