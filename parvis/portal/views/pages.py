"""The pages that the law wants of whoever publishes a site, and where to write about a hole in its security."""

from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from parvis.directory import pages
from parvis.directory.models import PageSlug
from parvis.kernel import clock
from parvis.kernel.fronts import public, reads
from parvis.kernel.tenancy import current
from parvis.portal.headers import for_everybody

# RFC 9116, 2.5.5: less than a year ahead. Whoever serves the site serves this file: it is renewed as long as it stands.
SECURITY_LASTS = timedelta(days=180)


@public
@reads
@for_everybody
def page(request: HttpRequest, slug: PageSlug) -> HttpResponseBase:
    found = pages.page_of(slug)
    context = {"title": pages.TITLES[slug], "text": pages.shown(found).text}
    context["written_on"] = clock.civil(current(), found.updated_at) if found.text else None
    return render(request, "portal/page.html", context)


@public
@reads
@for_everybody
def security(request: HttpRequest) -> HttpResponseBase:
    """RFC 9116. The day of its end changes at midnight, so that a proxy may keep it meanwhile."""
    town = current()
    contact = settings.PARVIS_SECURITY_CONTACT or f"mailto:{town.mailbox}"
    ends = datetime.combine(clock.now().date(), datetime.min.time()) + SECURITY_LASTS
    lines = [
        f"Contact: {contact}",
        f"Expires: {ends.isoformat()}Z",
        "Preferred-Languages: fr, en",
        f"Canonical: {town.site_url}/.well-known/security.txt",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
