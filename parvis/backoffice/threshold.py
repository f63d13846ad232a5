"""What the page of sign-in offers besides an address and a password."""

from django.http import HttpRequest

from parvis.backoffice.tablet import holders
from parvis.directory.queries import providers_offered


def offered(request: HttpRequest) -> dict[str, object]:
    """Who may vouch for an agent here, and who may be holding this tablet, unless it is somebody else (`autre`)."""
    return {"providers": providers_offered(), "holders": [] if "autre" in request.GET else holders(request)}
