"""OpenID Connect against a real provider: what it signs is believed, and nothing else."""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest

from parvis.connectors.oidc.connect import OpenIdConnect
from parvis.connectors.outside import Outside
from parvis.directory.ports import Departure, Provider, Unreachable, Untrusted, Vouched
from tests.oidc_provider import BACK, OUT, SECRET, SIRET, Running, oidc_provider

HERE = Outside(frozenset({"127.0.0.1"}))
pytestmark = [pytest.mark.sqlite_only]


@pytest.fixture(scope="module")
def server() -> Iterator[Running]:
    with oidc_provider() as running:
        yield running


@pytest.fixture
def plain(server: Running) -> Provider:
    return Provider(issuer=server.issuer, client_id="plain", secret=SECRET, is_proconnect=False)


@pytest.fixture
def proconnect(server: Running) -> Provider:
    return Provider(issuer=server.issuer, client_id="proconnect", secret=SECRET, is_proconnect=True)


def answer_to(away: Departure, server: Running, name: str = "karim-1") -> dict[str, str]:
    return dict(parse_qsl(urlsplit(server.identify(away.url, name)).query))


def there_and_back(provider: Provider, server: Running, name: str = "karim-1") -> Vouched:
    connect = OpenIdConnect(HERE)
    away = connect.begin(provider, back=BACK)
    return connect.finish(provider, kept=away.kept, answer=answer_to(away, server, name), back=BACK)


def test_a_provider_with_pkce_and_plain_answers(plain: Provider, server: Running) -> None:
    vouched = there_and_back(plain, server)
    assert (vouched.issuer, vouched.subject) == (server.issuer, "karim-1")
    assert (vouched.email, vouched.is_verified) == ("karim@valbourg.test", True)


def test_an_address_that_was_not_checked_is_said_so(plain: Provider, server: Running) -> None:
    assert not there_and_back(plain, server, "nadia-1").is_verified


def test_proconnect_signs_what_it_says_of_the_agent(proconnect: Provider, server: Running) -> None:
    vouched = there_and_back(proconnect, server)
    assert (vouched.subject, vouched.email, vouched.siret) == ("karim-1", "karim@valbourg.test", SIRET)


def test_proconnect_is_asked_nothing_that_it_does_not_know(proconnect: Provider) -> None:
    asked = parse_qs(urlsplit(OpenIdConnect(HERE).begin(proconnect, back=BACK).url).query)
    assert set(asked) == {"response_type", "client_id", "redirect_uri", "scope", "state", "nonce"}
    assert len(asked["state"][0]) >= 32 and len(asked["nonce"][0]) >= 32
    assert asked["scope"] == ["openid given_name usual_name email uid siret idp_id"]


def test_each_departure_is_another(plain: Provider) -> None:
    connect = OpenIdConnect(HERE)
    one, two = (connect.begin(plain, back=BACK).kept for _ in range(2))
    assert all(one[name] != two[name] for name in ("state", "nonce", "verifier"))


@pytest.mark.parametrize("spoilt", ["state", "nonce", "verifier"])
def test_an_answer_to_another_departure_is_not_believed(plain: Provider, server: Running, spoilt: str) -> None:
    connect = OpenIdConnect(HERE)
    away, other = connect.begin(plain, back=BACK), connect.begin(plain, back=BACK)
    with pytest.raises(Untrusted):
        connect.finish(plain, kept={**away.kept, spoilt: other.kept[spoilt]}, answer=answer_to(away, server), back=BACK)


def test_a_code_serves_once(plain: Provider, server: Running) -> None:
    connect = OpenIdConnect(HERE)
    away = connect.begin(plain, back=BACK)
    answer = answer_to(away, server)
    connect.finish(plain, kept=away.kept, answer=answer, back=BACK)
    with pytest.raises(Untrusted):
        connect.finish(plain, kept=away.kept, answer=answer, back=BACK)


def test_another_issuer_in_the_answer_is_refused(plain: Provider, server: Running) -> None:
    connect = OpenIdConnect(HERE)
    away = connect.begin(plain, back=BACK)
    answer = {**answer_to(away, server), "iss": "https://ailleurs.example"}
    with pytest.raises(Untrusted):
        connect.finish(plain, kept=away.kept, answer=answer, back=BACK)


def test_a_token_made_for_another_client_is_refused(plain: Provider, proconnect: Provider, server: Running) -> None:
    """The same provider signs for both: only `aud` tells them apart."""
    connect = OpenIdConnect(HERE)
    token = there_and_back(proconnect, server).token
    with pytest.raises(Untrusted):
        connect._checked(connect._of(plain), token, plain)


@pytest.mark.parametrize("signed", ["", "a.b.c", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJrYXJpbS0xIn0."])
def test_what_the_provider_has_not_signed_says_nothing(plain: Provider, signed: str) -> None:
    connect = OpenIdConnect(HERE)
    with pytest.raises(Untrusted):
        connect._of(plain).claims(signed)


def test_a_wrong_secret_is_refused(plain: Provider, server: Running) -> None:
    with pytest.raises(Untrusted):
        there_and_back(replace(plain, secret="un-autre"), server)


def test_signing_out_goes_back_to_our_page(plain: Provider, server: Running) -> None:
    connect = OpenIdConnect(HERE)
    url = connect.leave(plain, token=there_and_back(plain, server).token, back=OUT)
    asked = parse_qs(urlsplit(url).query)
    assert url.startswith(f"{server.issuer}/session/end?") and asked["post_logout_redirect_uri"] == [OUT]
    assert asked["id_token_hint"] and len(asked["state"][0]) >= 32


@pytest.mark.parametrize(
    ("issuer", "words"),
    [
        ("http://127.0.0.1:9", "ne répond pas"),
        ("http://example.org", "doit commencer par https://"),
        ("https://localhost", "PARVIS_INNER_HOSTS"),
        ("https://169.254.169.254", "PARVIS_INNER_HOSTS"),
        ("https://[::1]", "PARVIS_INNER_HOSTS"),
        ("https://nulle-part.invalid", "Aucune machine"),
        ("https://[::1", "ne peut pas être lue"),
    ],
)
def test_what_cannot_be_called_is_said(issuer: str, words: str) -> None:
    nobody = Provider(issuer=issuer, client_id="plain", secret=SECRET, is_proconnect=False)
    with pytest.raises(Unreachable, match=words):
        OpenIdConnect(HERE).check(nobody)


def test_a_provider_under_another_name_is_refused(plain: Provider, server: Running) -> None:
    with pytest.raises(Unreachable, match="se dit"):
        OpenIdConnect(Outside(frozenset({"localhost"}))).check(
            replace(plain, issuer=server.issuer.replace("127.0.0.1", "localhost"))
        )
