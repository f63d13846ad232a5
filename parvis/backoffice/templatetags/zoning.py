"""Areas, places and names of districts, in words."""

from collections.abc import Sequence

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from parvis.places.models import District
from parvis.places.outlines import Outline
from parvis.places.points import Point

register = template.Library()
SHOWN, FEW = 12, 4


@register.filter
def area(value: float) -> str:
    """In m²."""
    return _("%s m²") % number_format(round(value), force_grouping=True)


@register.filter
def spot(at: Point) -> str:
    """Latitude first, as maps are asked."""
    return f"{at.lat:.5f}, {at.lon:.5f}"


@register.filter
def names(districts: Sequence[Outline | District]) -> str:
    return ", ".join(one.name for one in districts[:SHOWN]) + ("…" if len(districts) > SHOWN else "")


@register.filter
def few(found: Sequence[str]) -> str:
    return ", ".join(found[:FEW]) + ("…" if len(found) > FEW else "")
