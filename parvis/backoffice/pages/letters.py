"""/agents/boite-aux-lettres: where every letter of a practice town stops. In a real town there is no such page."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from parvis.backoffice.seats import at_desk, show
from parvis.directory.models import Agent
from parvis.kernel.fronts import reads
from parvis.kernel.paging import page_of
from parvis.kernel.tenancy import current
from parvis.notifications.queries import letters_here
from parvis.ui.framed import framed, styled

SIZE = 50


@reads
@at_desk
def letters(request: HttpRequest, agent: Agent) -> HttpResponse:
    """The newest first."""
    _need_practice()
    page = page_of(
        letters_here().defer("text", "html"), by=("-written_at", "-pk"), after=request.GET.get("suite", ""), size=SIZE
    )
    return show(request, agent, "backoffice/letters.html", {"page": page, "here": "mailbox"})


@reads
@at_desk
def letter(request: HttpRequest, agent: Agent, uid: UUID) -> HttpResponse:
    """One of them, as a mail client shows it: in a frame that runs nothing."""
    _need_practice()
    found = letters_here().filter(uid=uid).first()
    if found is None:
        raise Http404
    context: dict[str, object] = {"letter": found, "shown": framed(found.html), "here": "mailbox"}
    return styled(show(request, agent, "backoffice/letter.html", context))


def _need_practice() -> None:
    """A real town's letters are read by those they are for."""
    if not current().is_practice:
        raise Http404
