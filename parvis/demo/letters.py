"""The mailbox of the demo town: the e-mails that its residents and agents would have received."""

from uuid import UUID

from csp.decorators import csp_update
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from parvis.kernel.fronts import public, reads
from parvis.kernel.paging import page_of
from parvis.kernel.tenancy import current
from parvis.notifications.models import Sending

# The letter is shown in a frame that inherits the page's policy, and e-mails carry their style in their tags.
STYLED = {"style-src": ["'unsafe-inline'"]}


@public
@reads
def letters(request: HttpRequest) -> HttpResponse:
    """The newest first."""
    _need_demo()
    written = Sending.objects.defer("text", "html")
    page = page_of(written, by=("-written_at", "-pk"), after=request.GET.get("suite", ""), size=50)
    are_kept = settings.PARVIS_EMAIL.scheme == "mailbox"
    return render(request, "demo/letters.html", {"page": page, "are_kept": are_kept})


@public
@reads
@csp_update(STYLED)  # type: ignore[arg-type]  # typed for views without arguments
def letter(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One of them, as a mail client shows it: in a frame that runs nothing."""
    _need_demo()
    found = Sending.objects.filter(uid=uid).first()
    if found is None:
        raise Http404
    # What is followed in the letter opens in the page itself, as in a mail client, and not in the frame.
    shown = found.html.replace("<head>", '<head><base target="_top">', 1)
    return render(request, "demo/letter.html", {"letter": found, "shown": shown})


def _need_demo() -> None:
    """A real town's letters are read by those they are for."""
    if not current().is_demo:
        raise Http404
