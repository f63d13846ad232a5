"""The town where one practises, as a town: what it says of itself, its first unit, and the people who have a seat there."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from parvis.directory.events import AgentAdded, AuthorityCreated
from parvis.directory.identity import LONGEST_NAME, Identity
from parvis.directory.models import Agent
from parvis.directory.operations.authority import create_authority
from parvis.directory.operations.units import create_unit
from parvis.kernel import clock
from parvis.kernel.actors import Actor
from parvis.kernel.events import record
from parvis.kernel.models import Authority
from parvis.kernel.tenancy import current, inside
from parvis.practice.where import site_of

# What it takes of the real one; the rest comes with its configuration.
TAKEN = ("insee_code", "phone", "time_zone", "holidays", "colour")


def found(host: str, *, by: Actor) -> Authority:
    """It stays closed until it is ready. Of a demo it is one too: its accounts have the same known passwords."""
    real = current()
    identity = Identity(
        name=name_of(real), insee_code=real.insee_code, host=host, site_url=site_of(real, host), mailbox=mailbox_of(host),
        phone=real.phone, time_zone=real.time_zone, holidays=real.holidays, colour=real.colour, is_demo=real.is_demo,
    )  # fmt: skip
    town = create_authority(identity, by=by)
    town.practises_for, town.closed_at = real, clock.now()
    town.save(update_fields=["practises_for", "closed_at"])
    return town


def furnish(town: Authority, *, by: Actor) -> None:
    """What was emptied begins again, as the real town is today; where it is served stays."""
    real = current()
    town.name, town.logo = name_of(real), ""
    for field in TAKEN:
        setattr(town, field, getattr(real, field))
    town.save(update_fields=["name", "logo", *TAKEN])
    with inside(town):
        first = create_unit(pgettext("reception", "Accueil"), by=by, email=town.mailbox, phone=town.phone)
        record(first, AuthorityCreated(insee_code=town.insee_code, host=town.host), by=by)


def name_of(real: Authority) -> str:
    called = _("%s (entraînement)")
    return called % real.name[: LONGEST_NAME - len(called)]


def mailbox_of(host: str) -> str:
    """Of a name that receives no mail: an answer written to it must not arrive at the real town's."""
    return f"mairie@{host}"


def seat(people: Iterable[Agent], town: Authority, *, by: Actor) -> None:
    """The same persons, with the same credentials; what they may there is of the configuration. Seated twice, seated once."""
    with inside(town):
        seated = set(Agent.objects.values_list("user", flat=True))
        for one in people:
            if one.user_id is not None and one.user_id not in seated:
                agent = Agent.objects.create(
                    user_id=one.user_id, first_name=one.first_name, last_name=one.last_name, email=one.email,
                    identifier=one.identifier, theme=one.theme, updated_at=clock.now(),
                )  # fmt: skip
                record(agent, AgentAdded(is_supervisor=False, is_administrator=False), by=by)
