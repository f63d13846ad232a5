"""Create the demo town, once: all of it, or nothing."""

from importlib.resources import files

from django.db import transaction

from parvis.cases.operations.take_over import take_over
from parvis.demo import catalogue, town
from parvis.demo.plan.sheet import sheet
from parvis.demo.plan.style import ATTRIBUTION
from parvis.demo.stories import STORIES
from parvis.demo.telling import past_of
from parvis.demo.town import BY, DOMAIN
from parvis.directory.identity import Identity
from parvis.directory.logo import read_logo
from parvis.directory.operations.authority import create_authority, move_site
from parvis.directory.operations.base_map import choose_base_map
from parvis.directory.operations.opening import set_opening
from parvis.kernel.models import Authority
from parvis.kernel.tenancy import inside
from parvis.practice.days import Calendar

PLAN = "/demo/plan/style.json"


def demo_town() -> Authority | None:
    return Authority.objects.filter(is_demo=True).order_by("pk").first()


def settle(site_url: str) -> tuple[Authority, bool]:
    """The demo town, whose messages lead to this address, and whether it was made now."""
    sheet()  # written down before the first page that shows it
    known = demo_town()
    if known is not None:
        choose_base_map(known, style=PLAN, attribution=ATTRIBUTION, by=BY)
        return move_site(known, to=site_url, by=BY), False
    with transaction.atomic():
        authority = create_authority(identity(site_url), logo=read_logo(drawing()), by=BY)
        with inside(authority):
            made = town.build()
            set_opening(made.units["Accueil"], hours=town.HOURS, on_call_phone=town.ON_CALL, by=BY)
            catalogue.fill(made)
            calendar = Calendar.of(authority)
            # As they came in: so are they numbered.
            for past in sorted((past_of(story, made, calendar) for story in STORIES), key=lambda past: past.received_at):
                take_over(past, by=BY)
    return authority, True


def identity(site_url: str) -> Identity:
    return Identity(
        name="Valbourg",
        insee_code="18999",
        host="valbourg.localhost",
        site_url=site_url,
        mailbox=f"mairie@{DOMAIN}",
        phone="02 48 00 18 10",
        colour="#00636d",
        map_style=PLAN,
        map_attribution=ATTRIBUTION,
        is_demo=True,
        postal_address="1, place de la Mairie, 18999 Valbourg",
        publication_director="Jeanne Rivoire, maire de Valbourg",
        hosting="Services informatiques de Valbourg, 1, place de la Mairie, 18999 Valbourg, 02 48 00 18 30",
        dpo_email=f"donnees@{DOMAIN}",
    )


def drawing() -> bytes:
    return files("parvis.demo").joinpath("mark.svg").read_bytes()
