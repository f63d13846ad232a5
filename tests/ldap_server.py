"""A real OpenLDAP on loopback, with TLS signed by an authority of its own, and three people in it."""

import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.post import free_port

SLAPD = Path("/usr/sbin/slapd")
BASE, READER, SECRET = "dc=mairie,dc=test", "cn=parvis,dc=mairie,dc=test", "lecture-seule"

CONFIGURATION = """
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb
TLSCACertificateFile {folder}/ca.pem
TLSCertificateFile {folder}/server.pem
TLSCertificateKeyFile {folder}/server.key
database mdb
suffix "{base}"
directory {folder}/db
access to attrs=userPassword by anonymous auth by * none
access to * by dn.exact="{reader}" read by * none
"""
PEOPLE = """
dn: {base}
objectClass: dcObject
objectClass: organization
o: Mairie
dc: mairie

dn: {reader}
objectClass: organizationalRole
objectClass: simpleSecurityObject
cn: parvis
userPassword: {secret}

dn: uid=kl042,{base}
objectClass: inetOrgPerson
uid: kl042
cn: Karim
sn: Lefevre
mail: karim@valbourg.test
userPassword: le-mot-de-karim

dn: uid=rose.petit,{base}
objectClass: inetOrgPerson
uid: rose.petit
cn: Rose
sn: Petit
userPassword: le-mot-de-rose

dn: uid=passant,{base}
objectClass: inetOrgPerson
uid: passant
cn: Passant
sn: Passant
mail: passant@ailleurs.test
userPassword: le-mot-du-passant
"""


@dataclass(frozen=True)
class Slapd:
    """`url` is in TLS; `plain` turns to TLS when asked; `certificate`: of the authority that signed the server's."""

    url: str
    plain: str
    certificate: str


@contextmanager
def slapd() -> Iterator[Slapd]:
    if not SLAPD.exists():
        pytest.skip(f"{SLAPD} is missing: apt-get install slapd")
    folder = Path(tempfile.mkdtemp(prefix="parvis-slapd-"))
    (folder / "db").mkdir()
    certificate = _sign(folder)
    names = {"folder": folder, "base": BASE, "reader": READER, "secret": SECRET}
    (folder / "slapd.conf").write_text(CONFIGURATION.format(**names))
    people = PEOPLE.format(**names).strip()
    command = [str(SLAPD), "-T", "add", "-f", str(folder / "slapd.conf")]
    subprocess.run(command, input=people, text=True, capture_output=True, check=True, timeout=30)
    ports = free_port(), free_port()
    urls = f"ldaps://127.0.0.1:{ports[0]}", f"ldap://127.0.0.1:{ports[1]}"
    command = [str(SLAPD), "-d", "0", "-f", str(folder / "slapd.conf"), "-h", " ".join(urls)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 20
        while not all(_listens(port) for port in ports):
            assert process.poll() is None and time.monotonic() < deadline, "slapd does not start"
            time.sleep(0.02)
        yield Slapd(*urls, certificate)
    finally:
        process.kill()
        process.wait()
        shutil.rmtree(folder, ignore_errors=True)


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _sign(folder: Path) -> str:
    """An authority, and a certificate of it for 127.0.0.1; the authority's is returned."""
    root, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    us, server = (x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]) for name in ("Autorité d’essai", "127.0.0.1"))
    one = _certificate(us, us, root, root, x509.BasicConstraints(ca=True, path_length=0))
    two = _certificate(server, us, key, root, x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]))
    (folder / "ca.pem").write_bytes(one)
    (folder / "server.pem").write_bytes(two)
    (folder / "server.key").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
        )
    )
    return one.decode()


def _certificate(
    name: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    signer: ec.EllipticCurvePrivateKey,
    extension: x509.ExtensionType,
) -> bytes:
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(extension, critical=isinstance(extension, x509.BasicConstraints))
    )
    return made.sign(signer, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
