"""By a provider in Chromium, there and back, with and without scripts: no form of ours is refused by our own policy."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from parvis.directory.operations.providers import describe_provider
from parvis.kernel.tenancy import inside
from tests.harness import OpenPage
from tests.oidc_provider import SECRET, Running, oidc_provider
from tests.world import MAKER, World

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def provider() -> Iterator[Running]:
    with oidc_provider() as running:
        yield running


@pytest.mark.parametrize("javascript", [True, pytest.param(False, marks=pytest.mark.sqlite_only)])
def test_there_and_back_and_out_of_both(open_page: OpenPage, town: World, provider: Running, javascript: bool) -> None:
    flags: dict[str, str | bool] = {"is_proconnect": False, "trusts_emails": False, "is_offered": True}
    with inside(town.authority):
        said = {"label": "Agglo", "issuer": provider.issuer, "client_id": "plain", "sirets": "", **flags}
        describe_provider(None, said=said, secret=SECRET, by=MAKER)
    page = open_page(javascript=javascript)
    page.goto("/agents/demandes?vue=a-moi")
    page.get_by_role("button", name="S’identifier avec Agglo").click()
    page.get_by_placeholder("Enter any login").fill("karim-1")
    page.get_by_placeholder("and password").fill("-")
    page.get_by_role("button", name="Sign-in").click()
    page.get_by_role("button", name="Continue").click()
    expect(page).to_have_url(re.compile(r"valbourg\.test/agents/demandes\?vue=a-moi$"))
    expect(page.get_by_text("Karim Lefèvre").first).to_be_attached()
    page.goto("/agents/compte/deconnexion")
    page.get_by_role("button", name="Se déconnecter").click()
    page.get_by_role("button", name="Oui").click()
    expect(page).to_have_url(re.compile(r"valbourg\.test/agents/compte/connexion"))
    page.goto("/agents/")
    expect(page.get_by_role("heading", name="Espace des agents")).to_be_visible()
