"""/agents/boite-aux-lettres: where every letter of a practice town stops. In a real town there is no such page."""

from uuid import UUID

from csp.decorators import csp_update
from django.http import Http404, HttpRequest, HttpResponse

from parvis.backoffice.seats import at_desk, show
from parvis.directory.models import Agent
from parvis.kernel.fronts import reads
from parvis.kernel.paging import page_of
from parvis.kernel.tenancy import current
from parvis.notifications.models import Channel, Sending

# The letter is shown in a frame that inherits the page's policy, and e-mails carry their style in their tags.
STYLED = {"style-src": ["'unsafe-inline'"]}
SIZE = 50


@reads
@at_desk
def letters(request: HttpRequest, agent: Agent) -> HttpResponse:
    """The newest first."""
    _need_practice()
    written = Sending.objects.filter(channel=Channel.EMAIL).defer("text", "html")
    page = page_of(written, by=("-written_at", "-pk"), after=request.GET.get("suite", ""), size=SIZE)
    return show(request, agent, "backoffice/letters.html", {"page": page, "here": "mailbox"})


@reads
@at_desk
def letter(request: HttpRequest, agent: Agent, uid: UUID) -> HttpResponse:
    """One of them, as a mail client shows it: in a frame that runs nothing."""
    _need_practice()
    found = Sending.objects.filter(uid=uid, channel=Channel.EMAIL).first()
    if found is None:
        raise Http404
    # What is followed in the letter opens in the page itself, as in a mail client, and not in the frame.
    shown = found.html.replace("<head>", '<head><base target="_top">', 1)
    context: dict[str, object] = {"letter": found, "shown": shown, "here": "mailbox"}
    page = show(request, agent, "backoffice/letter.html", context)
    csp_update(STYLED)(lambda _asked: page)(request)
    return page


def _need_practice() -> None:
    """A real town's letters are read by those they are for."""
    if not current().is_practice:
        raise Http404
