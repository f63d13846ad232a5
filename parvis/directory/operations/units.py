"""Create a unit of the town hall, say what it is, and how it closes its cases."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from parvis.directory import opening, policy
from parvis.directory.events import UnitChanged, UnitCreated, UnitDescribed
from parvis.directory.identity import LONGEST_LINE, LONGEST_NAME, PHONE, is_email
from parvis.directory.models import Unit
from parvis.kernel import clock
from parvis.kernel.actors import Actor
from parvis.kernel.events import record
from parvis.kernel.operations import Refused, lock, operation, require, require_ours

FIELDS = ("name", "email", "phone", "opening")
DEEPEST = 12


@operation
def create_unit(
    name: str,
    *,
    by: Actor,
    under: Unit | None = None,
    email: str = "",
    phone: str = "",
    is_closing_reserved: bool = False,
) -> Unit:
    """A unit, under another or at the root of the tree. Refuses a name that is taken there, and wrong coordinates."""
    require_ours(under)
    is_empty = under is None and not Unit.objects.exists()
    require(policy.can_run(by, under) or policy.can_begin(by, is_empty=is_empty))
    unit = Unit(
        name=_tidy(name), parent=under, email=email.strip(), phone=phone.strip(), path="",
        is_closing_reserved=is_closing_reserved, updated_at=clock.now(),
    )  # fmt: skip
    _check(unit)
    require_free(unit.name, under)
    if under is not None and under.path.count("/") > DEEPEST:
        raise Refused(_("L’organigramme a déjà %d niveaux à cet endroit : c’est le plus.") % DEEPEST, "under")
    unit.save()
    unit.path = f"{under.path if under else '/'}{unit.pk}/"
    unit.save(update_fields=["path"])
    record(unit, UnitCreated(parent_id=under.pk if under else None), by=by)
    return unit


@operation
def describe_unit(unit: Unit, *, said: Mapping[str, str], by: Actor) -> Unit:
    """Change its name, its coordinates or its hours; what is not named stays. The same words say nothing new."""
    unit = lock(unit)
    require(policy.can_run(by, unit))
    require(set(said) <= set(FIELDS))
    before = {field: str(getattr(unit, field)) for field in said}
    after = {field: _tidy(value) for field, value in said.items()}
    changed = [field for field in said if before[field] != after[field]]
    if not changed:
        return unit
    for field in changed:
        setattr(unit, field, after[field])
    _check(unit)
    if "name" in changed:
        require_free(unit.name, unit.parent)
    unit.save(update_fields=changed)
    fact = UnitDescribed(before={field: before[field] for field in changed}, after={field: after[field] for field in changed})
    record(unit, fact, by=by)
    return unit


@operation
def reserve_closing(unit: Unit, *, reserved: bool, by: Actor) -> Unit:
    """Say whether closing is reserved to the head and the category owners."""
    unit = lock(unit)
    require(policy.can_run(by, unit))
    if unit.is_closing_reserved != reserved:
        unit.is_closing_reserved = reserved
        unit.save(update_fields=["is_closing_reserved"])
        record(unit, UnitChanged(is_closing_reserved=reserved), by=by)
    return unit


def _tidy(value: str) -> str:
    return " ".join(value.split())


def _check(unit: Unit) -> None:
    if not 0 < len(unit.name) <= LONGEST_NAME:
        raise Refused(_("Donnez le nom du service : 120 caractères au plus."), "name")
    if unit.email and not is_email(unit.email):
        raise Refused(_("« %(value)s » n’est pas une adresse e-mail.") % {"value": unit.email}, "email")
    if unit.phone and PHONE.fullmatch(unit.phone) is None:
        raise Refused(_("« %(value)s » n’est pas un numéro de téléphone.") % {"value": unit.phone}, "phone")
    if len(unit.opening) > LONGEST_LINE:
        raise Refused(_("Ces horaires sont trop longs : 300 caractères au plus."), "opening")
    try:
        opening.read(unit.opening)
    except opening.Unreadable as wrong:
        raise Refused(str(wrong), "opening") from None


def require_free(name: str, under: Unit | None) -> None:
    """By its name as people read it: capital letters do not tell two units apart."""
    beside = Unit.objects.filter(parent=under, ended_on__isnull=True).values_list("name", flat=True)
    if name.casefold() in {other.casefold() for other in beside}:
        where = under.name if under else _("l’organigramme")
        raise Refused(_("Il y a déjà un service « %(name)s » sous %(where)s.") % {"name": name, "where": where}, "name")
