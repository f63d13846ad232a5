"""Choose the ground on which the town's cases are shown."""

from django.utils.translation import gettext as _

from parvis.directory.events import BaseMapChosen
from parvis.directory.identity import LONGEST_CREDIT, is_style
from parvis.directory.queries import reception
from parvis.kernel.actors import Actor
from parvis.kernel.events import record
from parvis.kernel.models import Authority
from parvis.kernel.operations import Refused, operation
from parvis.kernel.tenancy import inside


@operation
def choose_base_map(authority: Authority, *, style: str, attribution: str, by: Actor) -> Authority:
    """A style in MapLibre's format, with the words that its maker asks for; "" is the Plan IGN. The same says nothing new."""
    authority = Authority.objects.select_for_update().get(pk=authority.pk)
    if not is_style(style):
        told = _("« %(value)s » n’est pas l’adresse d’un style de carte : elle commence par https:// ou par /.")
        raise Refused(told % {"value": style}, "map_style")
    if len(attribution) > LONGEST_CREDIT:
        raise Refused(_("La mention du fond de plan est trop longue."), "map_attribution")
    if (authority.map_style, authority.map_attribution) != (style, attribution):
        fact = BaseMapChosen(style=style, previous=authority.map_style)
        authority.map_style, authority.map_attribution = style, attribution
        authority.save(update_fields=["map_style", "map_attribution"])
        with inside(authority):
            record(reception(), fact, by=by)
    return authority
