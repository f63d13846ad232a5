"""The mailbox of the demo town: the e-mails that its residents and agents would have received."""

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from parvis.kernel.fronts import public, reads
from parvis.kernel.paging import page_of
from parvis.kernel.tenancy import current
from parvis.notifications.queries import letters_here
from parvis.ui.framed import framed, styled


@public
@reads
def letters(request: HttpRequest) -> HttpResponse:
    """The newest first."""
    _need_demo()
    page = page_of(letters_here().defer("text", "html"), by=("-written_at", "-pk"), after=request.GET.get("suite", ""), size=50)
    are_kept = settings.PARVIS_EMAIL.scheme == "mailbox"
    return render(request, "demo/letters.html", {"page": page, "are_kept": are_kept})


@public
@reads
def letter(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One of them, as a mail client shows it: in a frame that runs nothing."""
    _need_demo()
    found = letters_here().filter(uid=uid).first()
    if found is None:
        raise Http404
    return styled(render(request, "demo/letter.html", {"letter": found, "shown": framed(found.html)}))


def _need_demo() -> None:
    """A real town's letters are read by those they are for."""
    if not current().is_demo:
        raise Http404
