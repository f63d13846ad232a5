"""Confirm which commune of France the town is."""

from django.utils.translation import gettext as _

from parvis.directory import policy
from parvis.directory.events import CommuneConfirmed
from parvis.directory.models import Unit
from parvis.kernel.actors import Actor
from parvis.kernel.events import history, record
from parvis.kernel.models import Authority
from parvis.kernel.operations import Refused, lock, operation, require
from parvis.kernel.tenancy import current_id
from parvis.places.communes import Commune, commune_of

# By the number of the département: its time zone, and the territory of its bank holidays.
ELSEWHERE = {
    "971": ("America/Guadeloupe", "971"),
    "972": ("America/Martinique", "972"),
    "973": ("America/Cayenne", "973"),
    "974": ("Indian/Reunion", "974"),
    "975": ("America/Miquelon", "PM"),
    "976": ("Indian/Mayotte", "976"),
    "977": ("America/St_Barthelemy", "BL"),
    "978": ("America/Marigot", "MF"),
    "986": ("Pacific/Wallis", "WF"),
    "987": ("Pacific/Tahiti", "PF"),
    "988": ("Pacific/Noumea", "NC"),
    # Two more days than elsewhere: Good Friday and the 26th of December.
    "57": ("Europe/Paris", "57"),
    "67": ("Europe/Paris", "6AE"),
    "68": ("Europe/Paris", "6AE"),
}
KEPT = ["insee_code", "name", "time_zone", "holidays"]


@operation
def confirm_commune(reception: Unit, *, code: str, by: Actor) -> Authority:
    """Keep its INSEE code, with the time and the bank holidays of where it lies. Another one than before gives its name too.

    Confirmed again, it says nothing new.
    """
    require(policy.can_arrange(by))
    reception = lock(reception)
    found = commune_of(code)
    if found is None:
        raise Refused(_("Choisissez une commune de la liste."), "code")
    authority = Authority.objects.select_for_update().get(pk=current_id())
    fact = _fact(authority, found)
    is_same = fact.insee_code == fact.previous_code and (fact.time_zone, fact.holidays) == (
        fact.previous_zone,
        fact.previous_holidays,
    )
    if is_same and history(reception).filter(kind=CommuneConfirmed.kind).exists():
        return authority
    authority.insee_code, authority.name = fact.insee_code, fact.town
    authority.time_zone, authority.holidays = fact.time_zone, fact.holidays
    authority.save(update_fields=KEPT)
    record(reception, fact, by=by)
    return authority


def is_confirmed(reception: Unit) -> bool:
    return history(reception).filter(kind=CommuneConfirmed.kind).exists()


def where_it_lies(found: Commune) -> tuple[str, str]:
    """Its time zone, and the territory of its bank holidays ("" in most of France)."""
    return ELSEWHERE.get(found.departement_code, ("Europe/Paris", ""))


def _fact(authority: Authority, found: Commune) -> CommuneConfirmed:
    zone, holidays = where_it_lies(found)
    is_same = found.code == authority.insee_code
    return CommuneConfirmed(
        insee_code=found.code, previous_code=authority.insee_code,
        town=authority.name if is_same else found.name, previous_town=authority.name,
        time_zone=zone, previous_zone=authority.time_zone,
        holidays=holidays, previous_holidays=authority.holidays,
    )  # fmt: skip
