"""Create a town, with its reception, where a case goes when nothing else says where; say where its site is."""

from dataclasses import asdict
from uuid import uuid4

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from parvis.directory.events import AuthorityCreated, SiteMoved
from parvis.directory.identity import Identity, is_site, wrong_with
from parvis.directory.logo import Logo
from parvis.directory.operations.units import create_unit
from parvis.directory.queries import reception
from parvis.kernel import clock
from parvis.kernel.actors import Actor
from parvis.kernel.events import record
from parvis.kernel.models import Authority, OtherHost
from parvis.kernel.operations import Refused, operation
from parvis.kernel.tenancy import inside


@operation
def create_authority(identity: Identity, *, by: Actor, logo: Logo | None = None) -> Authority:
    """A town with its reception. Refuses what it cannot be, and a host that another town answers to."""
    wrong = wrong_with(identity)
    if wrong is not None:
        field, words = wrong
        raise Refused(words, field)
    require_free(identity.host)
    authority = Authority(**asdict(identity), created_at=clock.now())
    try:
        with transaction.atomic():
            authority.save()
    except IntegrityError:
        require_free(identity.host)
        raise
    with inside(authority):
        first = create_unit(pgettext("reception", "Accueil"), by=by, email=identity.mailbox, phone=identity.phone)
        record(first, AuthorityCreated(insee_code=identity.insee_code, host=identity.host), by=by)
    if logo is not None:
        # Last: a file outlives a transaction that is undone.
        name = f"{authority.uid}/{clock.today(authority).year}/{uuid4().hex}.{logo.suffix}"
        authority.logo = default_storage.save(name, ContentFile(logo.content))
        authority.save(update_fields=["logo"])
    return authority


def require_free(host: str) -> None:
    """No town answers to that name, nor do the operators. Held to the end: two towns do not take the same one at once."""
    Authority.objects.select_for_update().order_by("pk").first()
    known = Authority.objects.filter(host=host).first()
    other = OtherHost.objects.filter(name=host).select_related("authority").first()
    town = known or (other.authority if other else None)
    if town is not None:
        raise Refused(_("%(host)s est déjà le site de %(town)s.") % {"host": host, "town": town.name}, "host")
    if host == settings.PARVIS_CONSOLE_HOST:
        raise Refused(_("%(host)s est le site de la console.") % {"host": host}, "host")


@operation
def move_site(authority: Authority, *, to: str, by: Actor) -> Authority:
    """The town's pages are now served at that address, where links in messages lead. The same one says nothing new."""
    authority = Authority.objects.select_for_update().get(pk=authority.pk)
    if not is_site(to):
        raise Refused(_("« %(value)s » n’est pas l’adresse d’un site.") % {"value": to}, "site_url")
    if authority.site_url != to:
        fact = SiteMoved(site_url=to, previous=authority.site_url)
        authority.site_url = to
        authority.save(update_fields=["site_url"])
        with inside(authority):
            record(reception(), fact, by=by)
    return authority
