"""The pages that the law wants, the way to them from every page, and where to write about one's data."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import override_settings

from parvis.directory import pages
from parvis.directory.models import PageSlug
from parvis.directory.operations.pages import write_page
from parvis.directory.operations.particulars import tell_particulars
from parvis.directory.queries import reception
from parvis.kernel import clock
from tests.backoffice.desk import Desk
from tests.clock import move_by
from tests.portal.reader import a_report, source, visitor, words
from tests.world import MAKER, World

ADDRESSES = [f"/{slug}" for slug in PageSlug]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_is_there_from_the_first_day(world: World, address: str) -> None:
    page = visitor().get(address)
    assert page.status_code == 200 and "Valbourg" in words(page)
    assert "{" not in words(page) and "Mise à jour" not in words(page)


def test_what_the_town_writes_is_shown_escaped_with_its_date(world: World) -> None:
    write_page(pages.page_of(PageSlug.LEGAL), text="# Ici\n<script>x</script> [a](javascript:x)", by=world.paul)
    page = source(visitor().get("/mentions-legales"))
    assert "<h2>Ici</h2>" in page and "<script>x" not in page and 'href="javascript' not in page
    assert "Mise à jour : aujourd’hui" in words(visitor().get("/mentions-legales"))


def test_every_page_leads_to_them(world: World) -> None:
    case = world.report()
    public = ["/", "/demandes", "/signaler", "/suivi", f"/demandes/{case.number}", f"/ma-demande/{case.private_key}"]
    for answer in [
        *(visitor().get(address) for address in [*public, "/nulle-part", "/agents/compte/connexion"]),
        Desk(world.karim).get("/agents/"),
        Desk(world.karim).get("/agents/commune"),
    ]:
        assert all(f'href="{address}"' in source(answer) for address in ADDRESSES)
        assert "Accessibilité : non conforme" in words(answer)


def test_the_declared_conformity_is_on_every_page(world: World) -> None:
    tell_particulars(reception(), told={"conformity": "partial"}, by=MAKER)
    assert "Accessibilité : partiellement conforme" in words(visitor().get("/"))


def test_every_form_says_who_uses_it_why_how_long_and_whom_to_write_to(world: World) -> None:
    case = world.report()
    forms = {
        "you": visitor().post("/signaler", a_report(world.lamp, step="nearby", email="")),
        "answer": visitor().get(f"/ma-demande/{case.private_key}"),
        "code": visitor().get("/suivi"),
        "link": visitor().get("/suivi/mes-demandes"),
        "sign in": visitor().get("/agents/compte/connexion"),
    }
    for name, answer in forms.items():
        said = words(answer)
        assert re.search(r"La mairie de Valbourg (n’)?utilise", said), name
        assert re.search(r"gardé[es]*\b", said), name
        assert "écrivez à la mairie : mairie@valbourg.test" in said, name
        assert "Ce que deviennent vos données" in said, name
    tell_particulars(reception(), told={"dpo_email": "dpd@valbourg.test"}, by=MAKER)
    assert "délégué à la protection des données : dpd@valbourg.test" in words(visitor().get("/suivi"))


def security(name: str) -> str:
    page = source(visitor().get("/.well-known/security.txt"))
    (value,) = re.findall(rf"(?m)^{name}: (.+)$", page)
    return str(value)


def test_security_txt_says_what_rfc_9116_wants(world: World) -> None:
    answer = visitor().get("/.well-known/security.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert security("Contact") == "mailto:mairie@valbourg.test"
    assert security("Canonical") == "http://valbourg.test/.well-known/security.txt"
    assert security("Preferred-Languages") == "fr, en"
    with override_settings(PARVIS_SECURITY_CONTACT="https://valbourg.test/faille"):
        assert security("Contact") == "https://valbourg.test/faille"


def test_security_txt_never_ends_while_the_site_is_served(world: World) -> None:
    for shift in (timedelta(), timedelta(days=700)):
        with move_by(shift):
            ends = datetime.fromisoformat(security("Expires")).astimezone(UTC)
            assert timedelta(days=150) < ends - clock.now() < timedelta(days=365)
