"""A picture as an answer: for whoever asked, and for nobody's index or shared cache."""

from pathlib import Path

from django.http import Http404, HttpResponse

KEPT_SECONDS = 600


def picture(path: Path) -> HttpResponse:
    """The JPEG file at that path. Opened on its own, it runs nothing; a browser that keeps it keeps it ten minutes."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise Http404 from None
    return HttpResponse(
        content,
        content_type="image/jpeg",
        headers={
            "Cache-Control": f"private, max-age={KEPT_SECONDS}",
            "Content-Disposition": 'inline; filename="photo.jpg"',
            "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; sandbox",
            "X-Content-Type-Options": "nosniff",
            "X-Robots-Tag": "noindex, nofollow",
        },
    )
