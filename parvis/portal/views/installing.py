"""What a browser needs to put the portal on a phone's screen, and to open it without network."""

import hashlib
import json

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from parvis.kernel.fronts import public, reads
from parvis.kernel.tenancy import current
from parvis.portal.headers import for_everybody
from parvis.ui.built import everything_of, worker
from parvis.ui.context import town
from parvis.ui.mark import ICON_SIZES
from parvis.ui.words import of_town

BACKGROUND = "#fbfaf7"


@public
@reads
@for_everybody
def manifest(request: HttpRequest) -> HttpResponseBase:
    name = current().name
    icons = [{"src": "/ui/marque", "sizes": "any", "type": "image/svg+xml"}]
    for size in ICON_SIZES:
        drawn = {"src": f"/ui/icone-{size}.png", "sizes": f"{size}x{size}", "type": "image/png"}
        icons += [drawn, {**drawn, "purpose": "maskable"}]
    content = {
        "id": "/",
        "name": _("Mairie %s") % of_town(name),
        "short_name": name,
        "lang": "fr",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": BACKGROUND,
        "theme_color": BACKGROUND,
        "icons": icons,
        "shortcuts": [
            {"name": _("Signaler"), "url": reverse("portal:report")},
            {"name": _("Où en est ma demande ?"), "url": reverse("portal:tracking")},
        ],
    }
    return JsonResponse(content, content_type="application/manifest+json")


@public
@reads
@for_everybody
def service_worker(request: HttpRequest) -> HttpResponseBase:
    """The worker with its list of files. Another list is another worker, and browsers look for one at each visit."""
    files = [*everything_of("portal"), str(town(request)["town_sheet"]), "/ui/marque"]
    code = worker()
    version = hashlib.sha256(f"{files}{code}".encode()).hexdigest()[:12]
    told = json.dumps({"version": version, "files": files})
    return HttpResponse(f"self.PARVIS = {told};\n{code}", content_type="text/javascript; charset=utf-8")
