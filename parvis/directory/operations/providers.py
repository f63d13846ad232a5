"""Say who vouches for the town's agents: OpenID Connect providers, and its own LDAP directory."""

import re
from collections.abc import Callable, Mapping
from typing import TypeVar

from django.utils.translation import gettext as _

from parvis.directory import policy
from parvis.directory.events import LdapDescribed, ProviderDescribed
from parvis.directory.models import LdapDirectory, OidcProvider
from parvis.directory.operations.credentials import require_own_credentials
from parvis.kernel import clock
from parvis.kernel.actors import Actor
from parvis.kernel.events import Fact, record
from parvis.kernel.operations import Refused, lock, operation, require
from parvis.kernel.sealing import seal

PROVIDER = ("label", "issuer", "client_id", "is_proconnect", "trusts_emails", "sirets", "is_offered")
LDAP = ("url", "reader", "base", "login_attribute", "mail_attribute", "certificate", "is_used")
SIRETS = re.compile(r"(\d{14}( \d{14})*)?", re.ASCII)
ATTRIBUTE = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,59}", re.ASCII)  # RFC 4512, 1.4: it stands in a filter
Told = TypeVar("Told", OidcProvider, LdapDirectory)
Said = Mapping[str, str | bool]


@operation
def describe_provider(provider: OidcProvider | None, *, said: Said, secret: str, by: Actor) -> OidcProvider:
    """One more (None), or another description of one. An empty secret keeps the one there is.

    ProConnect has checked the addresses it tells, and vouches for agents of the whole State: the town's SIRET is wanted.
    """
    require(policy.can_arrange(by))
    require_own_credentials()
    told = lock(provider) if provider is not None else OidcProvider(updated_at=clock.now())
    kept = {**said, "trusts_emails": bool(said["trusts_emails"]) or bool(said["is_proconnect"])}
    for field in ("label", "issuer", "client_id"):
        _want(str(kept[field]), field)
    if SIRETS.fullmatch(str(kept["sirets"])) is None:
        raise Refused(_("Un SIRET a quatorze chiffres ; séparez-en plusieurs par une espace."), "sirets")
    if kept["is_proconnect"] and not kept["sirets"]:
        raise Refused(_("Donnez le SIRET de la commune : ProConnect reconnaît les agents de toute la France."), "sirets")
    same = OidcProvider.objects.filter(issuer=str(kept["issuer"]), client_id=str(kept["client_id"])).exclude(pk=told.pk)
    if same.exists():
        raise Refused(_("Ce fournisseur est déjà là."), "issuer")
    return _keep(told, PROVIDER, kept, secret, lambda before, after: ProviderDescribed(before=before, after=after), by)


@operation
def describe_ldap(directory: LdapDirectory | None, *, said: Said, secret: str, by: Actor) -> LdapDirectory:
    """The town's one directory, made or described again. An empty secret keeps the one there is."""
    require(policy.can_arrange(by))
    require_own_credentials()
    told = lock(directory) if directory is not None else LdapDirectory(updated_at=clock.now())
    if directory is None and LdapDirectory.objects.exists():
        raise Refused(_("L’annuaire vient d’être décrit par quelqu’un d’autre."))
    for field in ("url", "reader", "base"):
        _want(str(said[field]), field)
    for field in ("login_attribute", "mail_attribute"):
        if ATTRIBUTE.fullmatch(str(said[field])) is None:
            raise Refused(_("Un nom d’attribut est fait de lettres, de chiffres et de tirets, comme uid ou mail."), field)
    return _keep(told, LDAP, said, secret, lambda before, after: LdapDescribed(before=before, after=after), by)


def _keep(
    told: Told,
    fields: tuple[str, ...],
    said: Said,
    secret: str,
    fact: Callable[[dict[str, str], dict[str, str]], Fact],
    by: Actor,
) -> Told:
    is_new = told.pk is None
    if not secret and not told.sealed_secret:
        raise Refused(_("Donnez le secret : on vous l’a remis avec l’identifiant."), "secret")
    changed = [field for field in fields if is_new or getattr(told, field) != said[field]]
    before = {} if is_new else {field: str(getattr(told, field)) for field in changed}
    after = {field: str(said[field]) for field in changed}
    for field in changed:
        setattr(told, field, said[field])
    if secret:
        told.sealed_secret = seal(secret)
        after["secret"] = "…"
    if not after:
        return told
    told.save()
    record(told, fact(before, after), by=by)
    return told


def _want(value: str, field: str) -> None:
    if not value.strip():
        raise Refused(_("Écrivez ce qui manque ici."), field)
