"""Who stands behind the two ports of sign-in, and what they are asked with."""

from collections.abc import Callable

from django.conf import settings
from django.utils.module_loading import import_string

from parvis.directory.models import LdapDirectory, OidcProvider
from parvis.directory.ports import Ldap, OpenId, People, Provider
from parvis.kernel.sealing import unseal


def the_openid() -> OpenId:
    """As the installation is wired."""
    wired: Callable[[], OpenId] = import_string(settings.PARVIS_OPENID)
    return wired()


def the_people() -> People:
    wired: Callable[[], People] = import_string(settings.PARVIS_PEOPLE)
    return wired()


def terms_of(provider: OidcProvider) -> Provider:
    """Raises Unsealable."""
    return Provider(
        issuer=provider.issuer,
        client_id=provider.client_id,
        secret=unseal(provider.sealed_secret),
        is_proconnect=provider.is_proconnect,
    )


def terms_of_ldap(directory: LdapDirectory) -> Ldap:
    """Raises Unsealable."""
    return Ldap(
        url=directory.url,
        reader=directory.reader,
        secret=unseal(directory.sealed_secret),
        base=directory.base,
        login_attribute=directory.login_attribute,
        mail_attribute=directory.mail_attribute,
        certificate=directory.certificate,
    )
