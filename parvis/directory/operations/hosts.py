"""The names under which a town's site is found: the one that its links say, and others that lead there."""

from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from parvis.directory import policy
from parvis.directory.identity import HOST
from parvis.directory.operations.authority import require_free
from parvis.directory.platform_events import HostAdded, HostChosen, HostRemoved
from parvis.directory.queries import reception
from parvis.kernel.actors import Actor
from parvis.kernel.events import record
from parvis.kernel.models import Authority, OtherHost
from parvis.kernel.operations import Refused, lock, operation, require
from parvis.kernel.tenancy import inside


@operation
def add_host(authority: Authority, *, host: str, by: Actor) -> Authority:
    """One more name that leads to the town's site. Refused when it is none, or another's; its own says nothing new."""
    require(policy.can_operate(by))
    with inside(authority):
        first = lock(reception())
        authority = Authority.objects.select_for_update().get(pk=authority.pk)
        name = _read(host)
        if name != authority.host and not authority.other_hosts.filter(name=name).exists():
            require_free(name)
            OtherHost.objects.create(authority=authority, name=name)
            record(first, HostAdded(host=name), by=by)
    return authority


@operation
def remove_host(authority: Authority, *, host: str, by: Actor) -> Authority:
    """It leads nowhere any more. The name of the site itself is changed, never removed."""
    require(policy.can_operate(by))
    with inside(authority):
        first = lock(reception())
        if host == authority.host:
            raise Refused(_("C’est l’adresse de la ville : choisissez-en d’abord une autre."))
        if authority.other_hosts.filter(name=host).delete()[0]:
            record(first, HostRemoved(host=host), by=by)
    return authority


@operation
def choose_host(authority: Authority, *, host: str, by: Actor) -> Authority:
    """The name of the site is this one from now on, in links and letters too; the one before leads there."""
    require(policy.can_operate(by))
    with inside(authority):
        first = lock(reception())
        authority = Authority.objects.select_for_update().get(pk=authority.pk)
        name, previous = _read(host), authority.host
        if name != previous:
            if not authority.other_hosts.filter(name=name).delete()[0]:
                require_free(name)
            OtherHost.objects.create(authority=authority, name=previous)
            authority.host, authority.site_url = name, _moved(authority.site_url, name)
            authority.save(update_fields=["host", "site_url"])
            record(first, HostChosen(host=name, previous=previous), by=by)
    return authority


def _read(typed: str) -> str:
    name = typed.strip().lower()
    if HOST.fullmatch(name) is None:
        words = _("« %(value)s » n’est pas un nom de site : écrivez-le sans http:// ni port, comme demandes.ma-commune.fr.")
        raise Refused(words % {"value": typed}, "host")
    return name


def _moved(site_url: str, name: str) -> str:
    """The same way of calling it (https, a port), under the new name."""
    parts = urlsplit(site_url)
    return parts._replace(netloc=f"{name}:{parts.port}" if parts.port else name).geturl()
