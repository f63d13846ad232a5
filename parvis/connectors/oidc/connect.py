"""The authorization code flow (OpenID Connect Core 1.0, 3.1), for a client that keeps a secret."""

import hmac
import json
from collections.abc import Mapping
from urllib.parse import urlencode

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.common.security import generate_token
from authlib.integrations.requests_client import OAuth2Session
from joserfc.errors import JoseError
from joserfc.jwt import JWTClaimsRegistry

from parvis.connectors.oidc.fetch import PATIENCE, SECURE, read, unreachable
from parvis.connectors.oidc.known import Known
from parvis.connectors.outside import Outside
from parvis.directory.ports import Departure, Provider, Untrusted, Vouched
from parvis.kernel import clock

# ProConnect wants 32 characters at least of each.
LENGTH = 48
LEEWAY = 10  # seconds between our clock and theirs: their tokens live for a minute
SCOPE = "openid email profile"
SCOPE_OF_PROCONNECT = "openid given_name usual_name email uid siret idp_id"


class OpenIdConnect:
    """One per process: what providers publish is kept for some minutes."""

    def __init__(self, outside: Outside) -> None:
        self.outside = outside
        self._known: dict[str, Known] = {}

    def check(self, provider: Provider) -> None:
        self._of(provider).address("authorization_endpoint")

    def begin(self, provider: Provider, *, back: str) -> Departure:
        known = self._of(provider)
        address = known.address("authorization_endpoint")
        kept = {"state": generate_token(LENGTH), "nonce": generate_token(LENGTH), "verifier": ""}
        if not provider.is_proconnect and known.offers("code_challenge_methods_supported", "S256"):
            kept["verifier"] = generate_token(64)
        client = self._client(provider, known, back)
        url, _state = client.create_authorization_url(
            address, state=kept["state"], nonce=kept["nonce"], code_verifier=kept["verifier"] or None
        )
        return Departure(str(url), kept)

    def finish(self, provider: Provider, *, kept: Mapping[str, str], answer: Mapping[str, str], back: str) -> Vouched:
        known = self._of(provider)
        if not hmac.compare_digest(kept["state"], answer.get("state", "")):
            raise Untrusted("state")
        # RFC 9207: who answers says who they are.
        if answer.get("iss", provider.issuer).rstrip("/") != provider.issuer.rstrip("/") or not answer.get("code"):
            raise Untrusted(answer.get("error", "no code"))
        token = self._token(provider, known, answer["code"], kept["verifier"], back)
        said = self._checked(known, str(token.get("id_token", "")), provider, nonce=kept["nonce"])
        told = {**said, **self._userinfo(known, provider, str(token.get("access_token", "")), str(said["sub"]))}
        return Vouched(
            issuer=provider.issuer,
            subject=str(said["sub"]),
            email=str(told.get("email") or ""),
            is_verified=told.get("email_verified") in (True, "true"),
            siret=str(told.get("siret") or ""),
            token=str(token.get("id_token", "")),
        )

    def leave(self, provider: Provider, *, token: str, back: str) -> str:
        address = self._of(provider).address("end_session_endpoint")
        if not address:
            return ""
        asked = {"id_token_hint": token, "state": generate_token(LENGTH), "post_logout_redirect_uri": back}
        return f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}"

    def _of(self, provider: Provider) -> Known:
        return self._known.setdefault(provider.issuer, Known(provider.issuer, self.outside))

    def _client(self, provider: Provider, known: Known, back: str) -> OAuth2Session:
        unless_told = ("client_secret_basic",)  # OpenID Connect Discovery 1.0, 3
        is_posted = known.offers("token_endpoint_auth_methods_supported", "client_secret_post", unless_told=unless_told)
        return OAuth2Session(
            provider.client_id,
            provider.secret,
            scope=SCOPE_OF_PROCONNECT if provider.is_proconnect else SCOPE,
            redirect_uri=back,
            token_endpoint_auth_method="client_secret_post" if is_posted else "client_secret_basic",
            code_challenge_method="S256",
        )

    def _token(self, provider: Provider, known: Known, code: str, verifier: str, back: str) -> Mapping[str, object]:
        address = known.address("token_endpoint")
        self.outside.require(address, secure=SECURE)
        more = {"code_verifier": verifier} if verifier else {}
        try:
            token: Mapping[str, object] = self._client(provider, known, back).fetch_token(
                address, grant_type="authorization_code", code=code, timeout=PATIENCE, allow_redirects=False, **more
            )
        except (requests.ConnectionError, requests.Timeout) as error:
            raise unreachable(error) from None
        except (AuthlibBaseError, requests.RequestException, ValueError) as error:
            raise Untrusted(type(error).__name__) from None
        return token

    def _checked(self, known: Known, signed: str, provider: Provider, *, nonce: str = "") -> dict[str, object]:
        claims = known.claims(signed)
        registry = JWTClaimsRegistry(
            now=int(clock.now().timestamp()),
            leeway=LEEWAY,
            iss={"essential": True, "value": str(known.metadata["issuer"])},
            aud={"essential": True, "value": provider.client_id},
            sub={"essential": True},
        )
        try:
            registry.validate(claims)
        except JoseError as error:
            raise Untrusted(type(error).__name__) from None
        if nonce and ("exp" not in claims or not hmac.compare_digest(str(claims.get("nonce", "")), nonce)):
            raise Untrusted("nonce")
        return claims

    def _userinfo(self, known: Known, provider: Provider, access: str, subject: str) -> dict[str, object]:
        """ProConnect signs it; others send plain JSON. It must be of the same person (OpenID Connect Core 1.0, 5.3.2)."""
        address = known.address("userinfo_endpoint")
        if not address:
            return {}
        kind, body = read(address, self.outside, {"Authorization": f"Bearer {access}"})
        told: object = None
        if kind == "application/jwt":
            told = self._checked(known, body.decode("ascii", "replace"), provider)
        else:
            try:
                told = json.loads(body)
            except ValueError:
                raise Untrusted("userinfo") from None
        if not isinstance(told, dict) or told.get("sub") != subject:
            raise Untrusted("userinfo of another")
        return told
