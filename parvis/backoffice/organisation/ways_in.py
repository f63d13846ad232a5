"""/agents/connexion: by what agents sign in: their password here, providers that vouch for them, the town's directory."""

from django.http import HttpRequest, HttpResponse

from parvis.backoffice.meanwhile import changes
from parvis.backoffice.organisation.sections import show_section
from parvis.backoffice.seats import at_desk
from parvis.directory.events import LdapDescribed, ProviderDescribed
from parvis.directory.models import Agent, LdapDirectory, OidcProvider
from parvis.directory.policy import can_arrange
from parvis.kernel.fronts import reads
from parvis.kernel.models import Event
from parvis.kernel.operations import require
from parvis.kernel.tenancy import current

SHOWN = 20


@reads
@at_desk
def ways_in(request: HttpRequest, agent: Agent) -> HttpResponse:
    require(can_arrange(agent))
    told = Event.objects.filter(kind__in=[ProviderDescribed.kind, LdapDescribed.kind]).order_by("-pk")
    context: dict[str, object] = {
        "providers": OidcProvider.objects.all(),
        "ldap": LdapDirectory.objects.first(),
        "is_in_clear": current().site_url.startswith("http://"),
        "changes": changes(told[:SHOWN]),
    }
    return show_section(request, agent, "backoffice/organisation/ways_in.html", context, section="ways-in")
