"""/sante: whether the installation itself works; /sante/messagerie: whether letters can leave."""

from django.conf import settings
from django.contrib import messages
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from parvis.console.door import at_console
from parvis.console.showing import show
from parvis.console.standing import alarms
from parvis.directory.models import Operator
from parvis.kernel import health as of_installation
from parvis.kernel.fronts import reads, writes
from parvis.kernel.models import Authority
from parvis.notifications.pump import the_post


@reads
@at_console
def health(request: HttpRequest, operator: Operator) -> HttpResponse:
    beat = of_installation.last_beat()
    context: dict[str, object] = {
        "here": "health",
        "version": of_installation.version(),
        "database": "PostgreSQL" if connection.vendor == "postgresql" else "SQLite",
        "missing": len(of_installation.missing_migrations()),
        "beat": beat,
        "is_alive": of_installation.beats(beat),
        "backup": of_installation.last_beat(of_installation.BACKUP),
        "disk": of_installation.disk(),
        "sends": settings.PARVIS_EMAIL.scheme == "smtp",
        "server": settings.PARVIS_EMAIL.host,
        "towns": Authority.objects.filter(practises_for=None).count(),
        "practice_towns": Authority.objects.filter(practises_for__isnull=False).count(),
        "alarms": alarms(),
    }
    return show(request, operator, "console/health.html", context)


@writes
@at_console
def mail(request: HttpRequest, operator: Operator) -> HttpResponse:
    """Looked at, it leads to the page."""
    if request.method == "POST":
        trouble = the_post().trouble()
        if trouble:
            messages.error(request, _("Le serveur de messagerie ne convient pas : %s.") % trouble.rstrip("."))
        else:
            messages.success(request, _("Le serveur de messagerie répond : une lettre peut partir."))
    return redirect("console:health")
