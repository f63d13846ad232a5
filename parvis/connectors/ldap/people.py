"""Asks an LDAP directory whether a password is somebody's: look the person up, then bind as them (RFC 4513, 5.1.3)."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from ldap3 import AUTO_BIND_NONE, NONE, Connection, Server, Tls
from ldap3.core.exceptions import LDAPException
from ldap3.utils.conv import escape_filter_chars

from parvis.connectors.outside import USUAL, Outside
from parvis.directory.ports import Entry, Ldap, Unreachable

PATIENCE = 4  # seconds, for each answer
SECURE = ("ldaps", "ldap")  # the second turns to TLS before a word is said


class LdapPeople:
    def __init__(self, outside: Outside) -> None:
        self.outside = outside

    def check(self, ldap: Ldap) -> None:
        with self._as(ldap, ldap.reader, ldap.secret) as reader:
            if reader is None:
                raise Unreachable(_("L’annuaire refuse le compte de lecture ou son mot de passe."))
            if not reader.search(ldap.base, "(objectClass=*)", search_scope="BASE", attributes=None):
                raise Unreachable(_("L’annuaire ne connaît pas la base « %s ».") % ldap.base)

    def recognise(self, ldap: Ldap, *, login: str, password: str) -> Entry | None:
        """None for an unknown login, one that two people bear, or a wrong password. An empty password is never sent: a
        directory takes it for a visitor, and lets it in (RFC 4513, 5.1.2)."""
        if not login or not password:
            return None
        found = self._find(ldap, login)
        if found is None:
            return None
        name, mail = found
        with self._as(ldap, name, password) as person:
            return Entry(login, mail) if person is not None else None

    def _find(self, ldap: Ldap, login: str) -> tuple[str, str] | None:
        with self._as(ldap, ldap.reader, ldap.secret) as reader:
            if reader is None:
                raise Unreachable(_("L’annuaire refuse le compte de lecture ou son mot de passe."))
            wanted = f"({ldap.login_attribute}={escape_filter_chars(login)})"
            reader.search(ldap.base, wanted, attributes=[ldap.mail_attribute], size_limit=2, time_limit=PATIENCE)
            entries = [entry for entry in reader.response or () if entry.get("type") == "searchResEntry"]
        if len(entries) != 1:
            return None
        mails = entries[0]["attributes"].get(ldap.mail_attribute) or ""
        mail = mails[0] if isinstance(mails, list) and mails else mails
        return str(entries[0]["dn"]), str(mail or "")

    @contextmanager
    def _as(self, ldap: Ldap, name: str, password: str) -> Iterator[Connection | None]:
        """A connection bound as somebody, in TLS; None when the directory refuses them."""
        self.outside.require(ldap.url, secure=SECURE)
        parts = urlsplit(ldap.url)
        is_tls = parts.scheme == "ldaps"
        tls = Tls(validate=ssl.CERT_REQUIRED, ca_certs_data=ldap.certificate or None)
        port = parts.port or USUAL[parts.scheme]
        server = Server(parts.hostname, port=port, use_ssl=is_tls, tls=tls, get_info=NONE, connect_timeout=PATIENCE)
        connection = Connection(
            server, name, password, auto_bind=AUTO_BIND_NONE, receive_timeout=PATIENCE, read_only=True, auto_referrals=False
        )
        try:
            connection.open()
            if not is_tls and not connection.start_tls():
                raise Unreachable(_("L’annuaire n’offre pas de connexion chiffrée."))
            yield connection if connection.bind() else None
        except (LDAPException, OSError) as error:
            raise Unreachable(_trouble(error)) from None
        finally:
            _end(connection)


def _end(connection: Connection) -> None:
    """Said goodbye, then closed whatever it answers: the library keeps open what could not be ciphered."""
    with suppress(LDAPException, OSError):
        connection.unbind()
    if connection.socket is not None:
        connection.socket.close()


def _trouble(error: Exception) -> str:
    if "certificate" in str(error).lower():
        return _("Le certificat de l’annuaire n’est pas reconnu.")
    return _("L’annuaire ne répond pas.")
