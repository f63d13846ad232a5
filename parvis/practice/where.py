"""Under which name a practice town will be found, and which practice town goes with which town."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from parvis.directory.models import Agent
from parvis.kernel.models import Authority
from parvis.practice.models import Practice, State

BEFORE = "formation."


def host_of(town: Authority) -> str:
    return f"{BEFORE}{town.host}"


def site_of(town: Authority, host: str) -> str:
    """Called as the real town is (https, a port), under the other name."""
    parts = urlsplit(town.site_url)
    return parts._replace(netloc=f"{host}:{parts.port}" if parts.port else host, path="").geturl()


def trouble_with(host: str) -> str:
    """Why no practice town can be there, in words; "" when it can."""
    name = host.removeprefix(BEFORE)
    try:
        ip_address(name)
    except ValueError:
        pass
    else:
        return _("La commune est à une adresse faite de chiffres : l’exploitant doit d’abord lui donner un nom de site.")
    return _("Le nom %s est trop long pour un site.") % host if len(host) > 253 else ""


def practice_here() -> Practice | None:
    """The real town's own, unless it is closed."""
    return Practice.objects.exclude(state=State.CLOSED).select_related("town").first()


def practice_of(town: Authority) -> Practice | None:
    """Of a practice town: the row of the town that it is for."""
    return Practice.everywhere.filter(town=town).select_related("authority").first()


def is_expected(agent: Agent, practice: Practice) -> bool:
    """Whether this agent of the real town has a seat there, or is given one as they come."""
    return agent.is_in_post and (practice.is_for_all or agent.is_administrator or agent.pk in practice.people)
