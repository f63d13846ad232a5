"""A letter as a mail client shows it: in a frame of the page that runs nothing."""

from typing import TypeVar

from django.http import HttpResponse

R = TypeVar("R", bound=HttpResponse)


def framed(html: str) -> str:
    """What is followed in the letter opens in the page itself, as in a mail client, and not in the frame."""
    return html.replace("<head>", '<head><base target="_top">', 1)


def styled(answer: R) -> R:
    """The frame inherits the page's policy, and e-mails carry their style in their tags: read by the middleware of django-csp,
    as its own decorator leaves it."""
    setattr(answer, "_csp_update", {"style-src": ["'unsafe-inline'"]})
    return answer
