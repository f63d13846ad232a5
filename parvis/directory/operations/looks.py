"""Give the town its colour and its logo."""

from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from parvis.directory import policy
from parvis.directory.events import LooksGiven
from parvis.directory.identity import COLOUR
from parvis.directory.logo import Logo
from parvis.directory.models import Unit
from parvis.kernel import clock
from parvis.kernel.actors import Actor
from parvis.kernel.events import record
from parvis.kernel.models import Authority
from parvis.kernel.operations import Refused, lock, operation, require
from parvis.kernel.tenancy import current_id


@operation
def give_looks(reception: Unit, *, colour: str, logo: Logo | None, by: Actor) -> Authority:
    """Both as they are from now on; no logo takes away the one there was. The same ones say nothing new."""
    require(policy.can_arrange(by))
    reception = lock(reception)
    if COLOUR.fullmatch(colour) is None:
        raise Refused(
            _("« %(value)s » n’est pas une couleur : écrivez # et six chiffres de 0 à f.") % {"value": colour}, "colour"
        )
    authority = Authority.objects.select_for_update().get(pk=current_id())
    is_same_logo = logo == logo_of(authority)
    if authority.colour == colour and is_same_logo:
        return authority
    fact = LooksGiven(colour=colour, previous=authority.colour, has_new_logo=not is_same_logo)
    authority.colour = colour
    if not is_same_logo:
        authority.logo = _kept(authority, logo)
    authority.save(update_fields=["colour", "logo"])
    record(reception, fact, by=by)
    return authority


def logo_of(authority: Authority) -> Logo | None:
    """As its file is now; None when there is none, or when it has been lost."""
    if not authority.logo:
        return None
    try:
        with default_storage.open(authority.logo) as file:
            return Logo(file.read(), authority.logo.rpartition(".")[2])
    except OSError:
        return None


def _kept(authority: Authority, logo: Logo | None) -> str:
    if logo is None:
        return ""
    name = f"{authority.uid}/{clock.today(authority).year}/{uuid4().hex}.{logo.suffix}"
    return default_storage.save(name, ContentFile(logo.content))
