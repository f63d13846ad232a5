"""What the room asks of whoever vouches for an agent: an OpenID Connect provider, or the town's LDAP directory."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


class Unreachable(Exception):
    """Nobody answers there, or not in time, or not what was asked; the words are for an administrator."""


class Untrusted(Exception):
    """An answer that is not the provider's, not for us, or for another sign-in than this one."""


@dataclass(frozen=True, kw_only=True)
class Provider:
    """`is_proconnect`: it refuses any parameter that it does not know, PKCE's among them, and has scopes of its own."""

    issuer: str
    client_id: str
    secret: str
    is_proconnect: bool


@dataclass(frozen=True)
class Departure:
    """Where the browser goes, and what must be kept in its session until it comes back."""

    url: str
    kept: dict[str, str]


@dataclass(frozen=True, kw_only=True)
class Vouched:
    """Who it is, as the provider signs it. `subject`: its name for the person, for ever; `token`: sent back to sign out."""

    issuer: str
    subject: str
    email: str
    is_verified: bool
    siret: str
    token: str


class OpenId(Protocol):
    """`back`: the address of ours that the browser comes back to. All raise Unreachable."""

    def check(self, provider: Provider) -> None: ...

    def begin(self, provider: Provider, *, back: str) -> Departure: ...

    def finish(self, provider: Provider, *, kept: Mapping[str, str], answer: Mapping[str, str], back: str) -> Vouched:
        """Raises Untrusted."""

    def leave(self, provider: Provider, *, token: str, back: str) -> str:
        """Where the browser goes to end the provider's own session; "" when it has no such place."""


@dataclass(frozen=True, kw_only=True)
class Ldap:
    """`url`: ldaps://, or ldap:// that turns to TLS before anything is said. `certificate`: PEM, of whoever signed the
    server's, or "" for the usual ones. `reader`: the account that looks people up."""

    url: str
    reader: str
    secret: str
    base: str
    login_attribute: str
    mail_attribute: str
    certificate: str


@dataclass(frozen=True)
class Entry:
    """Somebody whose password the directory has just recognised. `email` is "" when it knows none."""

    login: str
    email: str


class People(Protocol):
    """Both raise Unreachable."""

    def check(self, ldap: Ldap) -> None: ...

    def recognise(self, ldap: Ldap, *, login: str, password: str) -> Entry | None: ...
