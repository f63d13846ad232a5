"""What a provider publishes of itself: its addresses and its keys, kept for some minutes."""

import time
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from joserfc import jwk, jwt
from joserfc.errors import JoseError

from parvis.connectors.oidc.fetch import read_json
from parvis.connectors.outside import Outside
from parvis.directory.ports import Unreachable, Untrusted

KEPT = 600.0  # seconds
KINDS = ("RSA", "EC")
# What ProConnect and FranceConnect sign with; never "none", nor a secret that we share.
ALGORITHMS = ["RS256", "ES256", "PS256", "RS384", "RS512", "ES384"]


@dataclass
class Known:
    """One provider, as it described itself at `at`."""

    issuer: str
    outside: Outside
    metadata: dict[str, object] = field(default_factory=dict)
    keys: jwk.KeySet | None = None
    at: float = 0.0

    def address(self, name: str) -> str:
        """One of its endpoints; "" when it has none. Raises Unreachable."""
        self._refresh(is_forced=False)
        return str(self.metadata.get(name) or "")

    def offers(self, name: str, value: str, *, unless_told: tuple[str, ...] = ()) -> bool:
        said = self.metadata.get(name, unless_told)
        return isinstance(said, list | tuple) and value in said

    def claims(self, signed: str) -> dict[str, object]:
        """What a token says, once its signature is checked. Its keys may have changed since: they are read once again."""
        self._refresh(is_forced=False)
        for is_forced in (False, True):
            if is_forced:
                self._refresh(is_forced=True)
            assert self.keys is not None
            try:
                return dict(jwt.decode(signed, self.keys, algorithms=ALGORITHMS).claims)
            except (JoseError, ValueError, KeyError):
                continue
        raise Untrusted("signature")

    def _refresh(self, *, is_forced: bool) -> None:
        if self.keys is not None and not is_forced and time.monotonic() - self.at < KEPT:
            return
        metadata = read_json(self.issuer.rstrip("/") + "/.well-known/openid-configuration", self.outside)
        if str(metadata.get("issuer", "")).rstrip("/") != self.issuer.rstrip("/"):
            raise Unreachable(_("Ce fournisseur se dit « %s ».") % str(metadata.get("issuer", ""))[:200])
        found = read_json(str(metadata.get("jwks_uri", "")), self.outside)
        told = found.get("keys")
        try:
            # One may publish keys of kinds that nobody here signs with.
            self.keys = jwk.KeySet(
                [jwk.import_key(one) for one in told if one.get("kty") in KINDS] if isinstance(told, list) else []
            )
        except (JoseError, ValueError, KeyError, TypeError, AttributeError):
            raise Unreachable(_("Ce que le fournisseur publie ne peut pas être lu.")) from None
        self.metadata, self.at = metadata, time.monotonic()
