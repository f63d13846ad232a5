"""Which connector stands behind which port."""

from functools import cache

from django.conf import settings

from parvis.config.environment import Addresses, Mail
from parvis.connectors.geocoder.addok import Addok
from parvis.connectors.geocoder.kept import Kept
from parvis.connectors.geocoder.nothing import Nothing
from parvis.connectors.ldap.people import LdapPeople
from parvis.connectors.mailbox.post import Mailbox
from parvis.connectors.oidc.connect import OpenIdConnect
from parvis.connectors.outside import Outside
from parvis.connectors.smtp.post import Server, Smtp
from parvis.demo.index import ValbourgIndex
from parvis.demo.plan.sketch import ValbourgPlan
from parvis.directory.ports import OpenId, People
from parvis.kernel import leases
from parvis.kernel.tenancy import current
from parvis.notifications.ports import Post
from parvis.places.ports import Geocoder
from parvis.places.sketch import NoPlan, Plan


def post() -> Post:
    """Who carries e-mails: named by the setting PARVIS_POST, since the notifications know no connector."""
    return _post(settings.PARVIS_EMAIL, leases.longest_work())


@cache
def _post(mail: Mail, longest: float) -> Post:
    if mail.scheme == "mailbox":
        return Mailbox()
    # A letter still in hand when its lease ends would be sent by another worker too.
    timeout = min(mail.timeout, longest)
    return Smtp(Server(host=mail.host, port=mail.port, user=mail.user, password=mail.password, tls=mail.tls, timeout=timeout))


def geocoder() -> Geocoder:
    """Who knows addresses: named by the setting PARVIS_GEOCODER. The demo town's streets are on no map but its own."""
    return _geocoder(Addresses(scheme="index") if current().is_demo else settings.PARVIS_ADDRESSES)


@cache
def _geocoder(addresses: Addresses) -> Geocoder:
    match addresses.scheme:
        case "index":
            return ValbourgIndex()
        case "none":
            return Nothing()
        case _:
            return Kept(Addok(addresses.url), addresses.url)


def plan() -> Plan:
    """Who pictures a place: named by the setting PARVIS_PLAN. Only the demo town's ground is here as shapes."""
    return ValbourgPlan() if current().is_demo else NoPlan()


@cache
def openid() -> OpenId:
    """Who asks OpenID Connect providers: named by the setting PARVIS_OPENID."""
    return OpenIdConnect(Outside(settings.PARVIS_INNER_HOSTS))


@cache
def people() -> People:
    """Who asks towns' directories of people: named by the setting PARVIS_PEOPLE."""
    return LdapPeople(Outside(settings.PARVIS_INNER_HOSTS))
